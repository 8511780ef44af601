# %% [markdown]
# # Introduction: a neuron that knows what houses cost
#
# You build a neuron, fit it to real house prices, and stack neurons into a layer. At
# the end you can
#
# - write a layer of neurons without a loop,
# - fit a neuron, and say what its two numbers mean,
# - choose the network that a task calls for,
# - count the units that have stopped learning.
#
# About 60 minutes · 7 exercises and one written answer · **100 points**

# %% setup="imports"
import numpy as np

from course_utils.desk import check, load_houses, plotting

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
# ## Part A. One neuron
#
# A neuron adds up what it is told, each part with a weight, and then bends the sum.
# Three functions: the bend, the neuron, and the line through the prices of 20,000
# houses. (42 of the 100 points. Lesson: sections 1, 2 and 3.)

# %% [markdown]
# ### Exercise 1. `relu` (10 points)
#
# The simplest bend there is lets positive numbers through and says 0 to all others:
#
# $$a = \max(0, z)$$
#
# `z` has any shape, or is a number; `a` has the same shape. By hand:
# `relu([-2, 0, 3])` is `[0, 0, 3]`. The caller's `z` must stay as it was.
#
# <details><summary>Hint: a question</summary>
#
# Two things are compared, entry by entry: the number 0 and the array. Which of
# NumPy's functions takes two things and keeps the larger of each pair?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $a_i = z_i$ where $z_i > 0$, and $a_i = 0$ elsewhere.
#
# </details>


# %% solve="relu"
def relu(z):
    """Return the positive part of every entry.

    Args:
        z: any shape, or a number.

    Returns:
        a: the shape of z, no entry negative.
    """
    # Your part, about 1 line: compute a.
    ### BEGIN SOLUTION
    a = np.maximum(0, z)
    ### END SOLUTION
    return a


# %% check="relu"
check(relu)

# %% [markdown]
# **Predict before you run.** Add two bends: `relu(z) - relu(z - 1)`. What does the sum
# of the two look like, left of 0, between 0 and 1, and right of 1?
#
# <details><summary>Answer</summary>
#
# Flat at 0, then a ramp, then flat at 1: the second bend takes back what the first
# gives. With enough bends you can draw any outline. That is what a network does.
#
# </details>

# %%
z = np.linspace(-2, 3, 101)
ax = plotting.curves(
    z,
    {"relu(z)": relu(z), "relu(z) - relu(z - 1)": relu(z) - relu(z - 1)},
    xlabel="z",
    ylabel="a",
    title="Two bends make a step",
)
plotting.show(
    ax,
    alt="relu(z) is 0 up to z = 0 and rises with slope 1 from there. The difference of "
    "two of them rises from 0 to 1 between z = 0 and z = 1, then stays at 1.",
    caption="One bend is a hinge; two make a step with a ramp.",
)

# %% [markdown]
# ### Exercise 2. `neuron` (14 points)
#
# A neuron weighs its inputs, adds them up with a bias, and bends the sum:
#
# $$a = \mathrm{relu}(w_1 x_1 + \dots + w_{n_x} x_{n_x} + b)$$
#
# `x` and `w` are columns, `(n_x, 1)`; `b` and `a` are numbers. By hand: with
# `x = [[1], [2]]`, `w = [[3], [-1]]` and `b = 0.5` the sum is 3 - 2 + 0.5, so `a` is
# 1.5.
#
# <details><summary>Hint: a question</summary>
#
# The two columns have the same shape. What do you get if you multiply them entry by
# entry, and what is left to do before the bend?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $z = \sum_{j=1}^{n_x} w_j x_j + b$, and $a = \max(0, z)$.
#
# </details>


# %% solve="neuron"
def neuron(x, w, b):
    """Return what one neuron makes of one example.

    Args:
        x: (n_x, 1), the inputs.
        w: (n_x, 1), a weight for each input.
        b: bias, a number.

    Returns:
        a: a number, never negative.
    """
    # Your part, about 2 lines: add up, then bend.
    ### BEGIN SOLUTION
    z = np.sum(w * x) + b
    a = relu(z)
    ### END SOLUTION
    return a


# %% check="neuron"
check(neuron)

# %% [markdown]
# Somebody guesses: a square metre costs 0.8 thousand dollars, each year of age takes
# off 0.3, and 10 are due for the ground. **Predict before you run.** What does this
# neuron say to 100 m² and 20 years? And to a hut of 20 m² and 100 years?
#
# <details><summary>Answer</summary>
#
# 80 - 6 + 10 = 84 thousand dollars. The hut would come to 16 - 30 + 10 = -4, and nobody
# pays you for taking a house: the bend makes it 0.
#
# </details>

