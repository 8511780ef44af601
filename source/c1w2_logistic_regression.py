# %% [markdown]
# # Logistic regression: a neuron that looks at photographs
#
# You build one neuron, line by line, and teach it to tell photographs of animals
# from photographs of other things. At the end you can
#
# - write array functions without loops that never overflow,
# - compute a cost and its gradient, and walk downhill with them,
# - train on real pictures, and say honestly how well it went.
#
# About 120 minutes · 13 exercises and one written answer · **100 points**

# %% setup="imports"
import math
from pathlib import Path

import numpy as np

from course_utils.desk import check, load_photos, plotting

# %% [markdown]
# ## How this notebook works
#
# An exercise is four cells: what to do, where you write, a check, something to look
# at. In the second, put your lines in place of `raise NotImplementedError(...)`, run
# it, then run the check, as often as you like. Write down your guess where you are
# asked to predict; then run the cell; then open *Answer*.

# %% [markdown]
# The check has a few cases; the grade has others, of other sizes. Most points are for
# right values. Some are for extreme inputs, for whole arrays in place of Python loops,
# and for leaving the caller's arrays as they came. The ideas are in the lesson of this
# week, which has the same name as this notebook: keep it open beside you.

# %% [markdown]
# ## Part A. Vectors: eight small tools
#
# A picture, a row of scores, a set of predictions: all are arrays. These tools work on
# whole arrays at once. You use some of them in part B, and all of them in the weeks to
# come. (46 of the 100 points. Lesson: sections 1, 3 and 10.)

# %% [markdown]
# ### Exercise 1. `basic_sigmoid` (5 points)
#
# A neuron adds up evidence and gets some number `x`. The sigmoid turns it into a
# probability:
#
# $$s = \frac{1}{1 + e^{-x}}$$
#
# Write it for one number, with `math.exp`. `x` is a number; `s` is a number between
# zero and one. By hand: `basic_sigmoid(0)` is 1 / (1 + 1) = 0.5.
#
# Then try `x = -1000`. There $e^{-x}$ is too large for the computer, and yet `s` is
# not: it is almost 0.
#
# <details><summary>Hint: a question</summary>
#
# If the exponential may only see numbers that are zero or negative, what do you give
# it when x is positive, and what when x is negative?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\frac{1}{1 + e^{-x}} = \frac{e^{x}}{1 + e^{x}}$: two ways to write one number. The
# left is safe for $x \ge 0$, the right for $x < 0$.
#
# </details>


# %% solve="basic_sigmoid"
def basic_sigmoid(x):
    """Return the sigmoid of one number, with the `math` module alone.

    Args:
        x: a number.

    Returns:
        s: a number between 0 and 1; it never overflows.
    """
    # Your part, about 2 lines: compute s.
    ### BEGIN SOLUTION
    e = math.exp(-abs(x))  # exp only sees non-positive numbers: no overflow
    s = (1 if x >= 0 else e) / (1 + e)
    ### END SOLUTION
    return s


# %% check="basic_sigmoid"
check(basic_sigmoid)

# %% [markdown]
# **Predict before you run.** `basic_sigmoid(-2)` is 0.1192. What is
# `basic_sigmoid(2)`? No calculator: think of the two as the chances of *no* and *yes*.
# And what happens when you hand the function three numbers at once?
#
# <details><summary>Answer</summary>
#
# 0.8808, because the two chances add up to 1: turning the evidence round swaps *yes*
# and *no*. The module `math` knows single numbers only. For many you need NumPy.
#
# </details>

# %%
for x in (-1000, -2, 0, 2, 1000):
    print(f"basic_sigmoid({x:5d}) = {basic_sigmoid(x):.4f}")

try:
    print(basic_sigmoid(np.array([-2.0, 0.0, 2.0])))
except (TypeError, ValueError) as error:
    print("Three numbers at once:", error)

# %% [markdown]
# ### Exercise 2. `sigmoid` (6 points)
#
# A set of photographs gives a whole array of evidence. NumPy's functions take
# arrays and work on each entry, so no loop is needed:
#
# $$s_{ij} = \frac{1}{1 + e^{-x_{ij}}}$$
#
# `x` has any shape, or is a number; `s` has the same shape. Example:
# `sigmoid([0, 2])` is `[0.5, 0.8808]`. Entries of 1000 and -1000 may stand in the same
# array: each must come out right.
#
# <details><summary>Hint: a question</summary>
#
# The two formulas of exercise 1 share their denominator if you let the exponential
# see only minus the absolute value. What is left to choose, entry by entry?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# With $t = e^{-|x|}$: $s = \frac{1}{1 + t}$ where $x \ge 0$, and
# $s = \frac{t}{1 + t}$ elsewhere.
#
# </details>


