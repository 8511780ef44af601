# %% [markdown]
# # Practical aspects: start well, stay simple, check your slopes
#
# A network can fail before it learns, while it learns, and in its formulas. You build a
# tool against each. At the end you can
#
# - scale inputs and choose first weights;
# - make a border simpler with L2 and with dropout;
# - prove a gradient right, or find the line that is wrong.
#
# About 120 minutes · 13 exercises and one written answer · **100 points**

# %% setup="imports"
import numpy as np

from course_utils.activations import relu, sigmoid
from course_utils.desk import boundaries, check, planes, plotting, theme, three_layers
from course_utils.desk.three_layers import forward_propagation_n, from_vector, to_vector
from course_utils.shallow_network import compute_cost

# %% [markdown]
# ## How this notebook works
#
# An exercise is four cells: what to do, where you write, a check, something to look
# at. Write your lines in place of `raise NotImplementedError(...)`, run the cell, run
# the check. Where you are asked to predict, write down a guess first, then run, then
# open *Answer*. The lesson with the same name has the ideas.

# %% [markdown]
# ## Part A. A good start
#
# Before the first step two things are settled: the scale of the inputs, and the first
# weights. Both decide whether there will be anything to learn from. (28 points. Lesson:
# sections 7 and 8.)

# %% [markdown]
# ### Exercise 1. `normalize_inputs` (7 points)
#
# Each row of `X_train`, shape `(n_x, m)`, gets mean 0 and spread 1:
#
# $$X \leftarrow \frac{X - \mu}{\sigma}, \qquad
# \mu = \tfrac{1}{m} \textstyle\sum_i x^{(i)}, \qquad
# \sigma^2 = \tfrac{1}{m} \textstyle\sum_i (x^{(i)} - \mu)^2$$
#
# `X_test` goes the same way, with the numbers of the *training* set. A row that never
# changes is only centred. `X_train = [[1, 3]]` and `X_test = [[4]]` become `[[-1, 1]]`
# and `[[2]]`.
#
# <details><summary>Hint: a question</summary>
#
# A row is an input, a column an example. Along which axis do you average, and what
# keeps the result a column that can be taken away from every example?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\mu, \sigma \in \mathbb{R}^{n_x \times 1}$, both from the training set; where
# $\sigma = 0$, divide by 1.
#
# </details>


# %% solve="normalize_inputs"
def normalize_inputs(X_train, X_test):
    """Give every input mean 0 and spread 1 on the training set, and follow suit.

    Args:
        X_train: (n_x, m), one column an example.
        X_test: (n_x, m_test), new examples.

    Returns:
        X_train: (n_x, m), normalised.
        X_test: (n_x, m_test), normalised by the numbers of the training set.
    """
    # Your part, about 3 lines: compute mu and sigma, and see to a sigma of 0.
    ### BEGIN SOLUTION
    mu = np.mean(X_train, axis=1, keepdims=True)  # (n_x, 1)
    sigma = np.std(X_train, axis=1, keepdims=True)  # (n_x, 1)
    sigma = np.where(sigma == 0, 1, sigma)
    ### END SOLUTION
    return (X_train - mu) / sigma, (X_test - mu) / sigma


# %% check="normalize_inputs"
check(normalize_inputs)

# %% [markdown]
# **Predict before you run.** Flats: square metres, rooms, and the floor, which is the
# ground floor in all forty that we have. After normalising, what are mean and spread of
# the forty? And of ten new flats?
#
# <details><summary>Answer</summary>
#
# Of the forty exactly 0 and 1, and 0 and 0 for the floor. Of the ten only about that:
# they are measured by a ruler that was made for others. That is as it should be.
#
# </details>

# %%
rng = np.random.default_rng(3)
flats = np.vstack([rng.normal(80, 25, 50), rng.integers(1, 7, 50), np.zeros(50)])
train, test = normalize_inputs(flats[:, :40], flats[:, 40:])
print("forty flats: mean", train.mean(axis=1).round(2) + 0.0, end="  ")
print("spread", train.std(axis=1).round(2))
print("ten new:     mean", test.mean(axis=1).round(2), end="  ")
print("spread", test.std(axis=1).round(2))

# %% [markdown]
# ### Circles to start on
#
# Three ways to begin are tried on the same points: an inner circle in an outer one,
# with noise. The network is 2-10-5-1, with ReLU, ReLU and a sigmoid;
# `three_layers.train` walks downhill for you. Only the first weights will differ.

# %%
X, Y = planes.noisy_circles(300, np.random.default_rng(1), noise=0.2)
X_new, Y_new = planes.noisy_circles(1000, np.random.default_rng(2), noise=0.2)
CIRCLES = [2, 10, 5, 1]  # units of every layer, the inputs first


def learn_circles(parameters, name):
    """Train from these parameters on, say how it went, and return net and costs."""
    slope = three_layers.plain_slope(X, Y)
    net, costs = three_layers.train(
        slope, parameters, num_iterations=2000, learning_rate=0.1
    )
    right = three_layers.accuracy(X_new, Y_new, net)
    print(f"{name}: cost {costs[0]:.3f} before, {costs[-1]:.2f} after, {right:.0f} %")
    return net, costs


