# %% [markdown]
# # Planar classification: a border that bends
#
# You build a network with one hidden layer and let it learn two colours on a plane. At
# the end you can
#
# - say which shape every weight, sum and gradient has, and why;
# - go forward to a cost and back to every gradient, without loops;
# - choose how many hidden units a border needs.
#
# About 100 minutes · 8 exercises and one written answer · **100 points**

# %% setup="imports"
import numpy as np

from course_utils import logistic_regression
from course_utils.activations import sigmoid
from course_utils.desk import boundaries, check, planes, plotting, theme

# %% [markdown]
# ## How this notebook works
#
# An exercise is four cells: what to do, where you write, a check, something to look
# at. Write your lines in place of `raise NotImplementedError(...)`, run the cell, run
# the check. Where you are asked to predict, write down a guess first, then run, then
# open *Answer*. The lesson with the same name has the ideas.

# %% [markdown]
# ## The flower
#
# Four hundred points on a plane, two coordinates each, in two classes. They are drawn
# from a random generator with a seed, so yours are the same as everybody's. `X` has the
# shape `(2, 400)`, one column a point; `Y` has the shape `(1, 400)`, labels 0 or 1.

# %%
X, Y = planes.flower(400, np.random.default_rng(1))
print("X", X.shape, " Y", Y.shape, " points with label 1:", Y.sum())
plotting.show(
    boundaries.points(X, Y, title="Petals of two classes"),
    alt="A flower of eight petals around the origin. The two at the top are blue "
    "circles, the two at the bottom red squares; the others take turns.",
    caption="Blue circles have label 0, red squares label 1.",
)

# %% [markdown]
# Last week's neuron is the thing to beat. **Predict before you run.** Its border is a
# straight line. What share of the points can it get right?
#
# <details><summary>Answer</summary>
#
# Half of them, 50.0 %: no better than a coin. Wherever you lay a straight line through
# the flower, both sides hold as much of either class.
#
# </details>


# %%
def accuracy(labels, Y):
    """Return the share of right labels, in per cent."""
    return 100 * np.mean(labels == Y)


w, b = logistic_regression.initialize_with_zeros(2)
line, _, _ = logistic_regression.optimize(w, b, X, Y, 2000, learning_rate=0.1)
straight = logistic_regression.predict(line["w"], line["b"], X)
print(f"one neuron, a straight border: {accuracy(straight, Y):.1f} % right")

# %% [markdown]
# ## Part A. A network, from its sizes to its cost
#
# A *2-layer network* has one hidden layer and one output layer; the inputs are not
# counted. Every hidden unit is a small neuron of its own, and the output is a neuron
# that looks at them instead of at the point. (41 points. Lesson: sections 1 to 4.)

# %% [markdown]
# ### Exercise 1. `layer_sizes` (5 points)
#
# The data decide how many numbers go in and come out. In between we choose:
#
# $$n_x = \text{rows of } X, \qquad n_h = 4, \qquad n_y = \text{rows of } Y$$
#
# `X` is `(n_x, m)` and `Y` is `(n_y, m)`, one column an example. For `X` of shape
# `(5, 3)` and `Y` of shape `(2, 3)` the sizes are 5, 4 and 2.
#
# <details><summary>Hint: a question</summary>
#
# An array knows its shape, a pair of numbers. Which of the two counts examples, and
# which counts the numbers of one example?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $X \in \mathbb{R}^{n_x \times m}$, $Y \in \mathbb{R}^{n_y \times m}$: rows first,
# then columns.
#
# </details>


# %% solve="layer_sizes"
def layer_sizes(X, Y):
    """Return how many units the layers have.

    Args:
        X: (n_x, m), one column an example.
        Y: (n_y, m), its targets.

    Returns:
        n_x: number of inputs.
        n_h: number of hidden units, 4.
        n_y: number of outputs.
    """
    # Your part, 3 lines: get n_x, n_h and n_y.
    ### BEGIN SOLUTION
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    ### END SOLUTION
    return n_x, n_h, n_y


# %% check="layer_sizes"
check(layer_sizes)