# %% solve="sigmoid"
def sigmoid(x):
    """Return the sigmoid of every entry.

    Args:
        x: any shape, or a number.

    Returns:
        s: the shape of x, each entry between 0 and 1; it never overflows.
    """
    x = np.asarray(x)
    # Your part, about 2 lines: compute s.
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(x))  # exp only sees non-positive numbers: no overflow
    s = np.where(x >= 0, 1, e) / (1 + e)
    ### END SOLUTION
    return s


# %% check="sigmoid"
check(sigmoid)

# %% [markdown]
# **Predict before you run.** Where on the curve does one more unit of evidence
# change your mind most? And how much does it still change it at x = 8?
#
# <details><summary>Answer</summary>
#
# In the middle, by almost a quarter. At x = 8 by less than a thousandth: the neuron is
# sure, and one more clue hardly counts.
#
# </details>

# %%
print(f"from x = -0.5 to 0.5, s moves by {sigmoid(0.5) - sigmoid(-0.5):.4f}")
print(f"from x =  7.5 to 8.5, s moves by {sigmoid(8.5) - sigmoid(7.5):.4f}")

x = np.linspace(-10, 10, 201)
ax = plotting.curves(
    x,
    {"sigmoid(x)": sigmoid(x)},
    xlabel="evidence x",
    ylabel="probability s",
    title="Evidence becomes a probability",
)
plotting.show(
    ax,
    alt="The sigmoid rises from 0 to 1 like a flat S. It is 0.5 at x = 0, almost 0 "
    "left of -6 and almost 1 right of 6.",
    caption="Steep in the middle, flat at both ends.",
)

# %% [markdown]
# ### Exercise 3. `sigmoid_derivative` (5 points)
#
# To learn, the neuron must know how much `s` moves when `x` moves a little. The
# sigmoid's slope needs nothing but its own value:
#
# $$ds = s\,(1 - s), \qquad s = \mathrm{sigmoid}(x)$$
#
# `x` has any shape; `ds` has the same. At `x = 0`, `ds` is 0.5 · 0.5 = 0.25. The
# argument is the evidence `x`, not its sigmoid; the two are easily mixed up.
#
# <details><summary>Hint: a question</summary>
#
# You already own a function that gives s from x. What is left to do with s?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\frac{d}{dx}\frac{1}{1 + e^{-x}} = \frac{e^{-x}}{(1 + e^{-x})^2} = s\,(1 - s)$.
#
# </details>


# %% solve="sigmoid_derivative"
def sigmoid_derivative(x):
    """Return the slope of the sigmoid at every entry.

    Args:
        x: any shape, or a number: the input of the sigmoid, not its output.

    Returns:
        ds: the shape of x, each entry between 0 and 1/4.
    """
    # Your part, about 2 lines: compute ds.
    ### BEGIN SOLUTION
    s = sigmoid(x)
    ds = s * (1 - s)
    ### END SOLUTION
    return ds


# %% check="sigmoid_derivative"
check(sigmoid_derivative)

# %% [markdown]
# **Predict before you run.** The right column takes two points of your sigmoid, a tiny
# step apart, and divides the rise by the step. Should the columns agree? And how small
# is the slope at x = 10: a tenth of the one at 0, a hundredth, or less?
#
# <details><summary>Answer</summary>
#
# They agree, or one of the two is wrong: this is how you check any derivative. At x =
# 10 the slope is 0.0000454, more than five thousand times smaller than at 0.
#
# </details>

# %%
x, h = np.array([0.0, 2.0, 5.0, 10.0]), 1e-5
rise = (sigmoid(x + h) - sigmoid(x - h)) / (2 * h)
print("   x   your formula    rise over step")
for row in zip(x, sigmoid_derivative(x), rise, strict=True):
    print("{:4.0f}   {:.6e}   {:.6e}".format(*row))

# %% [markdown]
# ### Exercise 4. `image2vector` (5 points)
#
# A colour picture is a block `(n_H, n_W, n_C)`: height, width, and red, green, blue. A
# neuron wants one column. Lay the block out row after row, each pixel's colours
# together:
#
# $$v = (\,\mathrm{image}_{000},\ \mathrm{image}_{001},\ \mathrm{image}_{002},\
# \mathrm{image}_{010},\ \dots)^T$$
#
# A `(2, 3, 3)` picture becomes `(18, 1)`. Mind the second axis: `(18,)` is no column.
#
# <details><summary>Hint: a question</summary>
#
# Arrays know how to take on a new shape without moving a number. Which shape is it,
# and which of its two sizes can you leave for NumPy to work out?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $v$ has $n_H \cdot n_W \cdot n_C$ rows and $1$ column.
#
# </details>


# %% solve="image2vector"
def image2vector(image):
    """Lay out a picture as one column.

    Args:
        image: (n_H, n_W, n_C), a picture of any size.

    Returns:
        v: (n_H * n_W * n_C, 1).
    """
    # Your part, 1 line: compute v.
    ### BEGIN SOLUTION
    v = image.reshape(-1, 1)
    ### END SOLUTION
    return v