# %%
w, b = np.array([[0.8], [-0.3]]), 10.0
for size, age in ((100, 20), (150, 60), (20, 100)):
    price = float(neuron(np.array([[size], [age]]), w, b))
    print(f"{size:4d} m², {age:3d} years: {price:6.1f} thousand dollars")

# %% [markdown]
# ### Exercise 3. `fit_house_price` (18 points)
#
# Guessing is over. For one input there is a formula for the line with the smallest sum
# of squared errors. With means marked by a bar:
#
# $$w = \frac{\sum_i (x_i - \bar x)(y_i - \bar y)}{\sum_i (x_i - \bar x)^2}, \qquad
# b = \bar y - w\, \bar x$$
#
# `size` ($x$) and `price` ($y$) have the shape `(m,)`; `w` and `b` are numbers. By
# hand: the sizes `[1, 2, 3]` at the prices `[1, 3, 2]` give `w = 0.5` and `b = 1`.
#
# <details><summary>Hint: a question</summary>
#
# How far is each house from the mean size, and from the mean price? When you have
# these two arrays, what is summed above the fraction bar, and what below?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# With $d_i = x_i - \bar x$: $w = \sum_i d_i\,(y_i - \bar y) \,/\, \sum_i d_i^2$. The
# line goes through the mean house, so $\bar y = w\,\bar x + b$.
#
# </details>


# %% solve="fit_house_price"
def fit_house_price(size, price):
    """Return the line through the houses with the least squared error.

    Args:
        size: (m,), at least two different sizes.
        price: (m,), the price of each house.

    Returns:
        w: the price of one unit of size more, a number.
        b: where the line meets size 0, a number.
    """
    # Your part, about 3 lines: compute w, then b.
    ### BEGIN SOLUTION
    d = size - np.mean(size)
    w = np.sum(d * (price - np.mean(price))) / np.sum(d**2)
    b = np.mean(price) - w * np.mean(size)
    ### END SOLUTION
    return w, b


# %% check="fit_house_price"
check(fit_house_price)

# %% [markdown]
# Now 20,000 houses that were sold in Lucas County, Ohio, from 1993 to 1998; size in m²,
# price in thousands of dollars. **Predict before you run.** What does one more square
# metre cost? Is `b`, the price at size 0, above or below zero?
#
# <details><summary>Answer</summary>
#
# 0.80 thousand dollars, and `b` is -29.8. Below 37 m² the line is negative, and
# there the bend of the neuron takes over. Nobody *chose* the bend: a price below 0 is
# no price.
#
# </details>

# %%
houses = load_houses()
size, price = houses.size_train, houses.price_train
w, b = (float(number) for number in fit_house_price(size, price))
print(f"price = relu({w:.2f} · size {b:+.1f}), the bend at {-b / w:.0f} m²")

said = relu(w * houses.size_test + b)
off = np.mean(np.abs(said - houses.price_test))
print(f"on 5,357 other houses it is off by {off:.1f} thousand dollars, on average")
lazy = np.mean(np.abs(np.median(price) - houses.price_test))
print(f"always saying the median price is off by {lazy:.1f}")

# %%
line = np.linspace(0, 450, 91)
ax = plotting.curves(line, {"the neuron": relu(w * line + b)})
dots = {"marker": ".", "linestyle": "none", "color": "#D55E00", "alpha": 0.5}
ax.plot(size[:400], price[:400], label="a house", **dots)
ax.set(xlabel="size (m²)", ylabel="price (thousand dollars)")
ax.set(title="A line, bent where prices would be negative")
ax.legend(framealpha=0.9, edgecolor="none")
plotting.show(
    ax,
    alt="400 houses as points, dearer the larger they are, and a line that rises from "
    f"0 at {-b / w:.0f} m² with {w:.2f} thousand dollars a square metre.",
    caption="The first 400 of 20,000 houses, and the neuron that all of them made.",
)

# %% [markdown]
# ## Part B. Neurons side by side
#
# One neuron draws one hinge. A layer is many neurons that see the same inputs, each
# with its own weights; the next layer sees what they say. (18 points. Lesson: sections
# 4 and 5.)