# %% [markdown]
# ### Exercise 2. `initialize_parameters_zeros` (5 points)
#
# The simplest start: nothing.
#
# $$W^{[l]} = 0, \qquad b^{[l]} = 0, \qquad l = 1, \dots, L$$
#
# `layers_dims` lists the units of every layer, the inputs first. `W1` has the shape
# `(n_1, n_0)`, `b1` the shape `(n_1, 1)`, and so on. `[2, 3, 1]` gives `W1 (3, 2)`,
# `b1 (3, 1)`, `W2 (1, 3)`, `b2 (1, 1)`: two layers from three numbers.
#
# <details><summary>Hint: a question</summary>
#
# In the round for one layer you have its own units and those before it. Which of the
# two is the number of rows?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $W^{[l]} \in \mathbb{R}^{n_l \times n_{l-1}}$, $b^{[l]} \in \mathbb{R}^{n_l \times
# 1}$.
#
# </details>


# %% solve="initialize_parameters_zeros"
def initialize_parameters_zeros(layers_dims):
    """Return weights and biases of zero.

    Args:
        layers_dims: units of every layer, the inputs first: n_0, n_1, ..., n_L.

    Returns:
        dict of W1 (n_1, n_0), b1 (n_1, 1), ..., WL (n_L, n_(L-1)), bL (n_L, 1).
    """
    parameters = {}
    for layer in range(1, len(layers_dims)):
        n_prev, n = layers_dims[layer - 1], layers_dims[layer]
        parameters[f"b{layer}"] = np.zeros((n, 1))
        # Your part, 1 line: make parameters[f"W{layer}"].
        ### BEGIN SOLUTION
        parameters[f"W{layer}"] = np.zeros((n, n_prev))
        ### END SOLUTION
    return parameters


# %% check="initialize_parameters_zeros"
check(initialize_parameters_zeros)

# %% [markdown]
# **Predict before you run.** What will the network have learned after 2000 steps? And
# which of its weights will have moved at all?
#
# <details><summary>Answer</summary>
#
# Nothing: the cost stays at log 2 = 0.693 and half of the points are right. With both
# classes equally frequent not even the last bias has a reason to move.
#
# </details>

# %%
zero_net, zero_costs = learn_circles(initialize_parameters_zeros(CIRCLES), "zeros")
moved = [key for key, part in zero_net.items() if np.any(np.abs(part) > 1e-9)]
print("parameters that moved:", moved or "none")

# %% [markdown]
# ### Exercise 3. `initialize_parameters_random` (7 points)
#
# Units must differ, so draw the weights. To see why size matters, draw them far too
# large:
#
# $$W^{[l]} \sim 10 \cdot \mathcal{N}(0, 1), \qquad b^{[l]} = 0$$
#
# Shapes and keys are those of exercise 2. A draw of 0.3 becomes a weight of 3. A
# generator's `rng.standard_normal((rows, columns))` takes the shape as one pair.
#
# <details><summary>Hint: a question</summary>
#
# What must a weight be multiplied by, if normal numbers have a spread of 1? And do
# biases need to differ, once the weights do?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# If $z \sim \mathcal{N}(0, 1)$, then $c\,z$ has the spread $c$ and the variance $c^2$.
#
# </details>


# %% solve="initialize_parameters_random"
def initialize_parameters_random(layers_dims, rng=None):
    """Return large random weights, and biases of zero.

    Args:
        layers_dims: units of every layer, the inputs first: n_0, n_1, ..., n_L.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (n_1, n_0), b1 (n_1, 1), ..., WL (n_L, n_(L-1)), bL (n_L, 1).
    """
    rng = np.random.default_rng(rng)
    parameters = {}
    for layer in range(1, len(layers_dims)):
        n_prev, n = layers_dims[layer - 1], layers_dims[layer]
        # Your part, 2 lines: make parameters[f"W{layer}"] and parameters[f"b{layer}"].
        ### BEGIN SOLUTION
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) * 10
        parameters[f"b{layer}"] = np.zeros((n, 1))
        ### END SOLUTION
    return parameters


# %% check="initialize_parameters_random"
check(initialize_parameters_random)

# %% [markdown]
# **Predict before you run.** Knowing nothing costs 0.693. What does a network cost that
# knows nothing and is very sure of it? And will it find its way down?
#
# <details><summary>Answer</summary>
#
# It starts at 84, more than a hundred times as much: it calls many true labels all but
# impossible. It comes down, but to about 81 % of new points, well short of what you
# will see next.
#
# </details>

# %%
large = initialize_parameters_random(CIRCLES, np.random.default_rng(1))
large_net, large_costs = learn_circles(large, "large")

# %% [markdown]
# ### Exercise 4. `initialize_parameters_he` (9 points)
#
# A sum of `n_prev` terms grows with their number, and a ReLU silences half of it. He et
# al. (2015) make up for both:
#
# $$W^{[l]} \sim \sqrt{\frac{2}{n_{l-1}}} \cdot \mathcal{N}(0, 1), \qquad b^{[l]} = 0$$
#
# Shapes are those of exercise 2. With 8 units before it, a layer's normal numbers are
# multiplied by 0.5. The root of *one* over `n_prev` is Xavier's, and suits tanh.
#
# <details><summary>Hint: a question</summary>
#
# Whose number counts: that of the units of this layer, or that of the inputs which each
# of them adds up?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\mathrm{Var}(W^{[l]}) = 2 / n_{l-1}$, and the spread is its square root.
#
# </details>