# %% check="image2vector"
check(image2vector)

# %% [markdown]
# **Predict before you run.** The photographs of this week are 64 pixels high, 64 wide,
# in three colours. How many rows does the column of one photograph have?
#
# <details><summary>Answer</summary>
#
# 64 · 64 · 3 = 12288. A small picture is a long column.
#
# </details>

# %%
photos = load_photos()
print("One photograph:", photos.X_train[0].shape, "shows", photos.names_train[0])
print("As a column:   ", image2vector(photos.X_train[0]).shape)

# %% [markdown]
# ### Exercise 5. `normalize_rows` (8 points)
#
# Sometimes only the direction of a row counts, not its length. Divide each row of
# `x`, shape `(n, k)`, by its length:
#
# $$\frac{x_i}{\lVert x_i \rVert}, \qquad
# \lVert x_i \rVert = \sqrt{\textstyle\sum_j x_{ij}^2}$$
#
# `[[3, 4], [0, 0]]` becomes `[[0.6, 0.8], [0, 0]]`: a row of zeros has no direction and
# stays as it is. The caller's `x` stays untouched too.
#
# <details><summary>Hint: a question</summary>
#
# Which shape must the lengths have, so that each one divides a whole row of x? And
# what could you divide a row of zeros by, without harm?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $(n, k) \,/\, (n, 1)$ broadcasts along rows; $(n, k) \,/\, (n)$ does not. And
# $0 / 1 = 0$.
#
# </details>


# %% solve="normalize_rows"
def normalize_rows(x):
    """Scale every row to length one; a row of zeros stays a row of zeros.

    Args:
        x: (n, k).

    Returns:
        x_normalized: (n, k), each row of length 1 or 0.
    """
    # Your part, about 2 lines: compute x_normalized.
    ### BEGIN SOLUTION
    lengths = np.linalg.norm(x, axis=1, keepdims=True)  # (n, 1)
    x_normalized = x / np.where(lengths == 0, 1, lengths)
    ### END SOLUTION
    return x_normalized


# %% check="normalize_rows"
check(normalize_rows)

# %% [markdown]
# **Predict before you run.** The first two rows point the same way, one ten times as
# long. After your function, what are the two? And what is the length of each row?
#
# <details><summary>Answer</summary>
#
# They are the same row: only the direction is left. All lengths are 1, but for the row
# of zeros, which has no direction to keep.
#
# </details>

# %%
x = np.array([[1.0, 2.0, 2.0], [10.0, 20.0, 20.0], [0.0, -5.0, 0.0], [0.0, 0.0, 0.0]])
unit = normalize_rows(x)
print(unit.round(4))
print("lengths before:", np.sqrt(np.sum(x**2, axis=1)))
print("lengths after: ", np.sqrt(np.sum(unit**2, axis=1)))

# %% [markdown]
# ### Exercise 6. `softmax` (7 points)
#
# With more than two answers, each gets a score, and softmax turns a row of scores into
# probabilities. `x` is `(n, k)`, one example a row; `s` has the same shape:
#
# $$s_{ij} = \frac{e^{x_{ij}}}{\sum_t e^{x_{it}}}$$
#
# The row `[0, 1.0986]`, that is 0 and log 3, becomes `[0.25, 0.75]`. Scores of 1000
# must work as well.
#
# <details><summary>Hint: a question</summary>
#
# Each row must sum to 1 by itself: along which axis do you sum? And which number can
# you take off a whole row of scores without changing its probabilities?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\frac{e^{x_{ij} - c_i}}{\sum_t e^{x_{it} - c_i}} = s_{ij}$ for every $c_i$; with
# $c_i = \max_t x_{it}$ the largest exponent is 0.
#
# </details>


# %% solve="softmax"
def softmax(x):
    """Turn every row of scores into probabilities.

    Args:
        x: (n, k), one row of scores an example.

    Returns:
        s: (n, k), positive, every row sums to 1; it never overflows.
    """
    # Your part, about 2 lines: compute s.
    ### BEGIN SOLUTION
    e = np.exp(x - np.max(x, axis=1, keepdims=True))  # the largest exponent is 0
    s = e / np.sum(e, axis=1, keepdims=True)
    ### END SOLUTION
    return s


# %% check="softmax"
check(softmax)

# %% [markdown]
# **Predict before you run.** The second row is the first with 1000 added to each
# score; the third is the first, doubled. Which of the two changes the probabilities,
# and does it make the favourite stronger or weaker?
#
# <details><summary>Answer</summary>
#
# Adding changes nothing, since only the differences between scores count. Doubling
# stretches the differences: the favourite goes from 0.665 to 0.867.
#
# </details>

# %%
scores = np.array([[2.0, 1.0, 0.0], [1002.0, 1001.0, 1000.0], [4.0, 2.0, 0.0]])
for row, s in zip(scores, softmax(scores), strict=True):
    print(row, "becomes", s.round(3), "with the sum", s.sum().round(3))