# %% [markdown]
# ### Exercise 4. `dense_layer` (18 points)
#
# Write the weights of each neuron as a row, and all examples as columns. Then one
# matrix product is the whole layer:
#
# $$a = \mathrm{relu}(W x + b)$$
#
# `x` is `(n_x, m)`, `W` is `(n, n_x)`, `b` is `(n, 1)` and `a` is `(n, m)`: one row a
# neuron, one column an example. By hand: with `x = [[1], [2]]`,
# `W = [[1, 1], [2, -1]]` and `b = [[-1], [-1]]`, `a` is `[[2], [0]]`.
#
# <details><summary>Hint: a question</summary>
#
# Which product gives the shape (n, m) from (n, n_x) and (n_x, m)? And how does NumPy
# add a column of shape (n, 1) to that?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $z_{ij} = \sum_k W_{ik}\, x_{kj} + b_i$: row $i$ of the weights meets column $j$ of
# the examples.
#
# </details>


# %% solve="dense_layer"
def dense_layer(x, W, b):
    """Return what a layer of neurons makes of some examples, as one matrix product.

    Args:
        x: (n_x, m), one column an example.
        W: (n, n_x), one row a neuron.
        b: (n, 1), a bias for each neuron.

    Returns:
        a: (n, m), one row a neuron and one column an example.
    """
    # Your part, about 2 lines: the sums of all neurons, then the bend.
    ### BEGIN SOLUTION
    z = W @ x + b  # (n, m)
    a = relu(z)
    ### END SOLUTION
    return a


# %% check="dense_layer"
check(dense_layer)

# %% [markdown]
# Three neurons look at the size of a house: they bend at 37, 120 and 200 m². A second
# layer adds up what they say. **Predict before you run.** With weights 0.7, 0.3 and
# 0.6, how much does one square metre more cost at 100 m², at 150 and at 250?
#
# <details><summary>Answer</summary>
#
# 0.7, then 0.7 + 0.3 = 1.0, then 1.6 thousand dollars: behind each bend one neuron more
# has its say. Large houses stand in dear places, and the bent line knows it.
#
# </details>

# %%
W1, b1 = np.ones((3, 1)), np.array([[-37.0], [-120.0], [-200.0]])
W2, b2 = np.array([[0.7, 0.3, 0.6]]), np.array([[0.0]])


def bent(x):
    """Return the price that two layers give each house of x, (1, m)."""
    return dense_layer(dense_layer(x, W1, b1), W2, b2)


for at in (100.0, 150.0, 250.0):
    rise = bent(np.array([[at + 1]])) - bent(np.array([[at]]))
    print(f"one m² more at {at:3.0f} m²: {rise.item():.1f} thousand dollars")

# %% [markdown]
# ## Part C. Which network, which data?
#
# Two exercises of multiple choice. The check explains every wrong choice, so think
# first, then read: a wrong guess with a reason is worth more than a right one without.
# (20 points. Lesson: sections 6 and 7.)

# %% [markdown]
# The seven tasks of the next exercise:
#
# - `"house price"`: what a house costs, from size, age and rooms
# - `"advertisement"`: whether a visitor clicks, from facts about both
# - `"photograph"`: what it shows
# - `"x-ray"`: whether a bone is broken, from its picture
# - `"speech"`: the words in a sound recording
# - `"translation"`: a sentence in French, from the English one
# - `"driving"`: where other cars are, from camera and radar

# %% [markdown]
# ### Exercise 5. `classify_task` (14 points)
#
# Choose `"standard"` (dense layers), `"cnn"` (one small pattern searched all over a
# picture), `"rnn"` (reads in order and remembers) or `"hybrid"` (different parts for
# different inputs, joined). The seven tasks are
# above; the function gets a list of them and returns a list. By hand:
# `classify_task(["satellite picture"])` would be `["cnn"]`.
#
# <details><summary>Hint: a question</summary>
#
# Three things to ask of the input: has it neighbours, as in a picture? Has it an
# order, as in time? Or is it a plain row of facts?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# A row of facts has the shape $(n_x, 1)$ and may be shuffled; a picture
# $(n_H, n_W, n_C)$ has two directions; a sequence $(n_x, T_x)$ has one.
#
# </details>