# %% solve="initialize_parameters_he"
def initialize_parameters_he(layers_dims, rng=None):
    """Return weights that keep the size of a signal through layers of ReLUs.

    Args:
        layers_dims: units of every layer, the inputs first: n_0, n_1, ..., n_L.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (n_1, n_0), b1 (n_1, 1), ..., WL (n_L, n_(L-1)), bL (n_L, 1).
    """
    rng = np.random.default_rng(rng)
    parameters = {}
    for layer in range(1, len(layers_dims)):
        n_prev, n = layers_dims[layer - 1], layers_dims[layer]
        # Your part, 2 lines: make parameters[f"W{layer}"] and parameters[f"b{layer}"].
        ### BEGIN SOLUTION
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) * np.sqrt(2 / n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
        ### END SOLUTION
    return parameters


# %% check="initialize_parameters_he"
check(initialize_parameters_he)

# %% [markdown]
# **Predict before you run.** Same circles, same steps, same learning rate. Where does
# the cost start, and what share of new points is right in the end?
#
# <details><summary>Answer</summary>
#
# It starts near log 2, as an open mind does, falls at once, and ends with about 94 % of
# new points right. The circles overlap: much more cannot be had.
#
# </details>

# %%
he = initialize_parameters_he(CIRCLES, np.random.default_rng(1))
he_net, he_costs = learn_circles(he, "He")
figure, axes = theme.panels(1, 3, width=8.4, height=3.1)
nets = {"zeros": zero_net, "10 N(0, 1)": large_net, "He et al.": he_net}
for ax, (name, net) in zip(axes, nets.items(), strict=True):
    right = three_layers.accuracy(X_new, Y_new, net)
    boundaries.decision_boundary(
        lambda places, net=net: three_layers.forward(places, net)[0],
        X,
        Y,
        ax=ax,
        title=f"{name}: {right:.0f} %",
    )
plotting.show(
    figure,
    alt="Three borders on the circles: none at all from zeros, an odd one from large "
    "weights, a closed ring around the inner circle with He's weights.",
    caption="After 2000 steps each. The same network, but for its first weights.",
)

# %% [markdown]
# ## Part B. A simpler border
#
# A network that can bend around every point will do so. Regularisation makes it pay for
# that: L2 asks a price for large weights, dropout lets no unit rely on another. (38
# points. Lesson: sections 3 and 4.)

# %% [markdown]
# ### Who heads the ball?
#
# A pitch from above: where high balls came down, and whether our player (label 1) or
# one of theirs headed it. A curve parts the better places, and 15 in 100 balls go to
# the other side by luck. So 85 % is the most that anybody can get right.

# %%
P, H = planes.football_pitch(200, np.random.default_rng(3))
P_new, H_new = planes.football_pitch(2000, np.random.default_rng(99))
STEPS = 6000  # some seconds for each training; 1000 for a short look
first = initialize_parameters_he([2, 20, 8, 1], np.random.default_rng(3))


def learn_pitch(slope, name):
    """Train on the pitch, print own and new accuracy, and return the network."""
    net, _ = three_layers.train(
        slope, first, num_iterations=STEPS, learning_rate=0.3, print_every=2000
    )
    own, new = (three_layers.accuracy(*s, net) for s in ((P, H), (P_new, H_new)))
    print(f"{name}: own {own:.0f} %, new {new:.0f} %, gap {own - new:.0f}")
    return net


# %% [markdown]
# **Predict before you run.** The network is 2-20-8-1 and has 200 balls to learn from.
# How many of them will it get right, and how many of 2000 new ones?
#
# <details><summary>Answer</summary>
#
# About 86 % of its own, more than the rule itself would, and about 69 % of the new
# ones. The gap of some 16 points is what it learned by heart.
#
# </details>

# %%
plain = learn_pitch(three_layers.plain_slope(P, H), "plain")
plotting.show(
    boundaries.decision_boundary(
        lambda places: three_layers.forward(places, plain)[0],
        P,
        H,
        classes=("theirs", "ours"),
        title="Plain: lucky balls have their bays",
    ),
    alt="A pitch in two shades with a ragged border: bays and islands around single "
    "balls.",
    caption="The true curve is smooth. The bays are noise, learned by heart.",
)

# %% [markdown]
# ### Exercise 5. `compute_cost_with_regularization` (9 points)
#
# Add a price for large weights to the mean surprise:
#
# $$J = \text{surprise} + \frac{\lambda}{2m} \left( \lVert W_1 \rVert^2 +
# \lVert W_2 \rVert^2 + \lVert W_3 \rVert^2 \right), \qquad
# \lVert W \rVert^2 = \textstyle\sum_{j,k} W_{jk}^2$$
#
# `A3` and `Y` are `(1, m)`; biases are free. `compute_cost(A3, Y)` of course 1 gives
# the surprise. `A3 = [[0.5]]`, `Y = [[1]]`, one weight of 2 in each layer and `lambd =
# 0.1` cost 0.6931 + 0.6 = 1.2931.
#
# <details><summary>Hint: a question</summary>
#
# Squares of entries, added up over a whole matrix: which function adds, and does it
# need an axis?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\frac{\lambda}{2m} \sum_{l=1}^{3} \sum_{j,k} \big( W^{[l]}_{jk} \big)^2$: the number
# of examples stands below the line, with the 2.
#
# </details>


# %% solve="compute_cost_with_regularization"
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    """Return the mean surprise at the labels, plus a price for large weights.

    Args:
        A3: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.
        parameters: dict of W1, b1, W2, b2, W3, b3.
        lambd: the price of a weight, 0 or more.

    Returns:
        cost: a number.
    """
    m = Y.shape[1]
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    # Your part, about 2 lines: compute cost.
    ### BEGIN SOLUTION
    squares = np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2)
    cost = compute_cost(A3, Y) + lambd / (2 * m) * squares
    ### END SOLUTION
    return cost