# %% [markdown]
# ### Exercise 7. `L1` (5 points)
#
# How far are predictions `yhat` from the truth `y`? The simplest answer adds up the
# distances. Both have shape `(m,)`; the result is one number:
#
# $$L_1 = \sum_{i} \lvert y_i - \hat{y}_i \rvert$$
#
# For `yhat = [0.9, 0.2]` and `y = [1, 0]` it is 0.1 + 0.2 = 0.3. A sum, not a mean.
#
# <details><summary>Hint: a question</summary>
#
# What would happen to one error of +0.5 and one of −0.5 if you only added them up?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# First the differences, then their absolute values, then the sum over all $i$.
#
# </details>


# %% solve="L1"
def L1(yhat, y):
    """Return the sum of absolute differences.

    Args:
        yhat: (m,), predictions.
        y: (m,), targets.

    Returns:
        loss: a number.
    """
    # Your part, 1 line: compute loss.
    ### BEGIN SOLUTION
    loss = np.sum(np.abs(y - yhat))
    ### END SOLUTION
    return loss


# %% check="L1"
check(L1)

# %% [markdown]
# **Predict before you run.** Two forecasters, four days. One is off by 0.25 every day;
# the other is right three times and wrong by a full 1.0 once. Whom does `L1` prefer?
#
# <details><summary>Answer</summary>
#
# Neither: both have lost 1.0 in all. To `L1` one large error is as bad as four small
# ones of the same sum.
#
# </details>

# %%
y = np.array([1.0, 0.0, 1.0, 0.0])
steady = np.array([0.75, 0.25, 0.75, 0.25])
bold = np.array([1.0, 0.0, 1.0, 1.0])
print("steady:", L1(steady, y))
print("bold:  ", L1(bold, y))

# %% [markdown]
# ### Exercise 8. `L2` (5 points)
#
# The other answer squares each difference before adding. Shapes are as in `L1`:
#
# $$L_2 = \sum_{i} (y_i - \hat{y}_i)^2$$
#
# For `yhat = [0.9, 0.2]` and `y = [1, 0]` it is 0.01 + 0.04 = 0.05. There is no square
# root at the end, though the name may remind you of one.
#
# <details><summary>Hint: a question</summary>
#
# What does squaring do to an error of 0.1, and what to an error of 10?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $L_2$ is also the dot product of the vector $y - \hat{y}$ with itself.
#
# </details>


# %% solve="L2"
def L2(yhat, y):
    """Return the sum of squared differences.

    Args:
        yhat: (m,), predictions.
        y: (m,), targets.

    Returns:
        loss: a number.
    """
    # Your part, 1 line: compute loss.
    ### BEGIN SOLUTION
    loss = np.sum((y - yhat) ** 2)
    ### END SOLUTION
    return loss


# %% check="L2"
check(L2)

# %% [markdown]
# **Predict before you run.** The same two forecasters. `L1` could not choose between
# them. Can `L2`, and which of the two does it like better?
#
# <details><summary>Answer</summary>
#
# It prefers the steady one, 0.25 against 1.0. Squaring makes large errors larger and
# small ones smaller, so `L2` fears the one big mistake.
#
# </details>

# %%
y = np.array([1.0, 0.0, 1.0, 0.0])
steady = np.array([0.75, 0.25, 0.75, 0.25])
bold = np.array([1.0, 0.0, 1.0, 1.0])
print("steady:", L2(steady, y))
print("bold:  ", L2(bold, y))

# %% [markdown]
# ## Part B. A neuron that looks at photographs
#
# Here is the task: a small photograph comes in, and out comes the probability that it
# shows an animal. Five functions make the neuron: start, look, learn, decide, and the
# whole. First, meet the photographs. (49 points, and 5 for a question in words. Lesson:
# sections 4 to 9.)

# %%
photos = load_photos()
print("To learn from:", photos.X_train.shape, "labels", photos.Y_train.shape)
print("To be tested: ", photos.X_test.shape, "labels", photos.Y_test.shape)
print("Animals among them:", photos.Y_train.sum(), "and", photos.Y_test.sum())

titles = [photos.classes[y] for y in photos.Y_train[0, :12]]
plotting.show(
    plotting.image_grid(photos.X_train[:12], titles),
    alt="Twelve small colour photographs; under each stands animal or not an animal.",
    caption="Twelve of the photographs to learn from, with their labels.",
)

# %% [markdown]
# One example is one column. So a set of `m` photographs becomes `X` with the shape
# `(12288, m)`: the columns of `image2vector` side by side, made all at once. The labels
# are `Y` with the shape `(1, m)`: 1 is an animal, 0 is anything else. Colours run from
# 0 to 255; divided by 255 they lie between 0 and 1, which keeps the neuron's sums
# small.