# %% solve="classify_task"
def classify_task(descriptions):
    """Return the kind of network that each task calls for.

    Args:
        descriptions: any of "house price", "advertisement", "photograph", "x-ray",
            "speech", "translation" and "driving".

    Returns:
        "standard", "cnn", "rnn" or "hybrid" for each, in the same order.
    """
    answers = {}
    # Your part, about 7 lines: answers["house price"] = ..., one line a task.
    ### BEGIN SOLUTION
    answers["house price"] = "standard"
    answers["advertisement"] = "standard"
    answers["photograph"] = "cnn"
    answers["x-ray"] = "cnn"
    answers["speech"] = "rnn"
    answers["translation"] = "rnn"
    answers["driving"] = "hybrid"
    ### END SOLUTION
    return [answers[description] for description in descriptions]


# %% check="classify_task"
check(classify_task)

# %% [markdown]
# **Predict before you run.** Neighbours make the difference. Take a photograph and
# shuffle its points; take the facts about a house and shuffle those. Which of the two
# can *you* still use, if you are told how they were shuffled?
#
# <details><summary>Answer</summary>
#
# The facts, without any trouble. The photograph is gone for your eyes, and for a CNN
# as well; a dense layer would not even notice, since it never knew who stood beside
# whom.
#
# </details>

# %%
order = np.random.default_rng(0).permutation(4096)
x = np.random.default_rng(1).normal(size=(4096, 5))
W, b = np.random.default_rng(2).normal(size=(3, 4096)), np.zeros((3, 1))
same = np.allclose(dense_layer(x, W, b), dense_layer(x[order], W[:, order], b))
print("inputs and weights shuffled alike, a dense layer says the same:", same)

# %% [markdown]
# ### Exercise 6. `classify_data` (6 points)
#
# Data are `"structured"` when each entry comes with its meaning, like a column with a
# name, and `"unstructured"` when only many entries together mean something. By hand:
# `classify_data(["train timetable"])` would be `["structured"]`. The six kinds are
# `"house sales"`, `"blood values"`, `"website visits"`, `"photographs"`,
# `"sound recording"` and `"hotel reviews"`.
#
# <details><summary>Hint: a question</summary>
#
# Point at one number, or one word, in the middle. Can you say what it is about without
# looking at the others?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# In a table of patients, row $j$ of $X$ is the same quantity for every example. In
# pictures, $x_j$ is one point, and what it shows changes from example to example.
#
# </details>


# %% solve="classify_data"
def classify_data(descriptions):
    """Return whether data come with their meaning, entry by entry, or without.

    Args:
        descriptions: any of "house sales", "blood values", "website visits",
            "photographs", "sound recording" and "hotel reviews".

    Returns:
        "structured" or "unstructured" for each, in the same order.
    """
    answers = {}
    # Your part, about 6 lines: answers["house sales"] = ..., one line a kind.
    ### BEGIN SOLUTION
    answers["house sales"] = "structured"
    answers["blood values"] = "structured"
    answers["website visits"] = "structured"
    answers["photographs"] = "unstructured"
    answers["sound recording"] = "unstructured"
    answers["hotel reviews"] = "unstructured"
    ### END SOLUTION
    return [answers[description] for description in descriptions]


# %% check="classify_data"
check(classify_data)

# %% [markdown]
# **Predict before you run.** Here is the first house of our table. Cover the names on
# the left. Which numbers can you still guess the meaning of?
#
# <details><summary>Answer</summary>
#
# The year it was built, perhaps the year it was sold. With the names in sight, all of
# them at once: that is structure. No such list of names exists for the points of a
# photograph.
#
# </details>

# %%
for name, unit, value in zip(
    houses.features, houses.units, houses.X_train[:, 0], strict=True
):
    print(f"{name:15} {value:8.1f} {unit}")
print(f"{'price':15} {houses.price_train[0]:8.1f} thousand dollars")

# %% [markdown]
# ## Part D. Why now?
#
# Data and fast computers are half of the answer. The other half are small ideas, and
# one of them is the bend you wrote first. (15 points for the exercise, 5 for the
# written answer. Lesson: sections 8, 9 and 10.)

# %% [markdown]
# ### Exercise 7. `saturated_fraction` (15 points)
#
# A network learns from slopes. Where the activation is flat, nothing comes back. Call a
# unit *saturated* if the slope at its `z` is below 0.01, and return the share of such
# units:
#
# $$\sigma'(z) = s(1 - s),\ s = \frac{1}{1 + e^{-z}} \qquad
# \tanh'(z) = 1 - \tanh^2 z \qquad \mathrm{relu}'(z) = 1 \text{ if } z > 0,
# \text{ else } 0$$
#
# `z` has any shape; the result is a number from 0 to 1. By hand, for `z = [-10, 1]` and
# `"sigmoid"` the slopes are 0.00005 and 0.197: 0.5.
#
# <details><summary>Hint: a question</summary>
#
# Three names, three slopes: which word of Python chooses between them? And what is the
# mean of an array of True and False?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# share $= \frac{1}{n} \sum_i [\,g'(z_i) < 0.01\,]$, where the bracket is 1 if true
# and 0 if not.
#
# </details>


