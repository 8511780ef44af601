# %% [markdown]
# # Introduction: what a neuron is, and why there are so many now
#
# Course 1, week 1 · the lesson · about 60 minutes · not graded
#
# After it you can
#
# - read a neuron as a line with a bend, and say what its weight and bias mean;
# - compute a whole layer of neurons as one matrix product;
# - tell which network a task calls for, and which data are structured;
# - say from measurements when a large network is worth having;
# - explain why a bend that never goes flat made deep networks possible.

# %%
from time import perf_counter

import numpy as np

from course_utils.desk import load_houses, load_photos, load_voice, plotting
from course_utils.desk.networks import network_explorer
from course_utils.desk.small_nets import predict, train
from course_utils.desk.theme import look, show

# %% [markdown]
# **Predict before you run.** Some cells ask you a question first. Write down an answer,
# a wrong one too, then run the cell, then open *Answer*. A guess that you lose is the
# moment in which you learn; a number that you merely read is soon gone.

# %% [markdown]
# ## 1. What does a house cost?
#
# From 1993 to 1998, the auditor of Lucas County, Ohio, wrote down every family home
# that was sold. 25,357 of these sales are your first data: 20,000 to learn from, the
# others kept aside to test what was learned.

# %%
houses = load_houses()
size, price = houses.size_train, houses.price_train  # m² and thousand dollars
print(houses)
print(f"median size {np.median(size):.0f} m², price {np.median(price):.0f} thousand")

# %% [markdown]
# A first idea: the price grows with the size, by the same amount `w` for each square
# metre, from some starting point `b`.
#
# $$\text{price} = w \cdot \text{size} + b$$
#
# Two numbers, and 20,000 houses to choose them by. Take those that make the sum of the
# squared errors smallest; section 3 shows where they come from.

# %%
d = size - size.mean()
w = np.sum(d * (price - price.mean())) / np.sum(d**2)
b = price.mean() - w * size.mean()
print(f"w = {w:.3f} thousand dollars a square metre,  b = {b:.1f} thousand dollars")

# %% [markdown]
# **Predict.** The line is 0.8 times the size, minus 29.8. What does it say to a cabin
# of 25 m²? What would *you* make of that number?

# %%
print(f"25 m²: {w * 25 + b:.1f} thousand dollars;  0 at {-b / w:.0f} m²")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Minus 9.8 thousand dollars: the seller pays you. A price is never negative, so where
# the line is, the answer should be 0. That correction is the whole step from a line to
# a neuron.
#
# </details>

# %%
sizes = np.linspace(0, 450, 181)
ax = plotting.curves(sizes, {"the line": w * sizes + b})
ax.plot(sizes, np.maximum(0, w * sizes + b), label="bent at 0", **look(1).line())
ax.plot(size[:500], price[:500], ".", color="#56B4E9", markersize=4, label="a house")
ax.set(xlabel="size (m²)", ylabel="price (thousand dollars)")
ax.set(title="A line, bent where prices would be negative")
ax.legend(framealpha=0.9, edgecolor="none")
show(
    ax,
    "500 houses as points, dearer with size, a line through them, and the same line "
    "kept at 0 for sizes below 37 m².",
    "The first 500 houses. Left of 37 m² the line goes below 0, and the neuron rests.",
)

# %% [markdown]
# ## 2. The neuron
#
# Line and bend together are a neuron:
#
# $$a = \mathrm{relu}(w x + b), \qquad \mathrm{relu}(z) = \max(0, z)$$
#
# `w` is a *weight*, `b` a *bias*, the bend an *activation*; this one is called ReLU,
# for rectified linear unit. With more inputs each has a weight of its own: $z = w_1 x_1
# + \dots + w_{n_x} x_{n_x} + b$.


# %%
def relu(z):
    return np.where(z > 0, z, 0)


said = relu(w * houses.size_test + b)
off = np.mean(np.abs(said - houses.price_test))
lazy = np.mean(np.abs(np.median(price) - houses.price_test))
print(f"on houses it never saw, the neuron is off by {off:.1f} thousand dollars")
print(f"a program that always says the median price   {lazy:.1f}")

# %% [markdown]
# A third of the error is gone, with two numbers. Never look at an error alone: the
# second line is what laziness scores, and only the difference is knowledge.

# %% [markdown]
# One neuron bends once. **Predict.** What can you draw with the sum of three, each
# with its bend in another place?
#
# $$f(x) = 0.7\,\mathrm{relu}(x - 37) + 0.3\,\mathrm{relu}(x - 120) - 0.6\,
# \mathrm{relu}(x - 300)$$