# %% check="compute_cost_with_regularization"
check(compute_cost_with_regularization)

# %% [markdown]
# **Predict before you run.** The network that learned the pitch by heart, and the one
# it started from: which is more surprised by its labels, and which has the larger price
# to pay at `lambd = 0.7`?
#
# <details><summary>Answer</summary>
#
# The start is more surprised, the trained network pays more: it bought its bays with
# large weights. The sum says whether that was worth it.
#
# </details>

# %%
for name, net in (("start", first), ("trained", plain)):
    A3, _ = three_layers.forward(P, net)
    surprise, cost = (
        compute_cost_with_regularization(A3, H, net, lambd) for lambd in (0.0, 0.7)
    )
    print(f"{name:8}: surprise {surprise:.2f}, price {cost - surprise:.2f}")

# %% [markdown]
# ### Exercise 6. `backward_propagation_with_regularization` (9 points)
#
# The price has a slope, and each `dW` gets it; `db` does not:
#
# $$dW^{[l]} = \tfrac{1}{m}\, dZ^{[l]} A^{[l-1]T} + \tfrac{\lambda}{m}\, W^{[l]}$$
#
# `X` is `(n_x, m)`, `A1` is `(n_1, m)`, `A2` is `(n_2, m)`; each `dW` has the shape of
# its `W`. With `m = 1` and `lambd = 0.5` a weight of 2 adds 1 to its gradient. A step
# then shrinks every weight a little: *weight decay*.
#
# <details><summary>Hint: a question</summary>
#
# The slope of half a square is something very plain. What does that leave of the price?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\frac{\partial}{\partial W} \frac{\lambda}{2m} W^2 = \frac{\lambda}{m} W$, beside the
# slope of the surprise.
#
# </details>


# %% solve="backward_propagation_with_regularization"
def backward_propagation_with_regularization(X, Y, cache, lambd):
    """Return the gradient of the regularised cost by every parameter.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3).
        lambd: the price of a weight, 0 or more.

    Returns:
        dict of dW3, db3, dW2, db2, dW1, db1, each with the shape of its parameter.
    """
    m = X.shape[1]
    Z1, A1, W1, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = A3 - Y  # (1, m)
    dZ2 = (W3.T @ dZ3) * (Z2 > 0)  # (n_2, m)
    dZ1 = (W2.T @ dZ2) * (Z1 > 0)  # (n_1, m)
    db3, db2, db1 = (dZ.mean(axis=1, keepdims=True) for dZ in (dZ3, dZ2, dZ1))
    # Your part, 3 lines: compute dW3, dW2 and dW1.
    ### BEGIN SOLUTION
    dW3 = dZ3 @ A2.T / m + lambd / m * W3
    dW2 = dZ2 @ A1.T / m + lambd / m * W2
    dW1 = dZ1 @ X.T / m + lambd / m * W1
    ### END SOLUTION
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


# %% check="backward_propagation_with_regularization"
check(backward_propagation_with_regularization)

# %% [markdown]
# **Predict before you run.** Trained with `lambd = 0.7`, will the network be right
# about more of its own balls, or of the new ones? What happens to the gap?
#
# <details><summary>Answer</summary>
#
# It gets fewer of its own, about 82 %, and as many of the new ones: the gap is all but
# gone. It gave up bays that were noise.
#
# </details>

# %%


def with_L2(net, lambd=0.7):
    """Return the regularised cost on the pitch, and its gradients."""
    A3, cache = three_layers.forward(P, net)
    cost = compute_cost_with_regularization(A3, H, net, lambd)
    return cost, backward_propagation_with_regularization(P, H, cache, lambd)


decayed = learn_pitch(with_L2, "L2")
for name, net in (("plain", plain), ("L2", decayed)):
    sizes = [np.linalg.norm(net[key]) for key in ("W1", "W2", "W3")]
    print(f"{name:5}: size of W1, W2, W3", np.round(sizes, 1))

# %% [markdown]
# ### Exercise 7. `forward_propagation_with_dropout` (11 points)
#
# While it learns, each hidden unit is on with probability `keep_prob`, drawn anew for
# every unit and example:
#
# $$A = \frac{\mathrm{relu}(Z) * D}{k}, \qquad D_{ji} = 1 \text{ with probability }
# k = \mathrm{keep\_prob}, \text{ else } 0$$
#
# `D1` is `(n_1, m)`, `D2` is `(n_2, m)`, of 0 and 1. With `keep_prob = 0.5` a `Z` of 4
# becomes 8 or 0: 4 on average. The output has no mask. `rng.random(shape)` draws evenly
# from 0 to 1.
#
# <details><summary>Hint: a question</summary>
#
# Numbers drawn evenly from 0 to 1: which share of them lies below a threshold? And why
# does the next layer get too little if nothing makes up for those that are off?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $P(u < k) = k$ for $u$ drawn evenly from 0 to 1, and $E[a D / k] = a$.
#
# </details>