# %% solve="saturated_fraction"
def saturated_fraction(z, activation):
    """Return the share of units at which the activation is almost flat.

    Args:
        z: any shape, what the units hand to their activation.
        activation: "sigmoid", "tanh" or "relu".

    Returns:
        fraction: a number between 0 and 1, the share of slopes below 0.01.
    """
    # Your part, about 8 lines: the slope for each activation, then the share.
    ### BEGIN SOLUTION
    if activation == "sigmoid":
        s = 1 / (1 + np.exp(-z))
        slope = s * (1 - s)
    elif activation == "tanh":
        slope = 1 - np.tanh(z) ** 2
    else:
        slope = np.where(z > 0, 1.0, 0.0)
    fraction = np.mean(slope < 0.01)
    ### END SOLUTION
    return fraction


# %% check="saturated_fraction"
check(saturated_fraction)

# %% [markdown]
# **Predict before you run.** 100,000 units get random numbers of spread 1, 3, 10 and
# 30. Of which activation are most units flat when the spread is small, and of which
# when it is large?
#
# <details><summary>Answer</summary>
#
# For small numbers it is the ReLU: half of its units rest, at any spread. But the
# other half have slope 1 for ever, while sigmoid and tanh lose ever more units, up to
# nine in ten.
#
# </details>

# %%
spreads = (1, 3, 10, 30)
z = np.random.default_rng(3).normal(size=100_000)
names = ("sigmoid", "tanh", "relu")
flat = {a: [saturated_fraction(z * s, a) for s in spreads] for a in names}
for name, shares in flat.items():
    print(f"{name:8}", "  ".join(f"{share:6.1%}" for share in shares))

ax = plotting.curves(spreads, flat, markers=True, ylim=(0, 1), xscale="log")
ax.set(xlabel="spread of z", ylabel="share of flat units")
ax.set(title="Half of the ReLUs rest; the others never go flat")
plotting.show(
    ax,
    alt="Share of flat units against the spread of z. ReLU stays at one half; sigmoid "
    f"rises from {flat['sigmoid'][0]:.0%} to {flat['sigmoid'][-1]:.0%}, tanh from "
    f"{flat['tanh'][0]:.0%} to {flat['tanh'][-1]:.0%}.",
    caption="Flat units pass nothing back. Those of sigmoid and tanh die at both ends.",
)

# %% [markdown]
# ### A question in words (5 points)
#
# A friend has 200 houses of her town, in a table. She has read that deep networks are
# the best there is, and wants to train one of three layers with 64 neurons each to
# predict prices. Section 9 of the lesson has measured what happens. **Predict before
# you run** it: what would you advise?

# %% [markdown]
# Answer in four to eight sentences of your own (double-click the next cell to write).
# What would you try first, and why? What would have to change before you gave another
# advice? And by which number, measured on which houses, would you decide?

# %% [markdown] answer="which-size" points=5
# **First (2 points).** A single neuron, or a small network. With 200 houses a large
# network has many more weights than examples: it can learn each by heart, and in the
# lesson its error on other houses is larger than that of the single neuron.
#
# **What would change it (2 points).** Many more houses. The neuron stops improving
# early, because a straight line cannot say more; from some thousands of houses on the
# large network is better. Unstructured data, such as photographs, would be another
# reason.
#
# **How to decide (1 point).** By the mean error on houses that neither model was
# trained on, and against the laziest answer, such as the median price.

# %% [markdown]
# ## What you have learned
#
# You wrote a neuron and a layer, and fitted the neuron to real prices. A network is
# many such hinges. Which kind you need depends on the data; how large it may be, on how
# many you have. And bends that never go flat let deep networks learn.

# %% [markdown]
# **One thing to try.** Press `B` for a cell of your own. Fit the neuron to houses built
# before 1940 alone, then to those built after 1980 (`houses.X_train[7]` is the year).
# Predict first: which of the two costs more a square metre? Then save the notebook, and
# hand it in.
