# %% [markdown]
# # Logistic regression: the smallest neural network
#
# Course 1, week 2 · the lesson · about 90 minutes · not graded
#
# After it you can
#
# - turn a photograph into a column of numbers, and notice when the order is wrong;
# - say what a neuron's output *means*, and why its cost has the form it has;
# - derive the gradient, check it, and choose a learning rate for a reason;
# - write it all without loops, and without numbers that blow up;
# - train it on real photographs, and tell learning from memorising.

# %%
import math
from time import perf_counter

import numpy as np

from course_utils.desk import load_photos, plotting, widgets
from course_utils.desk.theme import panels, show

# %% [markdown]
# **Predict before you run.** Some cells ask you a question first. Write down an answer,
# a wrong one too, then run the cell, then open *Answer*. A guess that you lose is the
# moment in which you learn; a number that you merely read is soon gone.

# %% [markdown]
# ## 1. What a picture is to a computer
#
# Here are photographs of animals, and of tools, windmills, monuments and things of the
# house. Each is cut to a square of 64 by 64 points. Your task for this lesson: a
# program that looks at a picture and says whether it shows an animal.

# %%
photos = load_photos()
images, Y = photos.X_train, photos.Y_train
m = images.shape[0]
print("images", images.shape, images.dtype)
print("Y     ", Y.shape, "of them animals:", Y.sum())

# %%
first = [f"{photos.names_train[i]}\n{photos.classes[Y[0, i]]}" for i in range(12)]
show(
    plotting.image_grid(images[:12], first),
    "Twelve small colour photographs, each with its name and its label below.",
    "The first twelve training pictures. You see at once what they show; from here on "
    "look at them as the computer does.",
)

# %% [markdown]
# At every point of the picture stand three whole numbers from 0 to 255: how much red,
# how much green, how much blue. Nothing else is stored. No outline, no "leg", no "left
# of".

# %%
k = 1
print("the point in row 10, column 20:", images[k, 10, 20], "(red, green, blue)")
layers = [images[k], *np.moveaxis(images[k], -1, 0)]
show(
    plotting.image_grid(layers, ["the photograph", "red", "green", "blue"], columns=4),
    f"A photograph, {photos.names_train[k]}, and its red, green and blue layer.",
    "One photograph is three grids of numbers. A bright point means a large number.",
)

# %% [markdown]
# **Predict.** How many numbers is one picture? And all the training pictures together?

# %%
print("one picture:", images[0].size, "   all:", images.size)

# %% [markdown]
# <details><summary>Answer</summary>
#
# 64 · 64 · 3 = 12288 for one; times the number of pictures for all. One short sentence
# ("an elephant") is hidden in 12288 numbers, and no single one of them says it.
#
# </details>

# %% [markdown]
# ### One column, one picture
#
# A neuron wants a plain list of inputs, so each picture becomes a column. All columns
# side by side are the matrix `X`, of shape `(n_x, m)`: `n_x = 12288` rows, one for each
# place and colour; `m` columns, one for each picture.
#
# There are two ways to ask for this shape. One of them is a trap.

# %%
two = np.array([[1, 2, 3], [4, 5, 6]])  # two "pictures" of three numbers each
print("two.reshape(2, -1).T\n", two.reshape(2, -1).T)
print("two.reshape(-1, 2)\n", two.reshape(-1, 2))

# %% [markdown]
# The first has the picture `1 2 3` in its first column. The second has `1 3 5`: a
# number of one picture, then numbers of another. `reshape` never moves a number. It
# reads them row after row and only breaks the lines elsewhere. To stand pictures in
# columns you must *transpose*.

# %% [markdown]
# **Predict.** Do it to the photographs, both ways. Both results have the shape
# `(12288, m)`. Take column `k` out of each and fold it back to 64 by 64 by 3. What will
# you see?