# %% solve="forward_propagation_with_dropout"
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5, rng=None):
    """Return the probability of label 1 while hidden units are switched off at random.

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1 (n_1, n_x), b1, W2 (n_2, n_1), b2, W3 (1, n_2), b3.
        keep_prob: the probability that a hidden unit stays on, above 0 and at most 1.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        A3: (1, m), probabilities.
        cache: (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3).
    """
    rng = np.random.default_rng(rng)
    W1, b1, W2, b2, W3, b3 = (parameters[key] for key in three_layers.KEYS)
    # Your part, 8 lines: compute Z1, D1, A1, then Z2, D2, A2, then Z3, A3.
    ### BEGIN SOLUTION
    Z1 = W1 @ X + b1  # (n_1, m)
    D1 = (rng.random(Z1.shape) < keep_prob).astype(int)
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = W2 @ A1 + b2  # (n_2, m)
    D2 = (rng.random(Z2.shape) < keep_prob).astype(int)
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = W3 @ A2 + b3  # (1, m)
    A3 = sigmoid(Z3)
    ### END SOLUTION
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)


# %% check="forward_propagation_with_dropout"
check(forward_propagation_with_dropout)

# %% [markdown]
# **Predict before you run.** Half, four fifths or all of the units stay on. What share
# of `D1` is 1 in each case, and how does the mean of `A1` compare with the mean without
# dropout?
#
# <details><summary>Answer</summary>
#
# About the share that was asked for, and the mean of `A1` stays about what it was, a
# few per cent off. With `keep_prob = 1` both are exact: nothing is random any more,
# which is what you want when you predict.
#
# </details>

# %%
whole = three_layers.forward(P, first)[1][1].mean()
for keep_prob in (0.5, 0.8, 1.0):
    rng = np.random.default_rng(1)
    _, cache = forward_propagation_with_dropout(P, first, keep_prob, rng)
    on, mean = cache[1].mean(), cache[2].mean()
    print(f"keep_prob {keep_prob}: on {on:.3f}, A1 {mean / whole:.3f} of the whole")

# %% [markdown]
# ### Exercise 8. `backward_propagation_with_dropout` (9 points)
#
# Who was off said nothing and gets no blame; who was on spoke louder, and is blamed in
# proportion:
#
# $$dA_2 = \frac{(W_3^T dZ_3) * D_2}{k}, \qquad dA_1 = \frac{(W_2^T dZ_2) * D_1}{k}$$
#
# `dA2` and `D2` are `(n_2, m)`, `dA1` and `D1` are `(n_1, m)`. With `keep_prob = 0.5` a
# blame of 3 becomes 6 where `D` is 1, and 0 where it is 0. The masks are those of the
# cache.
#
# <details><summary>Hint: a question</summary>
#
# The way in multiplied by a mask and divided by a number. What is the slope of such a
# line, and which mask does it hold?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $a' = a\,d/k$ has the slope $d/k$; then $dZ = dA * \mathbb{1}[Z > 0]$ as ever.
#
# </details>


# %% solve="backward_propagation_with_dropout"
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    """Return the gradient of the cost by every parameter, with the masks of the way in.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        cache: (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3).
        keep_prob: what the forward pass was given.

    Returns:
        dict of dW3, db3, dW2, db2, dW1, db1, each with the shape of its parameter.
    """
    m = X.shape[1]
    Z1, D1, A1, _, _, Z2, D2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = A3 - Y  # (1, m)
    # Your part, 4 lines: compute dA2 and dZ2, then dA1 and dZ1.
    ### BEGIN SOLUTION
    dA2 = (W3.T @ dZ3) * D2 / keep_prob  # (n_2, m)
    dZ2 = dA2 * (Z2 > 0)
    dA1 = (W2.T @ dZ2) * D1 / keep_prob  # (n_1, m)
    dZ1 = dA1 * (Z1 > 0)
    ### END SOLUTION
    db3, db2, db1 = (dZ.mean(axis=1, keepdims=True) for dZ in (dZ3, dZ2, dZ1))
    dW3, dW2, dW1 = dZ3 @ A2.T / m, dZ2 @ A1.T / m, dZ1 @ X.T / m
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


# %% check="backward_propagation_with_dropout"
check(backward_propagation_with_dropout)

# %% [markdown]
# **Predict before you run.** Trained with 70 % of its units at a time, and tested with
# all of them: where will own and new accuracy lie, between plain and L2 or beyond?
# (Watch the cost: it is that of a network with holes.)
#
# <details><summary>Answer</summary>
#
# About 84 % of its own and 81 % of the new: most of the gap is closed, by another road
# than L2. The cost stays high and jumps, since every step has other units.
#
# </details>

# %%
rng = np.random.default_rng(7)


def with_dropout(net, keep_prob=0.7):
    """Return the cost on the pitch with units missing, and its gradients."""
    A3, cache = forward_propagation_with_dropout(P, net, keep_prob, rng)
    return compute_cost(A3, H), backward_propagation_with_dropout(
        P, H, cache, keep_prob
    )


dropped = learn_pitch(with_dropout, "dropout")