# %%
X_train = photos.X_train.reshape(len(photos.X_train), -1).T / 255  # (12288, m)
X_test = photos.X_test.reshape(len(photos.X_test), -1).T / 255
Y_train, Y_test = photos.Y_train, photos.Y_test
print("X_train", X_train.shape, " Y_train", Y_train.shape)
print("X_test ", X_test.shape, " Y_test ", Y_test.shape)

# %% [markdown]
# ### Exercise 9. `initialize_with_zeros` (5 points)
#
# The neuron has one weight for each input, and one bias. Before it has seen anything,
# all are zero:
#
# $$w = (0, \dots, 0)^T, \qquad b = 0$$
#
# `dim` is the number of inputs. `w` has the shape `(dim, 1)`, a true column; `b` is the
# number 0.0. For `dim = 2`, `w` is `[[0], [0]]`.
#
# <details><summary>Hint: a question</summary>
#
# A shape has two sizes here. How many rows, how many columns, and how does NumPy take
# both at once?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $w \in \mathbb{R}^{\mathrm{dim} \times 1}$, $b \in \mathbb{R}$.
#
# </details>


# %% solve="initialize_with_zeros"
def initialize_with_zeros(dim):
    """Return weights and bias of a neuron that knows nothing yet.

    Args:
        dim: n_x, how many inputs the neuron has.

    Returns:
        w: (dim, 1), zeros.
        b: 0.0, a number.
    """
    # Your part, 2 lines: make w and b.
    ### BEGIN SOLUTION
    w = np.zeros((dim, 1))
    b = 0.0
    ### END SOLUTION
    return w, b


# %% check="initialize_with_zeros"
check(initialize_with_zeros)

# %% [markdown]
# **Predict before you run.** A neuron of zeros looks at the first photographs. What
# probability does it give each of them?
#
# <details><summary>Answer</summary>
#
# All weights are 0, so the evidence is 0 whatever the picture shows, and the sigmoid of
# 0 is one half: the neuron shrugs.
#
# </details>

# %%
w, b = initialize_with_zeros(X_train.shape[0])
print("w", w.shape, " b", b)
print("Animal, with probability:", sigmoid(w.T @ X_train[:, :5] + b))

# %% [markdown]
# ### Exercise 10. `propagate` (14 points)
#
# Once through all examples and back. `w` is `(n_x, 1)`, `X` is `(n_x, m)`, `Y` is
# `(1, m)`; `b`, `db`, `cost` are numbers.
#
# $$Z = w^T X + b, \qquad A = \mathrm{sigmoid}(Z)$$
#
# $$\mathrm{cost} = -\frac{1}{m} \sum_{i=1}^{m}
# \big[\, Y_i \log A_i + (1 - Y_i) \log(1 - A_i) \,\big]$$
#
# $$dZ = A - Y, \qquad dw = \frac{1}{m}\, X\, dZ^T, \qquad
# db = \frac{1}{m} \sum_{i=1}^{m} dZ_i$$
#
# By hand: `w = [[0]]`, `b = 0`, `X = [[1, 3]]`, `Y = [[1, 0]]` give `A = [[0.5, 0.5]]`,
# cost log 2 = 0.6931, `dw = [[0.5]]`, `db = 0`.
#
# A large `Z` rounds `A` to 0 or 1, and log 0 is no number: write the cost with `Z`
# (lesson, section 11).
#
# <details><summary>Hint: a question</summary>
#
# Check shapes first: which product of X and dZ has the shape of w? And which part of
# the cost can be written with Z itself, without first making A?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $-Y \log A - (1 - Y) \log(1 - A) = \log(1 + e^{Z}) - Y Z$, and
# $\log(1 + e^{Z}) = \log(e^{0} + e^{Z})$. NumPy has a function that adds exponentials
# inside a logarithm; its name begins with *logadd*.
#
# </details>


# %% solve="propagate"
def propagate(w, b, X, Y):
    """Return the gradient of the cost and the cost itself: one pass there and back.

    Args:
        w: (n_x, 1), weights.
        b: bias, a number.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.

    Returns:
        grads: dict of dw (n_x, 1) and db, a number.
        cost: a number.
    """
    m = X.shape[1]
    # Your part, about 6 lines: compute cost, then dw and db.
    ### BEGIN SOLUTION
    Z = w.T @ X + b  # (1, m)
    A = sigmoid(Z)
    # The cost, written in Z: it never takes the logarithm of 0.
    cost = np.sum(np.logaddexp(0, Z) - Y * Z) / m
    dZ = A - Y
    dw = X @ dZ.T / m
    db = np.sum(dZ) / m
    ### END SOLUTION
    return {"dw": dw, "db": db}, cost


# %% check="propagate"
check(propagate)