# %%
parts = {
    "0.7 relu(x - 37)": 0.7 * relu(sizes - 37),
    "0.3 relu(x - 120)": 0.3 * relu(sizes - 120),
    "-0.6 relu(x - 300)": -0.6 * relu(sizes - 300),
}
series = {**parts, "their sum": sum(parts.values())}
labels = {"xlabel": "x, the size (m²)", "ylabel": "what each says"}
ax = plotting.curves(sizes, series, title="Each neuron adds one bend", **labels)
show(
    ax,
    "Three hinges that start at 37, 120 and 300, the last one falling, and their sum: "
    "a line that becomes steeper at 120 and less steep at 300.",
    "A sum of hinges is a line with as many bends.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Any line with three bends: slope 0.7, then 1.0, then 0.4. With enough neurons the
# pieces become as short as you like, and any curve can be followed. How many pieces the
# data can pay for is another question: section 9.
#
# </details>

# %% [markdown]
# ## 3. Learning is choosing the numbers
#
# How bad is a pair `w`, `b`? Take the mean of the squared errors, the *cost*:
#
# $$J(w, b) = \frac{1}{m} \sum_{i=1}^{m} (w x_i + b - y_i)^2$$
#
# Learning means: find the pair with the smallest cost. Everything else in this course
# is about doing that for more numbers than two.


# %%
def cost_of(w, b):
    return np.mean((w * size + b - price) ** 2)


print(f"our line {cost_of(w, b):.0f}   half the weight {cost_of(w / 2, b):.0f}")
show(
    plotting.cost_surface(
        lambda w, b: np.sqrt(cost_of(w, b)),
        np.linspace(0.2, 1.4, 25),
        np.linspace(-90, 40, 25),
        path=np.array([[0.4, 20.0], [w, b]]),
        title="One lowest point, in a long valley",
    ),
    "Contours of the cost over w and b form a long slanted valley; its lowest point "
    "is at w = 0.80 and b = -29.8.",
    "The root of the cost, in thousand dollars, over w and b. The line leads from a "
    "bad guess to the lowest point.",
)

# %% [markdown]
# At the lowest point the slope is 0 in both directions. By `b`: the errors sum to 0, so
# the line goes through the mean house, $b = \bar y - w \bar x$. By `w`: the errors are
# unrelated to the size. Put together,
#
# $$w = \frac{\sum_i (x_i - \bar x)(y_i - \bar y)}{\sum_i (x_i - \bar x)^2}.$$

# %%
error = w * size + b - price
print(f"sum of errors            {abs(error.sum()):.6f}")
print(f"sum of errors times size {abs(np.sum(error * d)):.6f}")

# %% [markdown]
# For one neuron without its bend there is such a formula. For a network there is none.
# Then you *walk* down the valley, step by step, along the slope. That is next week.

# %% [markdown]
# ## 4. A network is neurons side by side, and then again
#
# Nobody pays for square metres as such. People pay for room for a family, for a garden,
# for a good address. Let three neurons compute something like that from the table, and
# a fourth make the price from the three. These weights are made up by hand; move the
# sliders when you run this page yourself.

# %%
W1 = np.array([[1.0, 0.5, 0.0], [0.0, 0.0, 1.0], [-0.5, 0.0, 1.0]])
b1 = np.array([[-0.5], [-0.5], [-0.5]])
W2, b2 = np.array([[60.0, 20.0, -10.0]]), np.array([[5.0]])
net = [(W1, b1), (W2, b2)]
names = ["size (100 m²)", "bedrooms", "land (1000 m²)"]
example = np.array([[1.2], [3.0], [0.7]])
network_explorer(net, example, names, [(0, 4), (0, 6), (0, 3)])

# %% [markdown]
# A circle is a neuron with what it says; a line is a weight, blue if it speaks for,
# red and dashed if it speaks against. In a *dense* layer every neuron sees every input.
# It may decide by a weight of 0 that it does not care. Nobody tells the middle
# neurons what to stand for: when weights are learned, they find it out.

# %% [markdown]
# **Predict.** Make the land 2.5 instead of 0.7. The third neuron now wakes, and the
# last layer gives it the weight -10. Does the price rise or fall?


# %%
def forward(x):
    return relu(W2 @ relu(W1 @ x + b1) + b2)


for land in (0.7, 1.0, 2.5):
    x = np.array([[1.2], [3.0], [land]])
    print(f"land {land}: {forward(x).item():6.1f} thousand dollars")

# %% [markdown]
# <details><summary>Answer</summary>
#
# It rises, though more slowly than before: land brings 20 for each 1000 m², and where
# the third neuron is awake it takes 10 of them back. Weights speak together; looked at
# one by one, they mislead.
#
# </details>

# %% [markdown]
# ## 5. A layer is one matrix product
#
# Write the weights of each neuron as a row of `W`, `(n, n_x)`, and each example as a
# column of `x`, `(n_x, m)`. Row times column is the weighted sum, so all sums of all
# neurons for all examples are
#
# $$z = W x + b \qquad (n, m) = (n, n_x)(n_x, m) + (n, 1)$$
#
# and NumPy stretches the column `b` over the examples.


# %%
def layer_by_loops(x, W, b):
    n, m = W.shape[0], x.shape[1]
    a = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            a[i, j] = max(0.0, float(np.sum(W[i] * x[:, j])) + b[i, 0])
    return a


def layer_by_product(x, W, b):
    return relu(b + np.dot(W, x))


# %% [markdown]
# **Predict.** A layer of 50 neurons looks at 400 houses with 11 numbers each. How many
# times faster is the product than the two loops?

# %%
mean = houses.X_train.mean(axis=1, keepdims=True)  # (11, 1)
spread = houses.X_train.std(axis=1, keepdims=True)
X = (houses.X_train - mean) / spread  # (11, 20000): each row of mean 0, spread 1
rng = np.random.default_rng(1)
W, bias = rng.normal(size=(50, 11)), rng.normal(size=(50, 1))
seconds, results = {}, {}
for layer in (layer_by_loops, layer_by_product):
    times = []
    for _ in range(3):
        start = perf_counter()
        results[layer] = layer(X[:, :400], W, bias)
        times.append(perf_counter() - start)
    seconds[layer.__name__] = min(times)
same = np.allclose(results[layer_by_loops], results[layer_by_product])
print("same numbers:", same)

# %% tags=["nbval-ignore-output"]
fast = seconds["layer_by_loops"] / seconds["layer_by_product"]
print(f"the product is {fast:,.0f} times as fast")
show(
    plotting.timings(seconds, title="The same layer, sooner"),
    "Two bars on a logarithmic axis: two loops long, the matrix product short.",
    "Time of one layer on this machine, and how many times the fastest that is.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Hundreds to thousands of times. The same multiplications are made, but Python no
# longer has a hand in each of them. This is why the course writes layers as products,
# and why graphics cards, which are good at nothing else, changed the field.
#
# </details>

# %% [markdown]
# ## 6. Which network for which task?
#
# All tasks of this course are of one form: from `x`, predict `y`. What differs is what
# `x` looks like.
#
# | from | to | network |
# |---|---|---|
# | facts about a house | price | standard (dense) |
# | visitor and advertisement | click or not | standard (dense) |
# | photograph | what it shows | convolutional (CNN) |
# | sound recording | words | recurrent (RNN) |
# | sentence | its translation | recurrent (RNN) |
# | camera and radar | where the other cars are | hybrid |

# %% [markdown]
# Three questions decide. Has the input *neighbours*, as the points of a picture? Then
# the same small pattern is worth searching everywhere: a CNN (course 4). Has it an
# *order* and no fixed length, as words and sounds? Then something must remember: an RNN
# (course 5). Neither? Dense layers. Several kinds at once? A part for each, joined at
# the end.

# %% [markdown]
# ## 7. Structured and unstructured
#
# In *structured* data each number has a name before you look at it. In *unstructured*
# data no single number means anything. Here is one of each; first a house.

# %%
for name, unit, value in zip(
    houses.features, houses.units, houses.X_train[:, 7], strict=True
):
    print(f"{name:15}{value:8.1f} {unit}")

# %% [markdown]
# **Predict.** A photograph of 64 by 64 points: what is its number 6000 about? And the
# number 6000 of another photograph?

# %%
photos = load_photos()
k = 1
print("number 6000 of two pictures:", photos.X_train[[k, 2]].reshape(2, -1)[:, 6000])
whole = photos.X_train[k]
views = [whole, whole[10:18, 38:46], whole[10:18, 38:46, 0]]
show(
    plotting.image_grid(views, [photos.names_train[k], "8 by 8 points", "their red"]),
    f"A photograph ({photos.names_train[k]}), then 64 of its points enlarged, then "
    "their red as grey squares, in which nothing can be recognised.",
    "From a picture to its numbers. The meaning is in the whole, and nowhere else.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# About one colour of one point, and about nothing else: in the other picture the same
# place shows another thing. In the table, number 2 is the rooms of every house.
#
# </details>

# %%
voice = load_voice()
seconds_of = np.arange(voice.sound.size) / voice.rate
print(voice, "  samples:", voice.sound.size, "  a few of them:", voice.sound[4000:4006])
ax = plotting.curves(seconds_of, {voice.words: voice.sound / 2**15})
ax.set(xlabel="time (seconds)", ylabel="pressure of the air (relative)")
ax.set(title="Two words are eleven thousand numbers")
show(
    ax,
    "A waveform of 1.4 seconds with two bursts, one for each of the words hello world.",
    "A recorded voice says “hello world” (Allison Smith, CC BY-SA 3.0).",
)

# %%
sentence = "A photograph of " + ", then one of ".join(photos.names_train[:3]) + "."
words = sentence.split()
print(sentence)
print("as numbers:", [sorted({*words}).index(word) for word in words])

# %% [markdown]
# A sentence is unstructured too: number the words as you like, the numbers mean
# nothing until they are read in order. People are quick with sounds, pictures and words
# and slow with tables. For computers it was the other way round for fifty years, until
# networks learned to make sense of unstructured data.

# %% [markdown]
# ## 8. Why now?
#
# Neurons are an idea of the 1940s, and the way to train them was known by the 1980s.
# Three things came later.
#
# - **Data.** People and machines leave traces of all they do. Section 9 measures what
#   more data are worth, and to whom.
# - **Compute.** You saw in section 5 what a product gains over loops.
# - **Algorithms.** Small ideas that make large networks learn. Section 10 measures the
#   simplest of them.

# %% [markdown]
# The three push one another. A faster machine lets you try an idea in a minute and not
# in a week, so you try more ideas. The circle *idea, code, experiment* is how this
# field advances, and how you will work in every notebook of this course.

# %% [markdown]
# ## 9. Performance against amount of data, measured
#
# Everybody draws this figure by hand. We measure it: three models predict the prices
# from all eleven numbers, learning from 30 houses, then from 100, and so on up to
# 20,000. Each is tested on the same 5,357 others.
#
# - small: a single neuron, 12 numbers to learn;
# - medium: a hidden layer of 8 neurons, 105 numbers;
# - large: two hidden layers of 64, 4,993 numbers.


# %%
def error_of(hidden, m, seed):
    """Train on m houses; return the mean error on the test houses, in 1000 dollars."""
    some = slice(1000 * seed, 1000 * seed + m) if m <= 1000 else slice(m)
    rows, prices = houses.X_train[:, some], houses.Y_train[:, some]
    mean, spread = rows.mean(axis=1, keepdims=True), rows.std(axis=1, keepdims=True)

    def scaled(X):
        # A test house may lie far outside of 30 others: six spreads are enough.
        return np.clip((X - mean) / (spread + 1e-9), -6, 6)

    rng = np.random.default_rng(seed)
    layers = train(scaled(rows), prices / 50 - 1.5, hidden, rng)
    said = 50 * (predict(layers, scaled(houses.X_test)) + 1.5)
    return np.mean(np.abs(said - houses.Y_test))


# %% [markdown]
# **Predict.** Draw the three curves of the error against the number of houses before
# you run this. Which model is best with 30 houses? Which with 20,000? Does the single
# neuron get better all the way? (Up to 1,000 houses, three runs are averaged.)

# %%
models = {"small": (), "medium": (8,), "large": (64, 64)}
shares = [30, 100, 300, 1000, 3000, 10000, 20000]
errors = {name: [] for name in models}
for m in shares:
    for name, hidden in models.items():
        runs = 3 if m <= 1000 else 1
        errors[name].append(np.mean([error_of(hidden, m, s) for s in range(runs)]))
    row = "   ".join(f"{name} {errors[name][-1]:5.1f}" for name in models)
    print(f"{m:6d} houses: {row}", flush=True)

# %%
ax = plotting.curves(shares, errors, markers=True, xscale="log")
ax.set(xlabel="houses to learn from", ylabel="mean error (thousand dollars)")
ax.set(title="More data help the large model most")
show(
    ax,
    "Mean error on test houses against the number of training houses. The single "
    "neuron is best up to 300 houses and hardly improves after 1,000; the large net "
    "is worst or nearly so at first, and best from 3,000 on.",
    "Lower is better. The order of the three turns round as data grow.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Up to 300 houses the smallest model wins: it has too few numbers to learn anything by
# heart. It is also the first to stop improving, since a straight line cannot say more.
# The large net starts badly, and overtakes both between 1,000 and 3,000 houses.
#
# </details>

# %% [markdown]
# So the famous curve is true on the right side and silent about the left. On the left,
# order depends on skill, on chance, and on what you know about the task. Before you
# collect data or enlarge a net, measure on which side you stand.

# %% [markdown]
# ## 10. A slope that survives ten layers
#
# Networks learn by sending slopes backwards: how does the cost change if *this* number
# changes? On the way each layer multiplies by the slope of its activation. The older
# choice, the sigmoid $\sigma(z) = 1 / (1 + e^{-z})$, has the slope
#
# $$\sigma'(z) = \sigma(z)(1 - \sigma(z)) \le \tfrac14,$$
#
# while a ReLU has slope 1 wherever it is awake.


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


z = np.linspace(-10, 10, 401)
slopes = {"sigmoid": sigmoid(z) * (1 - sigmoid(z)), "ReLU": np.where(z > 0, 1.0, 0.0)}
print(
    f"slope at z = 10: sigmoid {slopes['sigmoid'][-1]:.2e}, ReLU {slopes['ReLU'][-1]}"
)
print(f"best case through ten layers: sigmoid {0.25**10:.1e}, ReLU {1.0**10}")
show(
    plotting.curves(z, slopes, title="One goes flat", xlabel="z", ylabel="slope"),
    "The slope of the sigmoid is a bump of height one quarter at 0, almost 0 beyond "
    "5; that of the ReLU jumps from 0 to 1 at z = 0 and stays there.",
    "What a layer multiplies by on the way back.",
)

# %% [markdown]
# Weights multiply as well, so the product of slopes is not the whole story. Measure it:
# ten layers of 100 units with random weights, forward, then a slope of length 1 back
# from the end.


# %%
def surviving(activation, seed, n=100, depth=10):
    """Return the length of the gradient at each layer, from the last to the first."""
    rng = np.random.default_rng(seed)
    spread = np.sqrt((2 if activation == "ReLU" else 1) / n)
    A, steps = rng.normal(size=(n, 1)), []
    for _ in range(depth):
        W = rng.normal(scale=spread, size=(n, n))
        Z = W @ A
        A = relu(Z) if activation == "ReLU" else sigmoid(Z)
        steps.append((W, (Z > 0) * 1.0 if activation == "ReLU" else A * (1 - A)))
    dA = rng.normal(size=(n, 1))
    lengths = [np.linalg.norm(dA)]
    for W, slope in reversed(steps):
        dA = W.T @ (slope * dA)
        lengths.append(np.linalg.norm(dA))
    return np.array(lengths) / lengths[0]


# %% [markdown]
# **Predict.** Of a gradient of length 1 at the end, how much arrives at the first of
# ten sigmoid layers? A tenth? A thousandth? And of ten ReLU layers?

# %%
lengths = {
    name: np.exp(np.mean([np.log(surviving(name, s)) for s in range(20)], axis=0))
    for name in ("sigmoid", "ReLU")
}
for name, length in lengths.items():
    print(f"{name:8} after ten layers {length[-1]:.1e}")
ax = plotting.curves(np.arange(11), lengths, markers=True, yscale="log")
ax.set(xlabel="layers passed on the way back", ylabel="length of the gradient")
ax.set(title="The sigmoid swallows the message, the ReLU hands it on")
show(
    ax,
    "Length of the gradient against layers passed, on a logarithmic axis: with "
    "sigmoids it falls in a straight line below a millionth, with ReLUs it stays "
    "near 1.",
    "Typical (geometric) mean of twenty random networks.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Less than a millionth with sigmoids, for each layer leaves less than a quarter: the
# first layers hear next to nothing and hardly learn. With ReLUs about four fifths
# arrive. Half of the units rest, and weights twice as strong (in square) make up for
# it.
#
# </details>

# %% [markdown]
# A ReLU that never wakes is dead in its turn: its slope is 0 for every example. It is
# rarer than it sounds, since one example that wakes it suffices. Week 3 puts all
# activations side by side, and course 2 has the factor 2 in the weights proved.

# %% [markdown]
# ## What to remember
#
# - A neuron is a weighted sum and a bend. `w` is what one unit more brings, `b` decides
#   where the bend is.
# - A layer is `relu(W @ x + b)`: a row a neuron, a column an example.
# - Neighbours call for a CNN, order for an RNN, plain facts for dense layers.
# - Few data: small models. Many data: large ones. In between: measure.
# - Deep networks learn since their slopes survive the way back.

# %% [markdown]
# **One thing to try.** In section 9, let the models learn from the size alone
# (`houses.X_train[:1]`, and the same for the test). Predict first: what becomes of the
# gap between the small and the large model at 20,000 houses, and why? Then go on with
# the assignment of this week.