# %%
figure, axes = theme.panels(1, 3, width=8.4, height=2.7)
nets = {"plain": plain, "L2": decayed, "dropout": dropped}
for ax, (name, net) in zip(axes, nets.items(), strict=True):
    own, new = (three_layers.accuracy(*s, net) for s in ((P, H), (P_new, H_new)))
    boundaries.decision_boundary(
        lambda places, net=net: three_layers.forward(places, net)[0],
        P,
        H,
        classes=("theirs", "ours"),
        ax=ax,
        title=f"{name}\nown {own:.0f} %, new {new:.0f} %",
    )
plotting.show(
    figure,
    alt="Three borders on the pitch: ragged without regularisation, one smooth curve "
    "with L2, nearly smooth with dropout.",
    caption="Either way the network gives up its bays, and is right about more new "
    "balls.",
)

# %% [markdown]
# ## Part C. Is the gradient right?
#
# A wrong gradient often learns all the same, only worse, and nobody notices. There is a
# test that needs no derivation: nudge a parameter, and see what the cost does. First
# for one parameter, then for a network. (29 points, and 5 for a question in words.
# Lesson: section 9.)

# %% [markdown]
# ### Exercise 9. `forward_propagation` (3 points)
#
# The smallest model that there is: one input, one parameter, and the product as its
# cost.
#
# $$J(\theta) = \theta\, x$$
#
# Both `x` and `theta` are numbers. For `x = 2` and `theta = 4` the cost is 8.
#
# <details><summary>Hint: a question</summary>
#
# What does the cost do if the parameter is doubled, and what if the input is?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $J(4) = 4 \cdot 2 = 8$ for $x = 2$.
#
# </details>


# %% solve="forward_propagation"
def forward_propagation(x, theta):
    """Return the cost of the smallest model there is.

    Args:
        x: the input, a number.
        theta: the parameter, a number.

    Returns:
        J: a number.
    """
    # Your part, 1 line: compute J.
    ### BEGIN SOLUTION
    J = theta * x
    ### END SOLUTION
    return J


# %% check="forward_propagation"
check(forward_propagation)

# %% [markdown]
# **Predict before you run.** For `x = 2`, `theta` goes from 3.9 to 4.1. By how much
# does the cost rise, and what is rise over run?
#
# <details><summary>Answer</summary>
#
# From 7.8 to 8.2: 0.4 over 0.2, which is 2. On a straight line any two places give the
# slope.
#
# </details>

# %%
for theta in (3.9, 4.0, 4.1):
    print(f"theta {theta}: J = {forward_propagation(2.0, theta):.1f}")

# %% [markdown]
# ### Exercise 10. `backward_propagation` (3 points)
#
# The derivative of that cost, by the parameter:
#
# $$\frac{dJ}{d\theta} = \frac{d}{d\theta}\, \theta\, x$$
#
# `x` and `theta` are numbers, and so is the derivative. For `x = 2` and `theta = 4` it
# is 2.
#
# <details><summary>Hint: a question</summary>
#
# The parameter moves and the input stands still. Which of the two is a constant factor?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\frac{d}{d\theta}\, c\,\theta = c$ for every constant $c$.
#
# </details>


# %% solve="backward_propagation"
def backward_propagation(x, theta):
    """Return the derivative of the cost of the smallest model by its parameter.

    Args:
        x: the input, a number.
        theta: the parameter, a number.

    Returns:
        dtheta: a number.
    """
    # Your part, 1 line: compute dtheta.
    ### BEGIN SOLUTION
    dtheta = x
    ### END SOLUTION
    return dtheta


# %% check="backward_propagation"
check(backward_propagation)

# %% [markdown]
# **Predict before you run.** Does the derivative change if `theta` moves from 4 to
# -100?
#
# <details><summary>Answer</summary>
#
# No. The cost is a straight line in theta, as steep in one place as in any other.
#
# </details>

# %%
for theta in (4.0, -100.0):
    print(f"theta {theta:6}: slope {backward_propagation(2.0, theta)}")

# %% [markdown]
# ### Exercise 11. `gradient_check` (8 points)
#
# Nudge `theta` both ways and compare:
#
# $$a = \frac{J(\theta + \varepsilon) - J(\theta - \varepsilon)}{2 \varepsilon}, \qquad
# \text{difference} = \frac{|g - a|}{|g| + |a|}$$
#
# with $J$ of `forward_propagation` and $g$ of `backward_propagation`. Return the
# difference, a number from 0 to 1. A derivative of 3 where the cost shows 2 gives
# 1 / 5 = 0.2. The check lends your function other costs and derivatives, some of them
# wrong: call both by name.
#
# <details><summary>Hint: a question</summary>
#
# How far apart are the two places at which the cost is taken? And what makes a gap of
# 0.001 small or large?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $J(\theta \pm \varepsilon) = J \pm \varepsilon J' + \tfrac{1}{2} \varepsilon^2 J'' \pm
# \dots$: in the difference of the two the even terms cancel.
#
# </details>