# %% [markdown]
# **Predict before you run.** A neuron of zeros looks at all the photographs. What is
# its cost? Then nudge one weight of the 12,288 both ways and see how the cost moves.
# Which line of your function does that test?
#
# <details><summary>Answer</summary>
#
# log 2 = 0.6931, the cost of knowing nothing. The rise of the cost over the step tests
# `dw`: if the two numbers part, one of cost and gradient is wrong.
#
# </details>

# %%
w, b = initialize_with_zeros(X_train.shape[0])
grads, cost = propagate(w, b, X_train, Y_train)
print(f"cost of knowing nothing: {cost:.4f}")

h, nudge = 1e-4, np.zeros_like(w)
nudge[6000] = h
_, above = propagate(w + nudge, b, X_train, Y_train)
_, below = propagate(w - nudge, b, X_train, Y_train)
print(f"dw of weight 6000, your formula:   {grads['dw'][6000, 0]:.8f}")
print(f"dw of weight 6000, rise over step: {(above - below) / (2 * h):.8f}")

# %% [markdown]
# ### Exercise 11. `optimize` (10 points)
#
# Learning is a walk downhill. Repeat `num_iterations` times: ask `propagate` for the
# gradient, then step against it.
#
# $$w = w - \mathrm{learning\_rate} \cdot dw, \qquad
# b = b - \mathrm{learning\_rate} \cdot db$$
#
# From the numbers of exercise 10, one step with rate 0.1 gives `w = [[-0.05]]`,
# `b = 0`. The loop is there, and so is `costs`: you write one round. The `w` of the
# caller must stay as it was.
#
# <details><summary>Hint: a question</summary>
#
# In which direction does the cost grow, if the gradient is positive? And which
# assignments change an array in place, seen by everyone who holds it?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $w_{\mathrm{new}} = w_{\mathrm{old}} - \alpha\, dw$: a new array, with the old one
# left in peace.
#
# </details>


# %% solve="optimize"
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    """Walk downhill: repeat gradient steps from the given weights and bias.

    Args:
        w: (n_x, 1), weights to start from; left as they are.
        b: bias to start from, a number.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        num_iterations: how many steps, at least 1.
        learning_rate: the length of a step per unit of gradient.
        print_cost: whether to print the cost every 100 steps.

    Returns:
        params: dict of w (n_x, 1) and b after the last step.
        grads: dict of dw (n_x, 1) and db, as they were in the last step.
        costs: list of the cost before steps 0, 100, 200, ...
    """
    costs = []
    for i in range(num_iterations):
        # Your part, about 3 lines: get grads and cost, then step with w and b.
        ### BEGIN SOLUTION
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        ### END SOLUTION
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost before step {i:4d}: {cost:.4f}")
    return {"w": w, "b": b}, grads, costs


# %% check="optimize"
check(optimize)

# %% [markdown]
# A first small learner: squeeze each photograph to three numbers, its mean red, green
# and blue. **Predict before you run.** Animals stand in grass, sand and leaves. Many
# other things stand under the sky, or on a white ground. Which of the three weights do
# you expect to be the most negative?
#
# <details><summary>Answer</summary>
#
# Blue. Sky and white are full of it; grass and fur are not. The averages say so as
# well: 145 for other things, 88 for animals.
#
# </details>

# %%
colours = photos.X_train.mean(axis=(1, 2)).T / 255  # (3, m)
w, b = initialize_with_zeros(3)
params, grads, costs = optimize(w, b, colours, Y_train, 2000, learning_rate=0.5)
for colour, weight in zip(("red", "green", "blue"), params["w"][:, 0], strict=True):
    print(f"weight of {colour:5s} {weight:6.2f}")

plotting.show(
    plotting.plot_costs(costs, title="Each step makes the cost a little smaller"),
    alt=f"The cost falls from {costs[0]:.2f} to {costs[-1]:.2f} in 2000 iterations, "
    "fast at first and then ever more slowly.",
    caption="Three weights and one bias learn from the mean colours.",
)

# %% [markdown]
# ### Exercise 12. `predict` (8 points)
#
# A probability is not yet an answer. Say 1 where it is above one half, and 0 elsewhere:
#
# $$\mathrm{prediction}_i = 1 \ \text{ if } \
# \mathrm{sigmoid}(w^T X + b)_i > 0.5, \ \text{ else } 0$$
#
# `X` is `(n_x, m)`; the result is `(1, m)`, of numbers 0 and 1. With
# `w = [[1], [-1]]`, `b = 0` and `X = [[2, 1], [1, 3]]`, `Z` is `[[1, -2]]` and the
# answer `[[1, 0]]`.
#
# <details><summary>Hint: a question</summary>
#
# A comparison of an array with a number gives an array of True and False. How do you
# turn that into numbers, and does it still have two axes?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $A_i > 0.5$ exactly where $Z_i > 0$.
#
# </details>