# %% [markdown]
# **Predict before you run.** The flower has 400 points. With your sizes, how many
# weights and biases will the network learn? Would twice as many points change that?
#
# <details><summary>Answer</summary>
#
# 4 · 2 weights and 4 biases inside, 4 weights and 1 bias at the end: 17 numbers. More
# points do not change it: they teach the same 17.
#
# </details>

# %%
n_x, n_h, n_y = layer_sizes(X, Y)
print("sizes:", n_x, n_h, n_y)
print("numbers to learn:", n_h * n_x + n_h + n_y * n_h + n_y)

# %% [markdown]
# ### Exercise 2. `initialize_parameters` (10 points)
#
# Where does learning start? The weights are small random numbers, so that no two hidden
# units are alike; biases are zero.
#
# $$W \sim 0.01 \cdot \mathcal{N}(0, 1), \qquad b = 0$$
#
# `W1` is `(n_h, n_x)`, `b1` is `(n_h, 1)`, `W2` is `(n_y, n_h)`, `b2` is `(n_y, 1)`.
# For sizes 2, 4, 1 that is `(4, 2)`, `(4, 1)`, `(1, 4)`, `(1, 1)`. A generator's
# `rng.standard_normal((rows, columns))` takes the shape as one pair.
#
# <details><summary>Hint: a question</summary>
#
# A row of W1 belongs to one hidden unit. How many rows must it have, and how many
# entries in each?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $W^{[1]} \in \mathbb{R}^{n_h \times n_x}$, $W^{[2]} \in \mathbb{R}^{n_y \times n_h}$:
# a layer has a row for each unit and a column for each of its inputs.
#
# </details>


# %% solve="initialize_parameters"
def initialize_parameters(n_x, n_h, n_y, rng=None):
    """Return small random weights and biases of zero.

    Args:
        n_x: number of inputs.
        n_h: number of hidden units.
        n_y: number of outputs.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1).
    """
    rng = np.random.default_rng(rng)
    # Your part, 4 lines: make W1, b1, W2 and b2.
    ### BEGIN SOLUTION
    W1 = rng.standard_normal((n_h, n_x)) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = rng.standard_normal((n_y, n_h)) * 0.01
    b2 = np.zeros((n_y, 1))
    ### END SOLUTION
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% check="initialize_parameters"
check(initialize_parameters)

# %% [markdown]
# **Predict before you run.** The check knows no right numbers here, only what must hold
# of them. Call your function twice: will the weights be the same? And with one seed in
# both calls?
#
# <details><summary>Answer</summary>
#
# Without a generator every call draws anew. With a generator from one seed the two
# calls agree to the last digit: that is how a run can be repeated.
#
# </details>

# %%
first, second = initialize_parameters(2, 4, 1), initialize_parameters(2, 4, 1)
print("two calls agree:          ", np.array_equal(first["W1"], second["W1"]))
first = initialize_parameters(2, 4, 1, np.random.default_rng(1))
second = initialize_parameters(2, 4, 1, np.random.default_rng(1))
print("two calls, one seed agree:", np.array_equal(first["W1"], second["W1"]))
print("W1 =\n", first["W1"].round(4))

# %% [markdown]
# ### Exercise 3. `forward_propagation` (14 points)
#
# All points go through both layers at once. `X` is `(n_x, m)`; `Z1` and `A1` are
# `(n_h, m)`; `Z2` and `A2` are `(1, m)`.
#
# $$Z_1 = W_1 X + b_1, \qquad A_1 = \tanh(Z_1)$$
#
# $$Z_2 = W_2 A_1 + b_2, \qquad A_2 = \mathrm{sigmoid}(Z_2)$$
#
# By hand, one unit and one point: `W1 = [[1]]`, `W2 = [[2]]`, biases 0 and
# `X = [[0.5]]` give `A1 = [[0.4621]]`, `Z2 = [[0.9242]]`, `A2 = [[0.7159]]`.
#
# <details><summary>Hint: a question</summary>
#
# In which product do the columns of the weights meet the rows of what goes in? And why
# may a column of biases be added to a matrix with m columns?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $(n_h, n_x) \cdot (n_x, m) = (n_h, m)$, then $(1, n_h) \cdot (n_h, m) = (1, m)$.
#
# </details>