# %% solve="gradient_check"
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    """Return how far a derivative is from what the cost does, as a share of both.

    Args:
        x: the input, a number.
        theta: the parameter, a number.
        epsilon: how far to nudge the parameter, both ways.
        print_msg: whether to print the number.

    Returns:
        difference: some 1e-7 or less for a right derivative, at most 1.
    """
    # Your part, about 5 lines: J_plus, J_minus, their slope, grad, then difference.
    ### BEGIN SOLUTION
    J_plus = forward_propagation(x, theta + epsilon)
    J_minus = forward_propagation(x, theta - epsilon)
    approx = (J_plus - J_minus) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    difference = abs(grad - approx) / (abs(grad) + abs(approx))
    ### END SOLUTION
    if print_msg:
        print(f"relative difference {difference:.0e}")
    return difference


# %% check="gradient_check"
check(gradient_check)

# %% [markdown]
# **Predict before you run.** In mathematics a smaller `epsilon` is a better one. A
# computer keeps sixteen digits. What happens to the difference of a *right* derivative
# as `epsilon` shrinks from 1e-3 to 1e-15?
#
# <details><summary>Answer</summary>
#
# It grows, roughly tenfold with each tenfold step: two costs that agree in almost all
# of their digits are subtracted, and what is left is rounding. 1e-7 is a compromise.
#
# </details>

# %%
for epsilon in (1e-3, 1e-7, 1e-11, 1e-15):
    print(f"epsilon {epsilon:.0e}:", end=" ")
    gradient_check(2.1, 4.3, epsilon, print_msg=True)

# %% [markdown]
# ### Exercise 12. `gradient_check_n` (8 points)
#
# Now a network: all parameters in one column `theta`, shape `(n, 1)`, all gradients in
# one column `grad`. Nudge one place at a time:
#
# $$a_i = \frac{J(\theta + \varepsilon e_i) - J(\theta - \varepsilon e_i)}
# {2 \varepsilon}, \qquad
# \text{difference} = \frac{\lVert g - a \rVert}{\lVert g \rVert + \lVert a \rVert}$$
#
# `from_vector(theta, parameters)` makes a dict of it again, and
# `forward_propagation_n(X, Y, parameters)` returns `(cost, cache)`. For g = (3, 4) and
# a = (3, 4.1) the difference is 0.0099.
#
# <details><summary>Hint: a question</summary>
#
# After one place was nudged, where must the next round start from? And what happens to
# an array if you change an entry of it that somebody else holds?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $e_i = (0, \dots, 0, 1, 0, \dots, 0)^T$ with the 1 at place $i$, so that only
# $\theta_i$ moves; $\lVert v \rVert = \sqrt{\sum_i v_i^2}$.
#
# </details>


# %% solve="gradient_check_n"
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    """Return how far the gradients of a network are from what its cost does.

    Args:
        parameters: dict of W1, b1, W2, b2, W3, b3; left as they are.
        gradients: dict of dW1, db1, dW2, db2, dW3, db3, what is to be checked.
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        epsilon: how far to nudge a parameter, both ways.
        print_msg: whether to print the number.

    Returns:
        difference: some 1e-7 or less for right gradients, at most 1.
    """
    theta = to_vector(parameters)  # (n, 1)
    grad = to_vector({key: gradients[f"d{key}"] for key in parameters})  # (n, 1)
    approx = np.zeros(theta.shape)
    for i in range(theta.size):
        nudge = np.zeros(theta.shape)
        # Your part, 4 lines: set nudge, take J_plus and J_minus, fill in approx[i].
        ### BEGIN SOLUTION
        nudge[i] = epsilon
        J_plus, _ = forward_propagation_n(X, Y, from_vector(theta + nudge, parameters))
        J_minus, _ = forward_propagation_n(X, Y, from_vector(theta - nudge, parameters))
        approx[i] = (J_plus - J_minus) / (2 * epsilon)
        ### END SOLUTION
    # Your part, 2 lines: hold grad against approx, and compute difference.
    ### BEGIN SOLUTION
    gap = np.linalg.norm(grad - approx)
    difference = gap / (np.linalg.norm(grad) + np.linalg.norm(approx))
    ### END SOLUTION
    if print_msg:
        print(f"relative difference {difference:.0e}")
    return difference


# %% check="gradient_check_n"
check(gradient_check_n)

# %% [markdown]
# **Predict before you run.** First right gradients, then the same with one of the 20
# weights of `W1` off by a tenth. Does one weight among 47 parameters show?
#
# <details><summary>Answer</summary>
#
# Clearly: from below 1e-7 the difference jumps by some orders of magnitude. There is
# hardly anything between right and wrong.
#
# </details>

# %%
rng = np.random.default_rng(11)
X_few, Y_few = rng.normal(size=(4, 6)), np.array([[0, 1, 1, 0, 1, 0]])
net = initialize_parameters_he([4, 5, 3, 1], rng)
_, cache = forward_propagation_n(X_few, Y_few, net)
honest = three_layers.gradients(X_few, Y_few, cache)
gradient_check_n(net, honest, X_few, Y_few, print_msg=True)
at = np.unravel_index(np.argmax(np.abs(honest["dW1"])), honest["dW1"].shape)
honest["dW1"][at] *= 1.1
gradient_check_n(net, honest, X_few, Y_few, print_msg=True)
print("parameters in all:", to_vector(net).size)