# %% solve="predict"
def predict(w, b, X):
    """Return the more probable label of every example.

    Args:
        w: (n_x, 1), weights.
        b: bias, a number.
        X: (n_x, m), one column an example.

    Returns:
        Y_prediction: (1, m), each entry the number 0 or 1.
    """
    # Your part, about 2 lines: compute Y_prediction.
    ### BEGIN SOLUTION
    A = sigmoid(w.T @ X + b)
    Y_prediction = (A > 0.5).astype(int)
    ### END SOLUTION
    return Y_prediction


# %% check="predict"
check(predict)

# %% [markdown]
# **Predict before you run.** About a third of the photographs show animals. A program
# that always says *no animal* is then right about two times in three. Does the neuron
# of three colours do better than that, on photographs it has never seen?
#
# <details><summary>Answer</summary>
#
# Yes: 37 of the 50 test photographs against 32. Three numbers a picture already tell
# something. Always compare with the laziest program you can think of.
#
# </details>


# %%
def accuracy(Y_prediction, Y):
    """Return the share of right answers, in per cent."""
    return 100 * np.mean(Y_prediction == Y)


colours_test = photos.X_test.mean(axis=(1, 2)).T / 255  # (3, m)
w, b = params["w"], params["b"]
print(f"always 'no animal':  test {accuracy(np.zeros_like(Y_test), Y_test):.1f} %")
print(
    f"neuron of 3 colours: train {accuracy(predict(w, b, colours), Y_train):.1f} %,",
    f"test {accuracy(predict(w, b, colours_test), Y_test):.1f} %",
)

# %% [markdown]
# ### Exercise 13. `model` (12 points)
#
# Put it together: start from zeros, learn from the training set, predict both sets. The
# dictionary at the end is there; you make what it holds.
#
# By hand: with `X_train` `(3, 8)`, `Y_train` `(1, 8)`, `X_test` `(3, 6)` and `Y_test`
# `(1, 6)`, `w` is `(3, 1)`, and the predictions are `(1, 8)` and `(1, 6)`. Hand on the
# settings you are given. The test set must teach the neuron nothing.
#
# <details><summary>Hint: a question</summary>
#
# Three of your functions do all the work, each called once or twice. What does each
# of them hand to the next?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# zeros → $(w, b)$ → gradient steps on $(X, Y)_{\mathrm{train}}$ → new $(w, b)$ →
# predictions for $X_{\mathrm{train}}$ and for $X_{\mathrm{test}}$.
#
# </details>