# %%
right = images.reshape(m, -1).T  # (12288, m)
wrong = images.reshape(-1, m)  # (12288, m) as well
print(right.shape, wrong.shape, "equal:", np.array_equal(right, wrong))
folded = [columns[:, k].reshape(64, 64, 3) for columns in (right, wrong)]
show(
    plotting.image_grid(folded, ["reshape(m, -1).T", "reshape(-1, m)"], columns=4),
    "Left the photograph, whole. Right only coloured noise.",
    "The same column number after the two ways of reshaping.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# The first gives the photograph back. The second gives dust: every column holds a few
# numbers of *every* picture. No error, no warning, the right shape, and labels that now
# belong to nothing. When shapes agree, look at one example anyway.
#
# </details>

# %% [markdown]
# ### Small numbers
#
# We divide by 255, so that every input lies between 0 and 1. Why bother? A neuron adds
# up 12288 products. Give it small random weights and see how far out the sums land.

# %%
X = right / 255  # (12288, m), between 0 and 1
rng = np.random.default_rng(2)
w_random = rng.normal(scale=0.01, size=(12288, 1))
for name, inputs in [("0 to 255", right), ("0 to 1", X)]:
    Z = w_random.T @ inputs  # (1, m)
    print(f"inputs {name:8}  largest |sum| {np.abs(Z).max():6.2f}")

# %% [markdown]
# Keep the two numbers in mind. In section 3 you meet a curve that is flat beyond 10 or
# so; whoever starts out there learns nothing. Scaling is a matter of where you stand on
# that curve.

# %% [markdown]
# ## 2. One neuron is a vote
#
# A neuron weighs its inputs and adds a bias:
#
# $$z = w_1 x_1 + w_2 x_2 + \dots + w_{n_x} x_{n_x} + b \qquad\text{in code}\qquad
# \texttt{Z = w.T @ X + b}$$
#
# Each of the 12288 numbers has one vote. Its weight says for which side, and how
# loudly. The bias is what the neuron thinks before it looks.

# %% [markdown]
# You can write such weights by hand. Monuments stand under a sky; most animals fill the
# frame. So let blue in the top 20 rows count for "sky", and red against it (a grey
# cloud has as much of both). All other weights are 0.

# %%
sky = np.zeros((64, 64, 3))
sky[:20, :, 2], sky[:20, :, 0] = 1, -1
w_sky = sky.reshape(-1, 1) / (20 * 64)  # (12288, 1)
blueness = w_sky.T @ X  # (1, m): mean blue minus mean red, up there
print("w_sky", w_sky.shape, "  blueness", blueness.shape)

# %%
order = np.argsort(blueness[0])
chosen = [*order[:3], *order[-3:]]
show(
    plotting.image_grid(images[chosen], [f"{blueness[0, i]:+.2f}" for i in chosen]),
    "Three pictures with a warm top edge, then three with a blue one.",
    "Least and most sky, says the neuron.",
)

# %% [markdown]
# It never saw a sky, of course: it saw blue at the top, on cloth and fish as well. Yet
# that is a clue. Learning will mean: find all 12288 weights without a hand. First we
# study the case with *one* input, the blueness, which we can draw. We shift and stretch
# it to mean 0 and spread 1, and call it `x`.

# %%
x = (blueness - blueness.mean()) / blueness.std()  # (1, m)
animal = Y[0] == 1
print(f"mean x of animals {x[0, animal].mean():+.2f}")
print(f"mean x of others  {x[0, ~animal].mean():+.2f}")

# %% [markdown]
# ## 3. From a sum to a probability
#
# The sum `z` can be any number. We want a probability `a`, between 0 and 1, that the
# picture shows an animal. Many curves could squeeze the one into the other. Why this
# one?
#
# $$a = \sigma(z) = \frac{1}{1 + e^{-z}}$$


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


z = np.linspace(-8, 8, 161)
a = sigmoid(z)
series = {"sigmoid(z)": a, "its slope, a (1 - a)": a * (1 - a)}
title = "Steep in the middle, flat at both ends"
show(
    plotting.curves(z, series, xlabel="z", ylabel="a", title=title),
    "An S-shaped curve from 0 to 1, and its slope, a bump of height one quarter at 0.",
    "The sigmoid. Beyond |z| = 8 its slope is close to nothing.",
)

# %% [markdown]
# ### Evidence adds up on the scale of log odds
#
# Probabilities do not add: two clues of 80 % do not make 160 %. *Odds* do better. Odds
# are $a / (1-a)$, "3 to 1". A clue **multiplies** the odds, by how much more often it
# turns up with animals than without. So the **logarithm** of the odds is what clues add
# to. Count it in our photographs:

# %%
blue = x[0] > 0  # the clue: more sky than average
prior = animal.sum() / (~animal).sum()
clue = blue[animal].mean() / blue[~animal].mean()
posterior = (blue & animal).sum() / (blue & ~animal).sum()
print(f"log odds of an animal, before the clue  {math.log(prior):+.4f}")
print(f"what the clue 'blue top' adds           {math.log(clue):+.4f}")
print(f"their sum                               {math.log(prior * clue):+.4f}")
print(f"log odds, counted among blue pictures   {math.log(posterior):+.4f}")

# %% [markdown]
# The last two lines agree, and always will: it is Bayes' rule. So read `z` as log odds:
# the bias is where you stand before you look, each `w[j] * x[j]` is what one clue adds.
# (Clues that repeat each other must share their weight; training sorts that out.)
#
# Solve $z = \log\frac{a}{1-a}$ for `a`, and out comes the sigmoid. It is not a choice
# of taste.

# %% [markdown]
# **Predict.** `z` goes up by 1, once from 0 to 1, once from 4 to 5. Which step changes
# the probability more? Which changes the odds by the larger factor?

# %%
for z in (0, 1, 4, 5):
    a = sigmoid(z)
    print(f"z {z}   a {a:.4f}   odds {a / (1 - a):8.3f}   exp(z) {math.exp(z):8.3f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# The probability gains 23 points in the first step and about 1 in the second. The odds
# grow by the same factor both times, e = 2.718. A weight of 1 therefore has a plain
# meaning: one unit more of this input makes the odds 2.7 times as high.
#
# </details>

# %% [markdown]
# ## 4. The loss of one example
#
# The neuron says `a`. The truth `y` is 1 or 0. How bad was that? Ask how likely the
# neuron thought the truth to be: `a` when `y` is 1, `1 - a` when `y` is 0. In one line:
#
# $$P(y) = a^{y}\,(1-a)^{1-y}$$
#
# Good predictions make the truth likely.

# %% [markdown]
# Taking $-\log$ turns "likely" into "costs little", and powers into sums:
#
# $$L = -\big(y \log a + (1-y) \log(1-a)\big)$$
#
# `L` is the *surprise*. A truth that had probability 1 costs nothing. A truth that you
# called impossible costs infinitely much: after it, nobody should believe you again.

# %%
a = np.linspace(0.002, 0.998, 250)
series = {"truth 1: -log(a)": -np.log(a), "truth 0: -log(1 - a)": -np.log(1 - a)}
labels = {"xlabel": "a, the probability given to 1", "ylabel": "loss L (nats)"}
title = "Sure and right is cheap; sure and wrong has no limit"
show(
    plotting.curves(a, series, title=title, **labels),
    "Two mirrored curves: one falls from high to 0 as a goes to 1, the other rises.",
    "The loss of one example. The curves cross at a = 0.5.",
)

# %% [markdown]
# **Predict.** A neuron with all weights 0 says `a = 0.5` to everything. What is its
# loss, whatever the truth? And what does it cost to say 0.99 and be wrong?

# %%
print(f"a = 0.5          {-math.log(0.5):.4f}")
print(f"0.99, and right  {-math.log(0.99):.4f}")
print(f"0.99, and wrong  {-math.log(1 - 0.99):.4f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# log 2 = 0.6931, and 4.6052. Learn the first by heart: it is the cost of knowing
# nothing. If your first cost after zero initialisation is not 0.6931, something is
# wrong already.
#
# </details>

# %% [markdown]
# ## 5. From the loss to the cost
#
# **Loss** `L` judges one example. **Cost** `J` judges the parameters, over all `m`
# examples:
#
# $$J(w, b) = \frac{1}{m} \sum_{i=1}^{m} L(a^{(i)}, y^{(i)})$$
#
# Why a sum? The probability of *all* truths together is a product, and the log of a
# product is the sum of the logs. Why a mean? So that twice the pictures is not twice
# the cost, and the same learning rate still serves.

# %%
p = np.full(2000, 0.5)  # 2000 truths, each given probability one half
print("product of the probabilities:", np.prod(p))
print("mean of the losses          :", -np.log(p).mean().round(4))

# %% [markdown]
# The true product is about $10^{-602}$, and the computer calls it 0. Logarithms are not
# only handsome here. Without them there is no number left to improve.


# %%
def cost_of(w, b, X, Y):
    A = sigmoid(w.T @ X + b)  # (1, m)
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


w, b = np.zeros((1, 1)), 0.0
print(f"one input, w = 0, b = 0: cost {cost_of(w, b, x, Y):.4f}")
print(f"a guess, w = -1, b = -1: cost {cost_of(w - 1, b - 1, x, Y):.4f}")

# %% [markdown]
# ## 6. Why not squared error?
#
# In a regression you would take $(a - y)^2$. Here it fails, and it pays to see how.
# Both costs, over one weight, on our photographs (the bias rests at 0):


# %%
def squares_of(w, b, X, Y):
    return np.mean((sigmoid(w.T @ X + b) - Y) ** 2)


weights = np.linspace(-8, 8, 161)
J_log = np.array([cost_of(np.array([[w]]), 0, x, Y) for w in weights])
J_sq = np.array([squares_of(np.array([[w]]), 0, x, Y) for w in weights])

# %%
figure, axes = panels(1, 2, width=7.6, height=3)
labels = {"xlabel": "weight w", "ylabel": "cost"}
plotting.curves(weights, {"log loss": J_log}, ax=axes[0], title="A bowl", **labels)
title = "A dent between two shelves"
plotting.curves(weights, {"squared error": J_sq}, ax=axes[1], title=title, **labels)
show(
    figure,
    "Left a bowl with straight walls. Right a dent whose walls flatten to both sides.",
    "The same data, the same neuron, two costs.",
)

# %% [markdown]
# A curve is *convex* when it bends upwards everywhere; then every way down leads to the
# lowest point. Measure the bend by second differences, $J(w+h) - 2J(w) + J(w-h)$:

# %%
for name, J in [("log loss", J_log), ("squared error", J_sq)]:
    bend = np.diff(J, 2)
    down = np.mean(bend < 0)
    print(f"{name:14} smallest bend {bend.min():+.1e}   bends down on {down:.0%}")

# %% [markdown]
# Worse than the bend are the shelves. By the chain rule
#
# $$\frac{d}{dz}(a-y)^2 = 2(a-y)\cdot a(1-a) \qquad\text{but}\qquad
# \frac{dL}{dz} = a - y.$$
#
# The factor $a(1-a)$ is the slope of the sigmoid. It vanishes whenever the neuron is
# sure, **also when it is surely wrong**.

# %% [markdown]
# **Predict.** An animal (`y = 1`), and the neuron says `z = -10`: surely not. How many
# times stronger does the log loss pull at `z` than the squared error?

# %%
a, y = sigmoid(-10), 1
slope_log, slope_sq = a - y, 2 * (a - y) * a * (1 - a)
print(f"log loss      {slope_log:.6f}")
print(f"squared error {slope_sq:.6f}     ratio {slope_log / slope_sq:,.0f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# About 11000 times. In general $1 / (2a(1-a))$. The greater the blunder, the less the
# squared error wants to correct it. The logarithm in the loss is there to undo the
# exponential in the sigmoid.
#
# </details>

# %% [markdown]
# ## 7. One step, with all its numbers
#
# To get better we must know how the loss answers to a small change of `w` and of `b`.
# Cut the computation into steps so small that each derivative is obvious, and write the
# numbers in. Here is picture `k`, with weights that are wrong on purpose.

# %%
x_k, y_k, w, b = x[0, k], Y[0, k], 1.0, -0.5
u = w * x_k
z = u + b
a = sigmoid(z)
L = -(y_k * math.log(a) + (1 - y_k) * math.log(1 - a))
print(f"x {x_k:.4f}  y {y_k}  u {u:.4f}  z {z:.4f}  a {a:.4f}  L {L:.4f}")

# %% [markdown]
# Now back, from the loss to the inputs. Each line multiplies what came from the right
# by one local derivative. That is all there is to the chain rule, and to
# backpropagation in any network.

# %%
da = -y_k / a + (1 - y_k) / (1 - a)
dz = da * a * (1 - a)
du, db = dz * 1, dz * 1
dw = du * x_k
print(f"da {da:.4f}  dz {dz:.4f}  db {db:.4f}  dw {dw:.4f}")
print(f"a - y is {a - y_k:.4f}")

# %%
nodes = {
    "x": plotting.Node(0, 2, "x", x_k),
    "w": plotting.Node(0, 0.7, "w", w, dw),
    "b": plotting.Node(1.3, -0.4, "b", b, db),
    "u": plotting.Node(1.3, 1.3, "u = w x", u, du),
    "z": plotting.Node(2.8, 0.6, "z = u + b", z, dz),
    "a": plotting.Node(4.3, 0.6, "a = σ(z)", a, da),
    "L": plotting.Node(5.8, 0.6, "L(a, y)", L, 1),
}
edges = [("x", "u"), ("w", "u"), ("u", "z"), ("b", "z"), ("z", "a"), ("a", "L")]
show(
    plotting.computation_graph(nodes, edges),
    f"Boxes from x, w, b by u, z, a to L = {L:.4f}. Derivatives back: dw = {dw:.4f}.",
    "One photograph. Above each box, in blue: its value. Below, in red: how fast the "
    "loss changes with it.",
)

# %% [markdown]
# Take the step: against the derivative, because the derivative points uphill. Then look
# whether the loss has indeed become smaller.

# %%
alpha = 0.5
w_new, b_new = w - alpha * dw, b - alpha * db
a_new = sigmoid(w_new * x_k + b_new)
L_new = -(y_k * math.log(a_new) + (1 - y_k) * math.log(1 - a_new))
print(f"w {w:.4f} -> {w_new:.4f}   b {b:.4f} -> {b_new:.4f}   L {L:.4f} -> {L_new:.4f}")

# %% [markdown]
# ## 8. The derivative that comes out so simple
#
# Put the two factors together:
#
# $$dz = \underbrace{\Big({-\frac{y}{a}} + \frac{1-y}{1-a}\Big)}_{da}
# \cdot \underbrace{a(1-a)}_{\text{slope of }\sigma}
# = -y(1-a) + (1-y)a = a - y$$
#
# `dz` is the error: what the neuron said minus what was true. Then `dw = dz * x`: an
# input that was large takes more of the blame.

# %% [markdown]
# For all `m` examples at once, with `X` of shape `(n_x, m)`:
#
# $$dZ = A - Y \qquad dw = \tfrac{1}{m}\, X\, dZ^{T} \qquad
# db = \tfrac{1}{m} \textstyle\sum_i dZ^{(i)}$$
#
# Check the shapes: `(n_x, m)` times `(m, 1)` is `(n_x, 1)`, the shape of `w`. A
# gradient always has the shape of the thing it belongs to.


# %%
def gradient(w, b, X, Y):
    m = X.shape[1]
    dZ = sigmoid(w.T @ X + b) - Y  # (1, m)
    return X @ dZ.T / m, np.mean(dZ)  # (n_x, 1) and a number


# %% [markdown]
# Never trust a derivation, your own least. A derivative is a limit of differences, so
# compute the difference: nudge one number both ways and watch the cost.
#
# $$\frac{\partial J}{\partial w_j} \approx \frac{J(w_j + \epsilon) - J(w_j - \epsilon)}
# {2 \epsilon}$$

# %%
X_small = rng.normal(size=(4, 7))  # any numbers will do: 4 inputs, 7 examples
Y_small = np.array([[0, 1, 1, 0, 1, 0, 0]])
w, b, eps = rng.normal(size=(4, 1)), 0.3, 1e-5
dw, db = gradient(w, b, X_small, Y_small)
for j in range(4):
    e = eps * (np.arange(4) == j).reshape(4, 1)
    rise = cost_of(w + e, b, X_small, Y_small) - cost_of(w - e, b, X_small, Y_small)
    print(f"dw[{j}]  formula {dw[j, 0]:+.8f}   difference {rise / (2 * eps):+.8f}")
rise = cost_of(w, b + eps, X_small, Y_small) - cost_of(w, b - eps, X_small, Y_small)
print(f"db     formula {db:+.8f}   difference {rise / (2 * eps):+.8f}")

# %% [markdown]
# **Predict.** A friend writes `dZ = Y - A`. Her shapes are right and her program runs.
# What does her cost do?
#
# <details><summary>Answer</summary>
#
# It rises with every step: she walks uphill as fast as the hill allows. A cost that
# climbs from the first iteration, steadily, is a sign error. A cost that jumps up and
# down is a learning rate too large. The difference is worth knowing.
#
# </details>

# %% [markdown]
# ## 9. Downhill
#
# Now repeat the step. First along one weight, where you can see it: the derivative is
# the slope of the tangent, and the step is the learning rate times that slope.

# %%
w, b = np.array([[1.5]]), 0.0
dw, _ = gradient(w, b, x, Y)
show(
    plotting.gradient_step(
        lambda w: cost_of(np.array([[w]]), b, x, Y),
        dw.item(),
        w.item(),
        4.0,
        np.linspace(-3.5, 3, 100),
        title="Steep means a long step",
    ),
    f"A bowl, a tangent of slope {dw.item():.3f} at w = 1.5, an arrow to the left.",
    "One step of gradient descent from w = 1.5 with learning rate 4.",
)

# %% [markdown]
# Then with weight and bias together. The function hands out the parameters before the
# first step and after each one, so that we can draw the way.
#
# Note `w = w - alpha * dw`, which makes a new array. The shorter `w -= alpha * dw`
# would change the old array too, under the hands of everybody who kept it.


# %%
def descend(X, Y, alpha, steps, w=None, b=0.0):
    w = np.zeros((X.shape[0], 1)) if w is None else w
    yield w, b
    for _ in range(steps):
        dw, db = gradient(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
        yield w, b


# %% [markdown]
# **Predict.** Three learning rates: 0.1, 4 and 14. Thirty steps each, from the corner
# `w = 3, b = 2`. Which comes closest to the lowest point?

# %%
start = np.array([[3.0]]), 2.0
rates = 0.1, 4, 14
ways = {}
for alpha in rates:
    steps = list(descend(x, Y, alpha, 30, *start))
    ways[alpha] = np.array([(w.item(), b) for w, b in steps])  # (31, 2)
    cost = cost_of(*steps[-1], x, Y)
    print(f"learning rate {alpha:4}   w {ways[alpha][-1, 0]:+.3f}   cost {cost:.6f}")

# %%
figure, axes = panels(1, 3, width=9, height=3.4)
claims = "too small: still on the way", "right: arrived", "too large: overshoots"
for alpha, claim, ax in zip(rates, claims, axes, strict=True):
    plotting.cost_surface(
        lambda w, b: cost_of(np.array([[w]]), b, x, Y),
        np.linspace(-4, 4, 60),
        np.linspace(-4, 4, 60),
        path=ways[alpha],
        ax=ax,
        title=f"learning rate {alpha}\n{claim}",
    )
show(
    figure,
    "Contours of the cost over w and b, and three paths: one stops half way, one walks "
    "into the valley, one leaps across it and back.",
    "The same bowl from above. Every line joins points of equal cost.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# The middle one. The first moves in the right direction, and would arrive after a few
# hundred steps more. The last jumps over the valley, sees the slope on the other side,
# and jumps back. It is not a question of patience: it never settles.
#
# </details>

# %% [markdown]
# ### How large is too large?
#
# You need not guess. In a bowl that bends upwards with curvature $\lambda$, a step
# multiplies the distance to the bottom by $1 - \alpha\lambda$. That stays below 1 in
# size only if $\alpha < 2/\lambda$. For our cost the steepest bend at the bottom is the
# largest eigenvalue of
#
# $$H = \tfrac{1}{m} \sum_i a^{(i)}(1 - a^{(i)})\, \tilde x^{(i)} \tilde x^{(i)T},
# \quad \tilde x = (x, 1).$$

# %%
w, b = list(descend(x, Y, 4, 200))[-1]  # the bottom
A = sigmoid(w.T @ x + b)
x_1 = np.vstack([x, np.ones_like(x)])  # (2, m): the bias is a weight for the input 1
H = (A * (1 - A) * x_1) @ x_1.T / m
limit = 2 / np.linalg.eigvalsh(H)[-1]
for alpha in (0.9 * limit, 1.1 * limit):
    *_, (w_end, b_end) = descend(x, Y, alpha, 300, w + 0.1, b + 0.1)
    gap = cost_of(w_end, b_end, x, Y) - cost_of(w, b, x, Y)
    print(f"learning rate {alpha:5.2f} (limit {limit:.2f}): above the bottom {gap:.1e}")

# %% [markdown]
# Ten per cent below the limit it settles, ten per cent above it never does. A good rate
# is somewhat below the limit, and the limit depends on the *data*: large inputs make a
# steep bowl. Remember this when the photographs ask for a rate thousands of times
# smaller.

# %% [markdown]
# ## 10. Without loops
#
# `gradient` contains no loop over pictures and none over inputs. Here is the same sum,
# written as you would explain it to a patient friend, and a middle way with one loop.


# %%
def gradient_two_loops(w, b, X, Y):
    n_x, m = X.shape
    dw, db = np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        dz = 1 / (1 + math.exp(-z)) - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz / m
        db += dz / m
    return dw, db


# %%
def gradient_one_loop(w, b, X, Y):
    m = X.shape[1]
    dw, db = np.zeros_like(w), 0.0
    for i in range(m):
        dz = sigmoid(np.sum(w[:, 0] * X[:, i]) + b) - Y[0, i]
        dw[:, 0] += X[:, i] * dz / m
        db += dz / m
    return dw, db


# %% [markdown]
# **Predict.** On all training pictures, how many times faster than two loops is the
# matrix product? Ten? A hundred? More? Write your number down.

# %%
seconds, results = {}, {}
for function in (gradient_two_loops, gradient_one_loop, gradient):
    times = []
    for _ in range(1 if function is gradient_two_loops else 9):
        start = perf_counter()
        results[function] = function(w_random, 0.1, X, Y)
        times.append(perf_counter() - start)
    seconds[function.__name__] = min(times)  # the least disturbed run
for function, (dw, _) in results.items():
    off = np.abs(dw - results[gradient][0]).max()
    print(f"{function.__name__:19} agrees with the matrix product: {off < 1e-12}")

# %% tags=["nbval-ignore-output"]
slow, fast = seconds["gradient_two_loops"], seconds["gradient"]
print(f"the matrix product is {slow / fast:,.0f} times as fast as two loops")
show(
    plotting.timings(seconds, title="The same numbers, sooner"),
    "Three bars on a logarithmic axis: two loops by far the longest, the matrix "
    "product the shortest.",
    "Time of one gradient on this machine, and how many times the fastest that is.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Hundreds to thousands of times. Nothing is calculated less. But each turn of a Python
# loop looks up types and makes new number objects, for *one* product. `X @ dZ.T` does
# that once, then runs through memory in order, several numbers at a stroke. One loop
# costs far less than two: each of its turns already does 12288 products.
#
# </details>

# %% [markdown]
# ### Broadcasting: the rule behind `+ b`
#
# `w.T @ X` has shape `(1, m)`, `b` is a single number, and their sum works. NumPy lines
# the shapes up **from the right**; two sizes fit if they are equal or one of them is 1;
# the 1 is stretched.

# %%
meal = np.array([[56.0, 0.0, 4.4], [1.2, 104.0, 52.0], [1.8, 135.0, 99.0]])  # (3, 3)
total = meal.sum(axis=0)  # (3,): the axis you name is the axis that vanishes
print("column sums", total)
print("shares of each column\n", (100 * meal / total).round(1))

# %% [markdown]
# Rows are carbohydrate, protein and fat; columns are foods. Each column adds up to 100.
#
# **Predict.** Now you want the shares of each *row*. Is `meal / meal.sum(axis=1)`
# right? Does it raise an error?

# %%
by_row = meal.sum(axis=1)
print("sum of each row, careless:", (meal / by_row).sum(axis=1).round(3))
by_row = meal.sum(axis=1, keepdims=True)  # (3, 1) and not (3,)
print("sum of each row, keepdims:", (meal / by_row).sum(axis=1).round(3))

# %% [markdown]
# <details><summary>Answer</summary>
#
# Neither right nor an error. `(3,)` lines up from the right, so it is a *row* of
# divisors: column 2 was divided by the sum of row 2. Only because the table is square
# did nobody complain. `keepdims=True` leaves a 1 where the axis was, and the 1 points
# the right way. Test with shapes that are not square.
#
# </details>

# %% [markdown]
# ### Arrays with one axis bite
#
# An array of shape `(n,)` is neither a row nor a column. Its transpose is itself.

# %%
v = np.array([1.0, 2.0, 3.0])
column = v.reshape(3, 1)
print("v.T has shape", v.T.shape, "  v @ v.T is the number", v @ v.T)
print("column @ column.T is a table:\n", column @ column.T)

# %% [markdown]
# **Predict.** `A` has shape `(m,)`, by an oversight; `Y_col` has shape `(m, 1)`. What
# is the shape of `A - Y_col`? Does `db`, its mean, come out wrong?

# %%
A = sigmoid(w_random.T @ X)[0]  # (m,)
Y_col = Y.T  # (m, 1)
print("shape of A - Y_col:", (A - Y_col).shape)
print(f"db: {(A - Y_col).mean():.6f}   true db: {(A - Y[0]).mean():.6f}")
loss = -(Y_col * np.log(A) + (1 - Y_col) * np.log(1 - A))
true = -(Y[0] * np.log(A) + (1 - Y[0]) * np.log(1 - A))
print(f"cost: {loss.mean():.6f}   true cost: {true.mean():.6f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# `(m, m)`: every prediction minus every label. And its mean is the *right* `db`,
# because the mean of all differences is the difference of the means. The cost is wrong,
# and looks reasonable. An error that agrees with you half of the time is the worst
# kind. So: two axes, always, and print a shape when in doubt.
#
# </details>

# %% [markdown]
# ## 11. Where the formula breaks and the mathematics does not
#
# On paper the sigmoid never reaches 1. In 64 bits it does.

# %%
with np.errstate(all="ignore"):  # the warnings are real; we look at what they mean
    a, y = sigmoid(np.float64(37.0)), 1
    naive = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    print("a == 1:", a == 1, "  log(1 - a):", np.log(1 - a), "  loss:", naive)
    print("exp(710):", np.exp(710.0))

# %% [markdown]
# A neuron that is sure, and right, gets the loss `nan`: 0 times minus infinity. One
# such picture, and the cost of the whole set is `nan`. Sixteen digits cannot hold
# `1 - 0.0000000000000001`; the loss of one log was thrown away before we took it.

# %% [markdown]
# The cure is algebra. Put `a = sigmoid(z)` into the loss and simplify:
#
# $$L = \log(1 + e^{z}) - y z$$
#
# and $\log(1 + e^z) = \log(e^0 + e^z)$ is what `np.logaddexp(0, z)` computes without
# ever forming a large number. For the sigmoid itself: only take `exp` of numbers that
# are not positive.


# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)


def cost_of(w, b, X, Y):
    Z = w.T @ X + b
    return np.mean(np.logaddexp(0, Z) - Y * Z)


# %%
print("     z        naive loss, y = 0   clipped at 1e-15   logaddexp")
for z in (5.0, 37.0, 1000.0):
    with np.errstate(all="ignore"):
        a = 1 / (1 + np.exp(-z))
        naive = -np.log(1 - a)
    clipped = -np.log(np.clip(1 - a, 1e-15, 1))
    print(f"{z:6.0f} {naive:20.6f} {clipped:18.6f} {np.logaddexp(0, z):13.6f}")

# %% [markdown]
# Many programs clip: they replace 0 by `1e-15` before the log. Then no blunder costs
# more than 34.5, and beyond it the cost no longer tells a bad neuron from a worse one.
# The last column has the true loss at every `z`, for the price of one line.

# %% [markdown]
# ## 12. The photographs
#
# All parts stand. `gradient` and `descend` do not care whether a column has 1 entry or
# 12288. Prepare the test pictures in exactly the way of the training pictures.

# %%
X_test = photos.X_test.reshape(photos.X_test.shape[0], -1).T / 255
Y_test = photos.Y_test
print("X", X.shape, "  X_test", X_test.shape)
for name, labels in [("training", Y), ("test", Y_test)]:
    print(
        f"'not an animal' is right for {1 - labels.mean():.1%} of the {name} pictures"
    )

# %% [markdown]
# Those two percentages are the bar. A program that scores 70 % sounds clever until you
# hear that a stone would score 64 %. Know what the stone scores before you train.

# %% [markdown]
# ### Which learning rate?
#
# With one input the limit was near 9. **Predict.** For 12288 inputs, is it larger,
# about the same, or smaller?


# %%
def largest_rate(X):
    m = X.shape[1]
    # At w = 0 every a (1 - a) is 1/4. X.T @ X has the same largest eigenvalue as the
    # 12288 by 12288 matrix X @ X.T; the ones stand for the bias.
    return 2 / np.linalg.eigvalsh((X.T @ X + 1) / (4 * m))[-1]


mean = X.mean(axis=1, keepdims=True)  # (12288, 1): the average picture
print(f"limit at the start           {largest_rate(X):.4f}")
print(f"limit without the mean       {largest_rate(X - mean):.4f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Thousands of times smaller. All inputs are positive, so all 12288 weights push `z` the
# same way: the bowl is a narrow gorge, in the direction of the average picture. Take
# the average away and the gorge opens: the limit grows about tenfold. That is why
# inputs are centred (course 2, week 1).
#
# </details>

# %%
runs = {}
for name, inputs, alpha in [
    ("rate 0.0005, too small", X, 0.0005),
    ("rate 0.002, below the limit", X, 0.002),
    ("rate 0.004, above it", X, 0.004),
    ("rate 0.02, centred inputs", X - mean, 0.02),
]:
    steps = descend(inputs, Y, alpha, 60)
    runs[name] = [cost_of(w, b, inputs, Y) for w, b in steps]
    print(f"{name:28} cost after 60 steps {runs[name][-1]:.4f}")

# %%
title = "Centred inputs allow long steps"
show(
    plotting.plot_costs(runs, every=1, title=title),
    "Four cost curves: a slow one, a steady one, one that jumps up and down, and one "
    "that falls fast and smoothly.",
    "The cost of the training pictures over the first 60 steps.",
)

# %% [markdown]
# ### Training
#
# We train on centred inputs. The test pictures lose the **training** mean: whatever you
# do to the inputs is part of the program, and the program was made before it saw the
# test.

# %%
X_c, X_test_c = X - mean, X_test - mean


def accuracy(w, b, X, Y):
    return np.mean((w.T @ X + b > 0) == Y)


history = []
for step, (w, b) in enumerate(descend(X_c, Y, 0.02, 800)):
    if step % 25 == 0:
        row = [cost_of(w, b, X_c, Y), cost_of(w, b, X_test_c, Y_test)]
        row += [accuracy(w, b, X_c, Y), accuracy(w, b, X_test_c, Y_test)]
        history.append([step, *row, np.linalg.norm(w)])
history = np.array(history)  # one row every 25 steps

# %% [markdown]
# **Predict.** The training cost will fall from 0.6931 to nearly nothing. Draw with your
# finger what the *test* cost does meanwhile.

# %%
step, J, J_test, right_train, right_test, length = history.T
for row in (0, 2, 8, 32):
    print(
        f"step {step[row]:5.0f}   cost {J[row]:.3f}, test {J_test[row]:.3f}   "
        f"accuracy {right_train[row]:.1%}, test {right_test[row]:.1%}"
    )

# %%
figure, axes = panels(1, 2, width=9, height=3.4)
series = {"training pictures": J, "test pictures": J_test}
labels = {"xlabel": "iteration", "ylabel": "cost (nats per example)"}
title = "The cost parts company"
plotting.curves(step, series, ax=axes[0], title=title, **labels)
series = {"training pictures": right_train, "test pictures": right_test}
series["always 'not an animal'"] = np.full(len(step), 1 - Y_test.mean())
labels = {"xlabel": "iteration", "ylabel": "share that is right"}
title = "So does the accuracy"
plotting.curves(step, series, ax=axes[1], title=title, **labels)
show(
    figure,
    "Left: training cost falls to nearly 0, test cost falls a little and then rises. "
    "Right: training accuracy goes to nearly 1, test accuracy stays far below.",
    "Learning first, then memorising.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# It falls while the neuron learns what animals have in common, turns, and rises while
# the neuron learns these pictures by heart. It does not only err: it errs with ever
# more confidence, because the training cost rewards larger and larger weights.
#
# </details>

# %% [markdown]
# How sure is the test accuracy? It is a count of few pictures, and a count of `n`
# wobbles by about $\sqrt{p(1-p)/n}$. Say so whenever you report one.

# %%
p, n = right_test[-1], Y_test.size
print(f"test accuracy {p:.1%}, give or take {math.sqrt(p * (1 - p) / n):.1%}")
print(f"length of w after 50 steps {length[2]:.2f}, at the end {length[-1]:.2f}")

# %% [markdown]
# ### Memorising, proved
#
# **Predict.** Shuffle the training labels, so that they mean nothing. Train again. What
# accuracy can a single neuron reach on *training* pictures with nonsense labels?

# %%
Y_nonsense = rng.permutation(Y[0]).reshape(1, m)
*_, (w_nonsense, b_nonsense) = descend(X_c, Y_nonsense, 0.02, 800)
fit = accuracy(w_nonsense, b_nonsense, X_c, Y_nonsense)
print(f"training pictures, nonsense labels {fit:.1%}")
fit = accuracy(w_nonsense, b_nonsense, X_test_c, Y_test)
print(f"test pictures, true labels         {fit:.1%}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Nearly all of them. There are 12289 parameters and a few hundred pictures: with more
# unknowns than equations, *some* weights fit any labels at all. So a high training
# accuracy proves nothing. Only pictures that the neuron has not seen can tell learning
# from memory.
#
# </details>

# %% [markdown]
# ### What did it look at?
#
# Each weight belongs to a place and a colour, so the weights fold back into a picture.
# Grey is 0. A place that shines in green votes "animal" when the photograph is green
# there; a dark one votes against.

# %%
figure, axes = panels(1, 3, width=8.4, height=3)
*_, (w_early, _) = descend(X_c, Y, 0.02, 25)
plotting.weight_picture(w_early, ax=axes[0], title="after 25 steps")
plotting.weight_picture(w, ax=axes[1], title="at the end")
plotting.weight_picture(w_nonsense, ax=axes[2], title="nonsense labels")
show(
    figure,
    "Three square pictures of weights: the first in broad patches, green above and "
    "brown in the middle; the second and third full of fine coloured grain.",
    "Early weights are broad and have a reason. Late ones carry the grain of "
    "single photographs.",
)

# %% [markdown]
# Compare them with the weights that you wrote by hand in section 2. How much do they
# point the same way? The cosine of the angle says it: 0 is no relation, and random
# directions in 12288 dimensions have about $1/\sqrt{12288} \approx 0.009$.

# %%
for name, weights in [("25 steps", w_early), ("the end", w), ("nonsense", w_nonsense)]:
    lengths = np.linalg.norm(weights) * np.linalg.norm(w_sky)
    cosine = (weights.T @ w_sky).item() / lengths
    print(f"{name:9} cosine with the sky weights {cosine:+.3f}")

# %% [markdown]
# The minus says that sky speaks against an animal. In 25 steps the neuron has found
# your clue by itself, more than thirty times as clearly as chance would. At the end it
# is still there, but drowned. In what? Look at where weights come from.

# %% [markdown]
# ### Weights are made of photographs
#
# Each step adds `-alpha * X @ dZ.T / m` to `w`: a mix of the columns of `X`, that is,
# of photographs. Starting from zero, `w` can be nothing else. **Predict.** Which
# pictures get a positive share in the mix, and which a negative one?

# %%
share = np.zeros((m, 1))
for w_now, b_now in descend(X_c, Y, 0.02, 24):  # the 25 places where a step begins
    errors = sigmoid(w_now.T @ X_c + b_now) - Y  # (1, m), the dZ of this step
    share -= 0.02 * errors.T / m
print("X_c @ share are the weights:", np.allclose(X_c @ share, w_early))
print("smallest share of an animal above 0:", share[animal].min() > 0)
print("largest share of the others below 0:", share[~animal].max() < 0)
top = np.argsort(-np.abs(share[:, 0]))[:6]
titles = [f"{photos.names_train[i]}\n{1000 * share[i, 0]:+.2f} / 1000" for i in top]
show(
    plotting.image_grid(images[top], titles),
    "The six photographs with the largest shares, each with its name and its share.",
    "The pictures that speak loudest in the weights.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Animals positive, all others negative, without exception: `a - y` is negative when `y`
# is 1 and positive when `y` is 0. The weights are one multiple exposure: animals added,
# the rest taken away. And a picture weighs more the longer the neuron is wrong about
# it. The grain in the weights is the grain of those photographs.
#
# </details>

# %% [markdown]
# ### Which ones does it get wrong?

# %%
Z_test = w.T @ X_test_c + b  # (1, m_test)
A_test = sigmoid(Z_test)
wrong = (A_test > 0.5) != Y_test
losses = np.logaddexp(0, Z_test) - Y_test * Z_test
print("wrong:", wrong.sum(), "of", Y_test.size)
print(f"their part of the test cost: {losses[wrong].sum() / losses.sum():.0%}")
names, classes = photos.names_test, photos.classes
show(
    plotting.mislabelled(photos.X_test, Y_test, A_test, names, classes),
    "Test photographs that got the wrong label, with name, answer and probability.",
    "The surest mistakes first: what it is, and what the neuron says.",
)

# %% [markdown]
# Look for the pattern. Horses and a camel under a bright sky are "not an animal"; a
# palace of red stone and scissors on brown wood are "animals". The neuron never saw
# legs or windows, only which colours stand where. And its mistakes, a quarter of the
# pictures, make most of the test cost: sure and wrong is dear. Course 3 makes a method
# of reading errors.

# %% [markdown]
# ### What it cannot see at all
#
# **Predict.** Shuffle the 12288 rows of `X`, the same way for every picture. To you
# each picture is now noise. How much worse does the neuron learn?

# %%
mixed = rng.permutation(12288)
noise = [images[i].reshape(-1)[mixed].reshape(64, 64, 3) for i in range(3)]
costs = {}
for name, inputs in [("in order", X_c), ("mixed", X_c[mixed])]:
    steps = descend(inputs, Y, 0.02, 40)
    costs[name] = [cost_of(w, b, inputs, Y) for w, b in steps]
same = np.allclose(costs["in order"], costs["mixed"], rtol=0, atol=1e-9)
print("all 41 costs agree to nine decimals:", same)
pictures = [*images[:3], *noise]
show(
    plotting.image_grid(pictures, ["in order"] * 3 + ["mixed"] * 3),
    "Three photographs, then the same three with all their numbers shuffled: noise.",
    "To a single neuron these are equally easy.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Not at all: the costs agree step by step. A sum does not know the order of its terms.
# The neuron has no idea that two points are neighbours, that an edge is a line, that an
# animal further to the left is the same animal. Layers help (next two weeks);
# convolutions (course 4) are built on neighbourhood.
#
# </details>

# %% [markdown]
# ### Against memorising
#
# You have three tools, and course 2, week 1 gives you all of them. Stop early, where
# the test curve turns (on pictures kept apart for the purpose). Add
# $\frac{\lambda}{2m} \lVert w \rVert^2$ to the cost, so that large weights must earn
# their keep; the gradient gains $\frac{\lambda}{m} w$. Or find more pictures.

# %% [markdown]
# ## 13. Turn the knobs yourself
#
# Two numbers decide a run: the learning rate and the number of iterations. With centred
# photographs, look for the largest rate at which the cost never rises. Then count how
# few iterations you need for a cost of 0.1.


# %%
def train(learning_rate, num_iterations):
    steps = descend(X_c, Y, learning_rate, num_iterations)
    return [cost_of(w, b, X_c, Y) for w, b in steps]


widgets.learning_rate_explorer(train, 0.02, 200, most_iterations=1000)

# %% [markdown]
# ## What you have learned
#
# - A picture is 12288 numbers in a column: `reshape(m, -1).T`, and you look to be sure.
# - `z` is log odds; evidence adds; the sigmoid turns the sum into a probability.
# - The cost is the mean surprise, 0.6931 for knowing nothing; its gradient is the error
#   times the input, `X @ (A - Y).T / m`.
# - The curvature of the data limits the learning rate.
# - One neuron memorises nonsense; only new pictures measure learning.

# %% [markdown]
# **One thing to try.** Mirror every training picture left to right,
# `images[:, :, ::-1]`, and append the copies: twice the data, free of charge. Predict
# first: what happens to the training accuracy, and what to the test accuracy? Then open
# the assignment of this week, and write the parts yourself.