# %% [markdown]
# ### Exercise 13. `backward_propagation_n` (7 points)
#
# This way back was written in a hurry: **two of its lines are wrong**. Find and repair
# them.
#
# $$dW^{[l]} = \tfrac{1}{m}\, dZ^{[l]} A^{[l-1]T}, \qquad
# db^{[l]} = \tfrac{1}{m} \textstyle\sum_i dZ^{[l](i)}$$
#
# Shapes are those of exercise 6. For `dZ = [[1, 3]]` and `A = [[2, 0]]`, `dW` is
# `[[1]]` and `db` is `[[2]]`. Take the line with `raise` away and run on: the table
# below the check shows which gradients disagree with the cost.
#
# <details><summary>Hint: a question</summary>
#
# Is a gradient off by the same factor everywhere, or only here and there? What could be
# forgotten in the first case, and what mistaken for something else in the second?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $z^{[2]} = W^{[2]} a^{[1]} + b^{[2]}$: the slope by $W^{[2]}$ holds $a^{[1]}$, and the
# cost is a mean over $m$ examples.
#
# </details>


# %% solve="backward_propagation_n"
def backward_propagation_n(X, Y, cache):
    """Return the gradient of the cost of a three-layer network by every parameter.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3).

    Returns:
        dict of dW3, db3, dW2, db2, dW1, db1, each with the shape of its parameter.
    """
    m = X.shape[1]
    Z1, A1, _, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = A3 - Y  # (1, m)
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dZ2 = (W3.T @ dZ3) * (Z2 > 0)  # (n_2, m)
    dW2 = dZ2 @ Z1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * (Z1 > 0)  # (n_1, m)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    # Your part, 2 lines: repair two lines above, or write them right here.
    ### BEGIN SOLUTION
    dW2 = dZ2 @ A1.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END SOLUTION
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


# %% check="backward_propagation_n"
check(backward_propagation_n)

# %% [markdown]
# **Predict before you run.** One place of every parameter: your gradient, and what the
# cost does. Before the repair, in how many of the six rows do the two disagree?
#
# <details><summary>Answer</summary>
#
# In two, `dW2` and `db1`. Both mistakes sit at the end of their line, so nothing else
# depends on them. After the repair all rows agree, and the check says 1e-8 or so.
#
# </details>

# %%
grads = backward_propagation_n(X_few, Y_few, cache)
print("        your gradient   rise over run")
for key, part in net.items():
    at = np.unravel_index(np.argmax(np.abs(grads[f"d{key}"])), part.shape)
    costs = []
    for step in (1e-5, -1e-5):
        nudged = {name: other.copy() for name, other in net.items()}
        nudged[key][at] += step
        costs.append(forward_propagation_n(X_few, Y_few, nudged)[0])
    rise = (costs[0] - costs[1]) / 2e-5
    print(f"d{key:5} {grads[f'd{key}'][at]:14.7f} {rise:15.7f}")
gradient_check_n(net, grads, X_few, Y_few, print_msg=True)

# %% [markdown]
# ### A question in words (5 points)
#
# Somebody checks the gradients of a network with dropout. They are right, the check
# says they are not. **Predict before you run:** what does it say, and what if each
# forward pass starts its masks from the same seed?

# %%


def with_masks(seed):
    """Return a forward pass with units missing, whose masks come from a seed."""

    def forward(X, Y, parameters):
        rng = np.random.default_rng(seed)
        A3, cache = forward_propagation_with_dropout(X, parameters, 0.8, rng)
        return compute_cost(A3, Y), cache

    return forward


for seed, masks in ((None, "new masks in every pass"), (1, "the same masks in all")):
    forward_propagation_n = with_masks(seed)  # the name that gradient_check_n calls
    _, passed = forward_propagation_n(X_few, Y_few, net)
    grads = backward_propagation_with_dropout(X_few, Y_few, passed, 0.8)
    print(f"{masks}:", end=" ")
    gradient_check_n(net, grads, X_few, Y_few, print_msg=True)
forward_propagation_n = three_layers.forward_propagation_n  # without dropout again

# %% [markdown]
# Answer in four to eight sentences of your own (double-click the next cell to write).
# Why are right gradients called wrong in the first line, and what makes the second
# work? How would you check such a network in practice? And why is a check like this not
# run in every step of a training? Section 9 of the lesson helps.

# %% [markdown] answer="when-to-check" points=5
# **A cost that moves by itself (2 points).** With new masks each of the two costs
# belongs to another network. Their gap is the gap between two networks, divided by a
# tiny epsilon: the slope comes out enormous and means nothing. With one seed the masks
# stand still, the cost is an ordinary function again, and its slope is what the way
# back computes.
#
# **In practice (1 point).** Check with `keep_prob = 1`, or with masks held fixed, then
# switch dropout on.
#
# **Not in every step (2 points).** The check takes two forward passes for every single
# parameter; the way back gives all gradients for the price of about one more pass. So
# check once, on a small network and a few examples, and let backpropagation do the
# work.

# %% [markdown]
# ## What you have learned
#
# You put inputs on one scale and gave the first weights the size that their layer
# needs. You closed the gap between own and new accuracy in two ways, by a price and by
# chance. And you can find out whether a gradient is right without trusting any
# derivation.

# %% [markdown]
# **One thing to try.** Press `B` for a cell of your own. Train on the pitch with
# `lambd` of 0.01, 0.1, 0.7, 3 and 30, and note own and new accuracy. Predict first: at
# which price does the network give up the curve as well? Then save the notebook, and
# hand it in.