# %% solve="model"
def model(
    X_train,
    Y_train,
    X_test,
    Y_test,
    num_iterations=2000,
    learning_rate=0.5,
    print_cost=False,
):
    """Train a neuron on one set of examples and let it predict both sets.

    Args:
        X_train: (n_x, m_train), one column an example.
        Y_train: (1, m_train), labels 0 or 1.
        X_test: (n_x, m_test), examples that training never sees.
        Y_test: (1, m_test), their labels; not for training.
        num_iterations: how many gradient steps.
        learning_rate: the length of a step per unit of gradient.
        print_cost: whether to print the cost every 100 steps.

    Returns:
        dict of costs, Y_prediction_train (1, m_train), Y_prediction_test (1, m_test),
        w (n_x, 1), b, learning_rate, num_iterations.
    """
    # Your part, about 6 lines: get costs, w, b and the two predictions.
    ### BEGIN SOLUTION
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(
        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost
    )
    w, b = params["w"], params["b"]
    Y_prediction_train = predict(w, b, X_train)
    Y_prediction_test = predict(w, b, X_test)
    ### END SOLUTION
    return {
        "costs": costs,
        "Y_prediction_train": Y_prediction_train,
        "Y_prediction_test": Y_prediction_test,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% check="model"
check(model)

# %% [markdown]
# ## The neuron looks at photographs
#
# Now all of it: 12,288 weights, one for each number of a photograph. **Predict before
# you run.** The neuron of three colours was right for 79 % of the photographs it
# learned from, and for 74 % of the others. What will the two numbers be now? (The run
# takes some seconds.)

# %%
result = model(
    X_train,
    Y_train,
    X_test,
    Y_test,
    num_iterations=500,
    learning_rate=0.005,
    print_cost=True,
)
print(f"train: {accuracy(result['Y_prediction_train'], Y_train):.1f} % right")
print(f"test:  {accuracy(result['Y_prediction_test'], Y_test):.1f} % right")

# %%
costs = result["costs"]
plotting.show(
    plotting.plot_costs(
        costs, title="On the training photographs it learns and learns"
    ),
    alt=f"The cost on the training photographs falls from {costs[0]:.2f} to "
    f"{costs[-1]:.2f} in 500 iterations and is still falling.",
    caption="The curve shows the photographs it learns from. It says nothing about "
    "the others.",
)

# %% [markdown]
# Of the training photographs 94 % are right, of the test photographs 72 %: 36 of 50,
# one fewer than with three weights. With 12,288 weights for 190 photographs the neuron
# can learn each by heart, and what it knows by heart does not help with a new one. That
# is *overfitting*. One picture of 50 is chance; the gap from 94 to 72 is not.

# %% [markdown]
# ### Where it is wrong
#
# **Predict before you run.** Which animals does it miss? Which things does it take for
# an animal? Below each picture stands what it is, what the neuron said, and how sure it
# was.
#
# <details><summary>Answer</summary>
#
# It misses animals in front of sky and water, and takes warm brown wood for fur. It
# never saw a leg or a wing: it knows which colours stand where, no more.
#
# </details>

# %%
A_test = sigmoid(result["w"].T @ X_test + result["b"])
wrong = np.flatnonzero(result["Y_prediction_test"] != Y_test)
plotting.show(
    plotting.mislabelled(
        photos.X_test, Y_test, A_test, photos.names_test, photos.classes
    ),
    alt="Ten test photographs with a wrong answer, the surest first. All that are "
    "wrong: " + "; ".join(photos.names_test[i] for i in wrong) + ".",
    caption=f"{len(wrong)} of {Y_test.size} are wrong, and {Y_test[0, wrong].sum()} of "
    "these are animals that it missed.",
)

# %% [markdown]
# ### What it has learned
#
# There is one weight for each colour of each pixel, so the weights are a picture
# themselves. **Predict before you run.** Will you see an animal in it?
#
# <details><summary>Answer</summary>
#
# No. At the top, green votes for an animal, and blue and red against; in the middle,
# red votes for one. The grain on top of that is what it learned by heart.
#
# </details>

# %%
plotting.show(
    plotting.weight_picture(result["w"], title="The weights, each at its pixel"),
    alt="A grainy square, greenish at the top and reddish in the middle, without the "
    "outline of any animal.",
    caption="Grey is a weight of zero. A bright colour votes for an animal where the "
    "photograph has that colour; a dark one votes against.",
)

# %% [markdown]
# ### Your own photograph
#
# Put a picture named `my_picture.jpg` beside this notebook (drag it into the file list
# on the left), then run the cell again. Without one, it does nothing.

# %%
if Path("my_picture.jpg").is_file():
    from PIL import Image, ImageOps

    mine = ImageOps.exif_transpose(Image.open("my_picture.jpg")).convert("RGB")
    mine = np.asarray(ImageOps.fit(mine, (64, 64)))  # (64, 64, 3), cut to a square
    a = sigmoid(result["w"].T @ (image2vector(mine) / 255) + result["b"]).item()
    plotting.show(
        plotting.image_grid([mine], [f"animal: {a:.0%}"]),
        alt=f"Your picture. The neuron gives an animal the probability {a:.0%}.",
        caption="Your picture, and the probability that it shows an animal.",
    )

# %% [markdown]
# ### A question in words (5 points)
#
# Somebody proposes another cost: the mean of `(A - Y) ** 2`. It looks simpler. Why is
# it a poor choice here? Take a windmill (`Y = 0`) at four values of `Z`. **Predict
# before you run:** which cost pulls harder at `Z` when the neuron is sure that the
# windmill is an animal?

# %%
print("    Z        A   slope of our cost   slope of the square")
for Z in (-4.0, 0.0, 4.0, 10.0):
    A = float(sigmoid(Z))
    square = 2 * A * float(sigmoid_derivative(Z))
    print(f"{Z:5.0f}   {A:.4f}   {A:17.6f}   {square:19.6f}")

# %% [markdown]
# Answer in four to eight sentences of your own (double-click the next cell to write).
# What do the two slopes mean for learning? Seen as a hill over `w` and `b`, what shape
# has each cost? And how much does each charge for being sure and wrong? Section 6 of
# the lesson helps.

# %% [markdown] answer="why-not-squares" points=5
# **Slope (2 points).** With `A = sigmoid(Z)` the square has the slope `2 (A - Y) A (1 -
# A)` by `Z`. For the windmill at `Z = 10` that is about 0.00009, while the slope of our
# cost, `A - Y`, is almost 1. Just where the neuron is most wrong, the square hardly
# moves it.
#
# **Shape (2 points).** Over `w` and `b` our cost is convex: downhill leads to the
# lowest place. The square of a sigmoid is not: it has flat ground far from the best
# weights, and may have more than one valley.
#
# **Charge (1 point).** The square never charges more than 1 an example. Our cost is the
# surprise at the label, minus the log of its probability, and grows without limit.

# %% [markdown]
# ## What you have learned
#
# You wrote a neuron: evidence, probability, cost, gradient, step, decision. It needs no
# loop over examples and does not overflow. And you saw that good marks on the
# photographs it learned from promise little for new ones.

# %% [markdown]
# **One thing to try.** Press `B` for a cell of your own, and train twice as long, with
# `num_iterations=1000`. Predict first: what becomes of the accuracy on the training
# photographs, and what of that on the test photographs? Section 12 of the lesson says
# more. Then save the notebook, and hand it in.