# %% solve="forward_propagation"
def forward_propagation(X, parameters):
    """Return the probability of label 1, and all that was computed on the way.

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1).

    Returns:
        A2: (1, m), probabilities.
        cache: dict of Z1, A1 (n_h, m) and Z2, A2 (1, m).
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    # Your part, 4 lines: compute Z1, A1, Z2 and A2.
    ### BEGIN SOLUTION
    Z1 = W1 @ X + b1  # (n_h, m)
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2  # (1, m)
    A2 = sigmoid(Z2)
    ### END SOLUTION
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% check="forward_propagation"
check(forward_propagation)

# %% [markdown]
# **Predict before you run.** The network is new and its weights are about 0.01. What
# will it say about the first points of the flower, and how far apart are its answers?
#
# <details><summary>Answer</summary>
#
# One half to everything, up to the fourth decimal: small weights make small sums, and
# the sigmoid of almost nothing is almost one half. It starts without an opinion.
#
# </details>

# %%
parameters = initialize_parameters(2, 4, 1, np.random.default_rng(1))
A2, cache = forward_propagation(X, parameters)
print("A2 of the first points:", A2[0, :4].round(5))
print("from", A2.min().round(5), "to", A2.max().round(5))
print("shapes:", {name: part.shape for name, part in cache.items()})

# %% [markdown]
# ### Exercise 4. `compute_cost` (12 points)
#
# How bad are probabilities `A2`, shape `(1, m)`, for labels `Y`, shape `(1, m)`? As
# last week, by the mean surprise:
#
# $$\mathrm{cost} = -\frac{1}{m} \sum_{i=1}^{m}
# \big[\, Y_i \log A_{2,i} + (1 - Y_i) \log(1 - A_{2,i}) \,\big]$$
#
# For `A2 = [[0.5, 0.9, 0.2]]` and `Y = [[1, 1, 0]]` it is 0.3406. A network that is
# sure and right has `A2` of exactly 0 or 1: it should cost nothing there, not `nan`.
#
# <details><summary>Hint: a question</summary>
#
# Each point has one true label, so only one of the two terms counts. What probability
# did the network give to the true label?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# With $P_i = A_{2,i}$ where $Y_i = 1$ and $P_i = 1 - A_{2,i}$ where $Y_i = 0$, the cost
# is $-\frac{1}{m} \sum_i \log P_i$.
#
# </details>


# %% solve="compute_cost"
def compute_cost(A2, Y):
    """Return the mean surprise at the labels.

    Args:
        A2: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.

    Returns:
        cost: a number.
    """
    m = Y.shape[1]
    # Your part, about 2 lines: compute cost.
    ### BEGIN SOLUTION
    P = np.where(Y == 1, A2, 1 - A2)  # the probability that the true label got
    cost = -np.sum(np.log(P)) / m
    ### END SOLUTION
    return cost


# %% check="compute_cost"
check(compute_cost)

# %% [markdown]
# **Predict before you run.** What does the new network cost on the flower? What would
# it cost to say 0.9 to every point with label 1, and 0.1 to all others?
#
# <details><summary>Answer</summary>
#
# 0.6932, a hair above log 2, the cost of knowing nothing. And 0.1054, the surprise at
# something that had a probability of 0.9.
#
# </details>

# %%
print(f"a new network:      {compute_cost(A2, Y):.4f}")
print(f"0.9 for the truth:  {compute_cost(np.where(Y == 1, 0.9, 0.1), Y):.4f}")

# %% [markdown]
# ## Part B. The way back, and learning
#
# Now ask of each of the 17 numbers: if it grew a little, what would the cost do? The
# answers come from the output backwards, layer by layer. Then step against them, again
# and again. (54 points, and 5 for a question in words. Lesson: sections 5 to 8.)

# %% [markdown]
# ### Exercise 5. `backward_propagation` (20 points)
#
# Every gradient has the shape of its parameter; `*` multiplies entry by entry:
#
# $$dZ_2 = A_2 - Y, \qquad dW_2 = \tfrac{1}{m}\, dZ_2\, A_1^T, \qquad
# db_2 = \tfrac{1}{m} \textstyle\sum_i dZ_2^{(i)}$$
#
# $$dZ_1 = W_2^T dZ_2 * (1 - A_1^2), \qquad dW_1 = \tfrac{1}{m}\, dZ_1\, X^T, \qquad
# db_1 = \tfrac{1}{m} \textstyle\sum_i dZ_1^{(i)}$$
#
# By hand, exercise 3 with `Y = [[1]]`: `dZ2` is -0.2841, `dW2` -0.1313, `dZ1` -0.4469,
# `dW1` -0.2234. The sums run over examples and keep a column: `db1` is `(n_h, 1)`.
#
# <details><summary>Hint: a question</summary>
#
# The slope of tanh is one minus the square of something that you already have. Of Z1,
# or of A1? And along which axis do the examples lie?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $(n_h, 1) \cdot (1, m) = (n_h, m)$ for $W_2^T dZ_2$, and
# $\tanh'(z) = 1 - \tanh^2(z) = 1 - a^2$.
#
# </details>


# %% solve="backward_propagation"
def backward_propagation(parameters, cache, X, Y):
    """Return the gradient of the cost by every parameter.

    Args:
        parameters: dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1).
        cache: dict of Z1, A1 (n_h, m) and Z2, A2 (1, m), of the forward pass.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.

    Returns:
        dict of dW1, db1, dW2, db2, each with the shape of its parameter.
    """
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    # Your part, 6 lines: compute dZ2, dW2, db2, then dZ1, dW1, db1.
    ### BEGIN SOLUTION
    dZ2 = A2 - Y  # (1, m)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * (1 - A1**2)  # (n_h, m)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END SOLUTION
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% check="backward_propagation"
check(backward_propagation)

# %% [markdown]
# **Predict before you run.** Nudge single weights both ways and watch the cost. To how
# many digits should the rise over the step agree with your formula?
#
# <details><summary>Answer</summary>
#
# To seven digits or so. A formula that is wrong agrees to one or two, or to none; there
# is hardly anything between. Trust this table more than any derivation.
#
# </details>

# %%
rng = np.random.default_rng(5)
bigger = {name: rng.normal(size=part.shape) for name, part in parameters.items()}
grads = backward_propagation(bigger, forward_propagation(X, bigger)[1], X, Y)
print("              your formula   rise over step")
for name, place in [("W1", (2, 1)), ("b1", (3, 0)), ("W2", (0, 1)), ("b2", (0, 0))]:
    costs = []
    for step in (1e-5, -1e-5):
        nudged = {key: part.copy() for key, part in bigger.items()}
        nudged[name][place] += step
        costs.append(compute_cost(forward_propagation(X, nudged)[0], Y))
    rise = (costs[0] - costs[1]) / 2e-5
    print(f"d{name}{place!s:8} {grads['d' + name][place]:14.9f} {rise:16.9f}")

# %% [markdown]
# ### Exercise 6. `update_parameters` (10 points)
#
# One step downhill, with every parameter:
#
# $$W = W - \alpha\, dW, \qquad b = b - \alpha\, db, \qquad
# \alpha = \mathrm{learning\_rate}$$
#
# From `W1 = [[0.5]]` with `dW1 = [[0.25]]` and rate 2, the new `W1` is `[[0]]`. The
# caller's arrays stay as they were: make new ones.
#
# <details><summary>Hint: a question</summary>
#
# Which way does the cost fall if the gradient is positive? And which assignments change
# an array in place, for everybody who holds it?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $W_{\mathrm{new}} = W_{\mathrm{old}} - \alpha\, dW$: the old array is left in peace.
#
# </details>


# %% solve="update_parameters"
def update_parameters(parameters, grads, learning_rate=1.2):
    """Take one step downhill with every parameter.

    Args:
        parameters: dict of W1, b1, W2, b2; left as they are.
        grads: dict of dW1, db1, dW2, db2, each with the shape of its parameter.
        learning_rate: the length of a step per unit of gradient.

    Returns:
        dict of W1, b1, W2, b2 after the step.
    """
    # Your part, 4 lines: compute W1, b1, W2 and b2 after the step.
    ### BEGIN SOLUTION
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    ### END SOLUTION
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% check="update_parameters"
check(update_parameters)

# %% [markdown]
# **Predict before you run.** The same gradient, four learning rates. The cost falls
# with a small step. Does it fall more and more with longer ones?
#
# <details><summary>Answer</summary>
#
# No. The gradient promises something only nearby. A longer step helps more, until it
# jumps across the valley and lands higher than it began.
#
# </details>

# %%
before = compute_cost(forward_propagation(X, bigger)[0], Y)
print(f"before the step:    cost {before:.4f}")
for rate in (0.01, 0.1, 1.2, 12):
    after = update_parameters(bigger, grads, rate)
    cost = compute_cost(forward_propagation(X, after)[0], Y)
    print(f"learning rate {rate:4}: cost {cost:.4f}")

# %% [markdown]
# ### Exercise 7. `nn_model` (16 points)
#
# All of it: sizes, first parameters, then `num_iterations` rounds of forward, backward,
# update, with the learning rate that `update_parameters` has by itself.
#
# $$\text{parameters} \to A_2 \to \text{gradients} \to \text{parameters} \to \dots$$
#
# `X` is `(n_x, m)`, `Y` is `(1, m)`. The argument `n_h` decides how many hidden units
# there are, not the four of `layer_sizes`. With `n_h = 3` and two inputs, `W1` comes
# back as `(3, 2)`. Hand `rng` on.
#
# <details><summary>Hint: a question</summary>
#
# Which of your functions belong before the loop, and which into every round of it? And
# under which name must a round leave the new parameters for the next?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\theta_{t+1} = \theta_t - \alpha\, \nabla J(\theta_t)$ for $t = 0, 1, \dots$: each
# gradient is taken where the last step ended.
#
# </details>


# %% solve="nn_model"
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False, rng=None):
    """Train a network with one hidden layer on a set of examples.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        n_h: number of hidden units.
        num_iterations: how many steps downhill.
        print_cost: whether to print the cost every 1000 steps.
        rng: where the first weights come from; None for new ones in every call.

    Returns:
        dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1), after training.
    """
    # Your part, about 8 lines: make parameters, then train them in a loop.
    ### BEGIN SOLUTION
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y, rng)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print(f"cost before step {i:5d}: {compute_cost(A2, Y):.4f}")
    ### END SOLUTION
    return parameters


# %% check="nn_model"
check(nn_model)

# %% [markdown]
# Now the flower, with four hidden units. **Predict before you run.** The straight
# border got half of it right. Draw with your finger what border you expect. (The run
# takes some seconds and prints its cost.)
#
# <details><summary>Answer</summary>
#
# Six wedges, one for each run of petals of one class. Each tanh unit is a step from -1
# to 1 along a line; the output adds the steps, and where the sum is zero runs the
# border.
#
# </details>

# %%
rng = np.random.default_rng(1)
parameters = nn_model(X, Y, n_h=4, num_iterations=5000, print_cost=True, rng=rng)
plotting.show(
    boundaries.decision_boundary(
        lambda places: forward_propagation(places, parameters)[0],
        X,
        Y,
        title="Four hidden units bend the border",
    ),
    alt="The flower on a plane cut into six wedges of two shades; every petal lies in "
    "a wedge of its own class.",
    caption="Shaded orange: the network says label 1. Shaded blue: label 0.",
)

# %% [markdown]
# ### Exercise 8. `predict` (8 points)
#
# A probability is not yet a label. Say 1 where it is above one half:
#
# $$\mathrm{prediction}_i = 1 \ \text{ if } \ A_{2,i} > 0.5, \ \text{ else } 0$$
#
# `X` is `(n_x, m)`, the result `(1, m)`. Where `A2` is `[[0.3, 0.8]]` the labels are
# `[[0, 1]]`. Numbers are meant; True and False are taken as well.
#
# <details><summary>Hint: a question</summary>
#
# Which of your functions gives the probabilities, and which of its two results do you
# need?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $A_{2,i} > 0.5$ exactly where $Z_{2,i} > 0$.
#
# </details>


# %% solve="predict"
def predict(parameters, X):
    """Return the more probable label of every example.

    Args:
        parameters: dict of W1 (n_h, n_x), b1 (n_h, 1), W2 (1, n_h), b2 (1, 1).
        X: (n_x, m), one column an example.

    Returns:
        predictions: (1, m), each entry 0 or 1.
    """
    # Your part, about 2 lines: compute predictions.
    ### BEGIN SOLUTION
    A2, _ = forward_propagation(X, parameters)
    predictions = np.where(A2 > 0.5, 1, 0)
    ### END SOLUTION
    return predictions


# %% check="predict"
check(predict)

# %% [markdown]
# **Predict before you run.** How many of the points does the network get right, and how
# many points of a *new* flower, from another seed?
#
# <details><summary>Answer</summary>
#
# 90.0 % of its own and 89.0 % of the new ones. The two are close: with 17 numbers
# for 400 points there is little room to learn by heart.
#
# </details>

# %%
X_new, Y_new = planes.flower(400, np.random.default_rng(99))
print(f"straight border:        {accuracy(straight, Y):.1f} %")
print(f"four hidden units:      {accuracy(predict(parameters, X), Y):.1f} %")
print(f"the same, a new flower: {accuracy(predict(parameters, X_new), Y_new):.1f} %")

# %% [markdown]
# ## How many hidden units?
#
# Small data show it best: a hundred points of the flower to learn from, the new flower
# to be tested on. **Predict before you run.** Among 1, 2, 3, 5, 20 and 50 hidden units,
# which is the best on its own points, and which on new ones?
#
# <details><summary>Answer</summary>
#
# On its own points the largest, 98 %. On new points the one with five units, 88 %.
# From 5 to 50 units the network gains 6 points in a hundred at home and loses 6 abroad:
# it learns single points by heart.
#
# </details>

# %%
few = slice(0, 100)
nets, scores = {}, {}
for n_h in (1, 2, 3, 5, 20, 50):
    rng = np.random.default_rng(1)
    nets[n_h] = nn_model(X[:, few], Y[:, few], n_h, 5000, rng=rng)
    own = accuracy(predict(nets[n_h], X[:, few]), Y[:, few])
    new = accuracy(predict(nets[n_h], X_new), Y_new)
    scores[n_h] = f"own {own:.0f} %, new {new:.0f} %"
    print(f"{n_h:2d} hidden units: {scores[n_h]}")

# %%
figure, axes = theme.panels(2, 3, width=8.4, height=5.8)
for ax, (n_h, net) in zip(axes, nets.items(), strict=True):
    boundaries.decision_boundary(
        lambda places, net=net: predict(net, places),
        X[:, few],
        Y[:, few],
        ax=ax,
        title=f"{n_h} hidden\n{scores[n_h]}",
    )
plotting.show(
    figure,
    alt="Six borders around the same hundred points: one fold, then more and more "
    "regions. Scores: "
    + "; ".join(f"{n_h} units, {said}" for n_h, said in scores.items())
    + ".",
    caption="Too few units cannot bend enough; very many draw borders around "
    "single points.",
)

# %% [markdown]
# ## If you like: another bend
#
# Nothing but two lines of yours needs tanh. Here other bends stand with their slopes,
# and the output layer is last week's neuron, looking at hidden units in place of
# points. **Predict before you run.** ReLU has a corner, tanh has none. What will the
# borders look like?
#
# <details><summary>Answer</summary>
#
# With ReLU and leaky ReLU the border is made of straight pieces: each unit folds the
# plane along a line and leaves it flat on either side. With tanh it is round.
#
# </details>

# %%
BENDS = {
    "tanh": (np.tanh, lambda S: 1 / np.cosh(S) ** 2),
    "ReLU": (lambda S: S * (S > 0), lambda S: 1.0 * (S > 0)),
    "leaky ReLU": (lambda S: S * slope_leaky(S), lambda S: slope_leaky(S)),
}


def slope_leaky(S):
    """Return 1 above zero and 0.01 below."""
    return np.where(S > 0, 1.0, 0.01)


X_1 = np.vstack([X, np.ones((1, 400))])  # the bias is a weight for the input 1

# %%


def train_bent(bend, slope, n_h=8, steps=4000, rate=0.3):
    """Return hidden weights U and a neuron v, c on top of them, after training."""
    rng = np.random.default_rng(1)
    U, v, c = rng.normal(size=(n_h, 3)), 0.1 * rng.normal(size=(n_h, 1)), 0.0
    for _ in range(steps):
        hidden = bend(U @ X_1)
        error = sigmoid(v.T @ hidden + c) - Y
        neuron, _ = logistic_regression.propagate(v, c, hidden, Y)
        U = U - rate * np.einsum("jo,oi,ji,ki->jk", v, error, slope(U @ X_1), X_1) / 400
        v, c = v - rate * neuron["dw"], c - rate * neuron["db"]
    return U, v, c


# %%
figure, axes = theme.panels(1, 3, width=8.4, height=3.1)
for ax, (name, (bend, slope)) in zip(axes, BENDS.items(), strict=True):
    U, v, c = train_bent(bend, slope)

    def decide(places, bend=bend, U=U, v=v, c=c):
        """Return the probability of label 1 at places on the plane."""
        with_ones = np.vstack([places, np.ones((1, places.shape[1]))])
        return sigmoid(v.T @ bend(U @ with_ones) + c)

    title = f"{name}: {accuracy(decide(X) > 0.5, Y):.1f} %"
    boundaries.decision_boundary(decide, X, Y, ax=ax, title=title)
plotting.show(
    figure,
    alt="Three borders on the flower: round with tanh, made of straight pieces with "
    "ReLU and with leaky ReLU.",
    caption="Eight hidden units each. The bend of a unit is the bend of the border.",
)

# %% [markdown]
# ### A question in words (5 points)
#
# Somebody starts with all weights at zero, since last week that worked. Somebody else
# starts with one and the same number everywhere. **Predict before you run:** what has
# each network learned after 2000 steps?

# %%
fresh = initialize_parameters(2, 4, 1, np.random.default_rng(1))
for value in (0.0, 0.5):
    net = {name: np.full(part.shape, value) for name, part in fresh.items()}
    for _ in range(2000):
        _, cache = forward_propagation(X, net)
        net = update_parameters(net, backward_propagation(net, cache, X, Y))
    print(f"all start at {value}: {accuracy(predict(net, X), Y):.1f} % right, W1 =")
    print(net["W1"].round(4))

# %% [markdown]
# Answer in four to eight sentences of your own (double-click the next cell to write).
# What do you see in the rows of `W1`, and which lines of `backward_propagation` explain
# it? Why was zero good enough for one neuron? And why are the random weights small?
# Section 7 of the lesson helps.

# %% [markdown] answer="why-random" points=5
# **Alike for ever (2 points).** Units with equal weights compute the same `A1`, have
# the same weight in `W2`, and so get the same `dZ1`, the same `dW1` row and `dW2`
# entry. After the step they are equal again. With zeros even that does not move: `dZ1`
# has the factor `W2 = 0`, and `dW2` has the factor `A1 = 0`. Only `b2` could learn.
#
# **One neuron (1 point).** A single neuron has no twin to be told apart from. Its
# gradient is the error times the input, and the inputs differ.
#
# **Small (2 points).** Large weights make large sums, where tanh is flat: `1 - A1 ** 2`
# is almost 0, and the first layer hardly learns. Small ones start where tanh is
# steepest. But not zero: only differences can grow.

# %% [markdown]
# ## What you have learned
#
# You wrote a network with a hidden layer: forward, cost, backward, step, and the whole
# training. Its border bends as far as its units allow; too many bend it around single
# points. And you saw why the first weights must be random, and small.

# %% [markdown]
# **One thing to try.** Press `B` for a cell of your own and train on another plane:
# `planes.noisy_circles`, `planes.noisy_moons`, `planes.blobs` or
# `planes.gaussian_quantiles`. Predict first: which of them needs the fewest hidden
# units? Then save the notebook, and hand it in.
