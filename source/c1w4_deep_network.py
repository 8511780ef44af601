# %% [markdown]
# # Deep networks: blocks that stack
#
# You build a network of any depth out of ten blocks, and let it look at
# photographs. At the end you can
#
# - say the shape of every array in a network of L layers;
# - go forward through all layers, and back through all of them with caches;
# - train networks of two and of four layers, and judge them fairly.
#
# About 150 minutes · 12 exercises and one written answer · **100 points**

# %% setup="imports"
from pathlib import Path

import numpy as np

from course_utils import logistic_regression
from course_utils.activations import relu, relu_backward, sigmoid, sigmoid_backward
from course_utils.desk import check, load_photos, plotting, progress

# %% [markdown]
# ## How this notebook works
#
# An exercise is four cells: what to do, where you write, a check, something to look
# at. Write your lines in place of `raise NotImplementedError(...)`, run the cell, run
# the check. Where you are asked to predict, write down a guess first, then run, then
# open *Answer*. The lesson with the same name has the ideas.

# %% [markdown]
# ## Part A. Forward
#
# A network of L layers repeats one block: add up, then bend. The hidden layers bend
# with the ReLU, the last one with the sigmoid. Layer 0 is the input and is not counted.
# `layer_dims` lists the sizes, inputs first. (43 points. Lesson: sections 1 and 2.)

# %% [markdown]
# ### Exercise 1. `initialize_parameters` (5 points)
#
# A network of two layers starts as last week: small random weights, biases of zero.
#
# $$W \sim 0.01 \cdot \mathcal{N}(0, 1), \qquad b = 0$$
#
# `W1` is `(n_h, n_x)`, `b1` is `(n_h, 1)`, `W2` is `(n_y, n_h)`, `b2` is `(n_y, 1)`.
# For sizes 3, 2, 1 that is `(2, 3)`, `(2, 1)`, `(1, 2)`, `(1, 1)`.
# `rng.standard_normal((rows, columns))` draws normal numbers.
#
# <details><summary>Hint: a question</summary>
#
# A row of weights belongs to one unit. How many rows does a layer need, and how many
# entries has each of them?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $W^{[1]} \in \mathbb{R}^{n_h \times n_x}$, $W^{[2]} \in \mathbb{R}^{n_y \times n_h}$.
#
# </details>


# %% solve="initialize_parameters"
def initialize_parameters(n_x, n_h, n_y, rng=None):
    """Return small random weights and biases of zero for a network of two layers.

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
# **Predict before you run.** A photograph is 12,288 numbers. A network with seven
# hidden units looks at it. How many numbers does the network learn, and how many of
# them belong to the first layer?
#
# <details><summary>Answer</summary>
#
# 86,031, and all but 8 of them belong to the first layer: 7 · 12,288 weights and 7
# biases. The second layer has 7 weights and one bias.
#
# </details>

# %%
parameters = initialize_parameters(12288, 7, 1, np.random.default_rng(0))
for name, part in parameters.items():
    print(f"{name}: {part.shape!s:12} {part.size:6d} numbers")
print("to learn:       ", sum(part.size for part in parameters.values()))

# %% [markdown]
# ### Exercise 2. `initialize_parameters_deep` (7 points)
#
# A unit adds up `n_prev` terms of either sign. Such a sum is about $\sqrt{n_{prev}}$
# times as large as one term. Dividing by that keeps a signal's size from layer to
# layer; a fixed 0.01 would let it fade.
#
# $$W^{[l]} \sim \frac{\mathcal{N}(0, 1)}{\sqrt{n_{l-1}}}, \qquad b^{[l]} = 0$$
#
# `W1` is `(layer_dims[1], layer_dims[0])`, and so on. `[5, 4, 1]` gives `W1` `(4, 5)`,
# divided by 2.236, and `W2` `(1, 4)`, divided by 2.
#
# <details><summary>Hint: a question</summary>
#
# The sizes of a layer are two neighbours in the list. Which neighbour counts its rows,
# and which one stands under the root?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $W^{[l]} \in \mathbb{R}^{n_l \times n_{l-1}}$, $b^{[l]} \in \mathbb{R}^{n_l \times 1}$
# for $l = 1, \dots, L$.
#
# </details>


# %% solve="initialize_parameters_deep"
def initialize_parameters_deep(layer_dims, rng=None):
    """Return random weights that keep a signal's size, and biases of zero.

    Args:
        layer_dims: how many units each layer has, the inputs first.
        rng: where the random numbers come from; None for new ones in every call.

    Returns:
        dict of W1 (layer_dims[1], layer_dims[0]), b1 (layer_dims[1], 1), W2, b2, ...
    """
    rng = np.random.default_rng(rng)
    parameters = {}
    for layer in range(1, len(layer_dims)):
        n_prev, n = layer_dims[layer - 1], layer_dims[layer]
        # Your part, 2 lines: put f"W{layer}" and f"b{layer}" into parameters.
        ### BEGIN SOLUTION
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
        ### END SOLUTION
    return parameters


# %% check="initialize_parameters_deep"
check(initialize_parameters_deep)

# %% [markdown]
# **Predict before you run.** Ten ReLU layers of 100 units pass a signal on. How large
# is it at the end: with your start, and with a fixed 0.01?
#
# <details><summary>Answer</summary>
#
# With yours a few hundredths are left: the ReLU drops half of what comes, in every
# layer. With 0.01 less than a billionth is left, and the gradients on the way back fade
# just as much. Course 2 comes back to the half.
#
# </details>

# %%
rng = np.random.default_rng(0)
signal = rng.standard_normal((100, 50))
for name in ("divided by the root", "times 0.01"):
    A, net = signal, initialize_parameters_deep([100] * 11, np.random.default_rng(1))
    for layer in range(1, 11):
        W = net[f"W{layer}"] * (1 if name == "divided by the root" else 0.1)
        A = relu(W @ A)
        if layer in (1, 4, 10):
            size = np.sqrt(np.mean(A**2))
            print(f"{name:20} after layer {layer:2d}: size {size:.0e}")

# %% [markdown]
# ### Exercise 3. `linear_forward` (7 points)
#
# The first half of every block adds up:
#
# $$Z = W A + b$$
#
# `A` is `(n_prev, m)`, `W` is `(n, n_prev)`, `b` is `(n, 1)`, and `Z` is `(n, m)`.
# Beside `Z` it returns a *cache*, what the way back will need: the tuple `(A, W, b)`.
#
# By hand: `W = [[1, -2]]`, `A = [[3], [1]]` and `b = [[0.5]]` give `Z = [[1.5]]`.
#
# <details><summary>Hint: a question</summary>
#
# In which product do the columns of the weights meet the rows of what goes in?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $(n, n_{prev}) \cdot (n_{prev}, m) + (n, 1) = (n, m)$: the column of biases is added
# to every example.
#
# </details>


# %% solve="linear_forward"
def linear_forward(A, W, b):
    """Return what a layer adds up, before it is bent.

    Args:
        A: (n_prev, m), activations of the layer before, or the inputs.
        W: (n, n_prev), weights.
        b: (n, 1), biases.

    Returns:
        Z: (n, m), pre-activations.
        cache: (A, W, b), for the way back.
    """
    # Your part, 1 line: compute Z.
    ### BEGIN SOLUTION
    Z = W @ A + b
    ### END SOLUTION
    return Z, (A, W, b)


# %% check="linear_forward"
check(linear_forward)

# %% [markdown]
# Here are the photographs of week 2: 190 to learn from, 50 for the test. **Predict
# before you run.** All 190 go through a first layer of 20 units at once. What shape has
# `Z`, and does the cache copy the pictures?
#
# <details><summary>Answer</summary>
#
# `(20, 190)`: a row for each unit, a column for each photograph. The cache holds the
# same array, no copy: a name for a thing costs nothing.
#
# </details>

# %%
photos = load_photos()
X_train = photos.X_train.reshape(len(photos.X_train), -1).T / 255  # (12288, m)
X_test = photos.X_test.reshape(len(photos.X_test), -1).T / 255
Y_train, Y_test = photos.Y_train, photos.Y_test

SIZES = [12288, 20, 7, 5, 1]
deep = initialize_parameters_deep(SIZES, np.random.default_rng(0))
Z, cache = linear_forward(X_train, deep["W1"], deep["b1"])
print("X", X_train.shape, " W1", deep["W1"].shape, " Z", Z.shape)
print("the cache holds X itself:", cache[0] is X_train)

# %% [markdown]
# ### Exercise 4. `linear_activation_forward` (7 points)
#
# The whole block: $A = g(W A_{prev} + b)$, with $g$ the ReLU or the sigmoid, as
# `activation` says: `"relu"` or `"sigmoid"`. Our `relu(Z)` and `sigmoid(Z)` return `A`
# alone. The cache is a pair: what `linear_forward` cached, and `Z`, the *activation
# cache*.
#
# By hand: where `Z` is `[[1.5, -1]]`, the ReLU gives `[[1.5, 0]]` and the sigmoid
# `[[0.8176, 0.2689]]`.
#
# <details><summary>Hint: a question</summary>
#
# Which of your functions gives Z and the first half of the cache in one call?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $Z = W A_{prev} + b$, then $A = \max(0, Z)$ or $A = 1 / (1 + e^{-Z})$; the shape stays
# $(n, m)$.
#
# </details>


# %% solve="linear_activation_forward"
def linear_activation_forward(A_prev, W, b, activation):
    """Return the activations of a layer: it adds up, and bends.

    Args:
        A_prev: (n_prev, m), activations of the layer before, or the inputs.
        W: (n, n_prev), weights.
        b: (n, 1), biases.
        activation: "relu" or "sigmoid".

    Returns:
        A: (n, m), activations.
        cache: (linear_cache, activation_cache), which are (A_prev, W, b) and Z.
    """
    if activation not in ("relu", "sigmoid"):
        raise ValueError(f"activation is {activation!r}; relu or sigmoid was expected")
    # Your part, about 2 lines: get Z and linear_cache, then A.
    ### BEGIN SOLUTION
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = relu(Z) if activation == "relu" else sigmoid(Z)
    ### END SOLUTION
    return A, (linear_cache, Z)


# %% check="linear_activation_forward"
check(linear_activation_forward)

# %% [markdown]
# **Predict before you run.** The first layer is new and knows nothing. For what share
# of its units and photographs is the ReLU awake? And is a unit awake for one
# photograph and at rest for another?
#
# <details><summary>Answer</summary>
#
# About half: either sign is as likely. But all pixels are positive, so most units are
# awake for nearly every photograph or for nearly none: what counts first is whether
# their weights add up to more than zero.
#
# </details>

# %%
A1, _ = linear_activation_forward(X_train, deep["W1"], deep["b1"], "relu")
awake = np.mean(A1 > 0, axis=1)  # (20,), for each unit the share of photographs
print(f"awake on average: {awake.mean():.0%}")
print("unit by unit:", " ".join(f"{share:.0%}" for share in awake))

# %% [markdown]
# ### Exercise 5. `L_model_forward` (10 points)
#
# All blocks in a row, from $A^{[0]} = X$: layers 1 to L - 1 with the ReLU, layer L with
# the sigmoid. `X` is `(n_x, m)`, `AL` is `(1, m)`. `caches` is a list of L caches: the
# one of layer 1 is `caches[0]`.
#
# $$A^{[l]} = g^{[l]}(W^{[l]} A^{[l-1]} + b^{[l]})$$
#
# By hand: weights `W1 = [[1]]`, `W2 = [[2]]`, biases 0 and `X = [[0.5]]` give
# `AL = [[0.7311]]` and two caches.
#
# <details><summary>Hint: a question</summary>
#
# Which name must hold the output of a layer, so that the next round of the loop takes
# it as its input?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $X = A^{[0]} \to A^{[1]} \to \dots \to A^{[L]}$ with $g^{[1]} = \dots = g^{[L-1]}$ the
# ReLU and $g^{[L]}$ the sigmoid.
#
# </details>


# %% solve="L_model_forward"
def L_model_forward(X, parameters):
    """Return the probability of label 1, and the cache of every layer.

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1, b1, ..., WL, bL.

    Returns:
        AL: (1, m), probabilities.
        caches: list of the L caches of linear_activation_forward, first layer first.
    """
    L = len(parameters) // 2
    A, caches = X, []
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        # Your part, about 3 lines: choose an activation, get the new A, keep its cache.
        ### BEGIN SOLUTION
        activation = "sigmoid" if layer == L else "relu"
        A, cache = linear_activation_forward(A, W, b, activation)
        caches.append(cache)
        ### END SOLUTION
    return A, caches


# %% check="L_model_forward"
check(L_model_forward)

# %% [markdown]
# **Predict before you run.** Four layers, 190 photographs. Write down the shapes of
# `W`, `A_prev` and `Z` in every layer before you look.
#
# <details><summary>Answer</summary>
#
# `Z` has the rows of `W` and the columns of `A_prev`; the columns of `W` are the rows
# of `A_prev`. The number of photographs, 190, never meets a weight.
#
# </details>

# %%
AL, caches = L_model_forward(X_train, deep)
print("layer  W            A_prev        Z")
for layer, ((A_prev, W, _b), Z) in enumerate(caches, start=1):
    print(f"{layer:5d}  {W.shape!s:12} {A_prev.shape!s:13} {Z.shape}")
print("a new network says", AL[0, :4].round(2), "to the first photographs")

# %% [markdown]
# ### Exercise 6. `compute_cost` (7 points)
#
# How bad are probabilities `AL`, shape `(1, m)`, for labels `Y`, shape `(1, m)`? The
# mean surprise, as in the weeks before:
#
# $$\mathrm{cost} = -\frac{1}{m} \sum_{i=1}^{m}
# \big[\, Y_i \log AL_i + (1 - Y_i) \log(1 - AL_i) \,\big]$$
#
# For `AL = [[0.8, 0.1, 0.4]]` and `Y = [[1, 0, 0]]` it is 0.2798. Being sure and right
# has `AL` of exactly 0 or 1: it should cost nothing there, not `nan`.
#
# <details><summary>Hint: a question</summary>
#
# Each example has one true label, so only one of the two terms counts. What probability
# did the network give to the true label?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# With $P_i = AL_i$ where $Y_i = 1$ and $P_i = 1 - AL_i$ where $Y_i = 0$, the cost is
# $-\frac{1}{m} \sum_i \log P_i$.
#
# </details>


# %% solve="compute_cost"
def compute_cost(AL, Y):
    """Return the mean surprise at the labels.

    Args:
        AL: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.

    Returns:
        cost: a number.
    """
    m = Y.shape[1]
    # Your part, about 2 lines: compute cost.
    ### BEGIN SOLUTION
    P = np.where(Y == 1, AL, 1 - AL)  # the probability that the true label got
    cost = -np.sum(np.log(P)) / m
    ### END SOLUTION
    return cost


# %% check="compute_cost"
check(compute_cost)

# %% [markdown]
# **Predict before you run.** Which costs less on the training photographs: saying one
# half to each, or saying to each the share of animals among them, about a third? And
# what does the new network cost?
#
# <details><summary>Answer</summary>
#
# One half costs log 2 = 0.693; the share costs 0.649. A network that costs more than
# 0.649 has learned nothing yet that counting would not have told. The new one costs
# more.
#
# </details>

# %%
share = np.mean(Y_train)
print(f"one half to each:     {compute_cost(np.full(Y_train.shape, 0.5), Y_train):.3f}")
print(f"{share:.3f} to each:        {compute_cost(share + 0 * Y_train, Y_train):.3f}")
print(f"the new network:      {compute_cost(AL, Y_train):.3f}")

# %% [markdown]
# ## Part B. Backward, and a step
#
# Each block forward has a block backward. It receives the gradient by its output, opens
# its cache, and sends the gradient by its input to the layer before. Stacked, they give
# every gradient of the network. (38 points. Lesson: sections 3 and 4.)

# %% [markdown]
# ### Exercise 7. `linear_backward` (10 points)
#
# From `dZ`, shape `(n, m)`, and the cache `(A_prev, W, b)` to three gradients, each
# with the shape of its thing:
#
# $$dW = \tfrac{1}{m}\, dZ\, A_{prev}^T, \qquad
# db = \tfrac{1}{m} \textstyle\sum_i dZ^{(i)}, \qquad dA_{prev} = W^T dZ$$
#
# The mean comes in with `dW` and `db`, not with `dA_prev`. By hand: exercise 3 with
# `dZ = [[2]]` has `dA_prev = [[2], [-4]]`, `dW = [[6, 2]]`, `db = [[2]]`.
#
# <details><summary>Hint: a question</summary>
#
# Along which axis do the examples lie, and what keeps a sum over them a column?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $(n_{prev}, n) \cdot (n, m) = (n_{prev}, m)$ for $dA_{prev}$, and
# $(n, m) \cdot (m, n_{prev}) = (n, n_{prev})$ for $dW$.
#
# </details>


# %% solve="linear_backward"
def linear_backward(dZ, cache):
    """Return the gradients by all that went into the sum of a layer.

    Args:
        dZ: (n, m), gradient by Z, one column an example.
        cache: (A_prev, W, b), of linear_forward.

    Returns:
        dA_prev: (n_prev, m).
        dW: (n, n_prev).
        db: (n, 1).
    """
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    # Your part, 3 lines: compute dW, db and dA_prev.
    ### BEGIN SOLUTION
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = W.T @ dZ
    ### END SOLUTION
    return dA_prev, dW, db


# %% check="linear_backward"
check(linear_backward)

# %% [markdown]
# **Predict before you run.** Take as the cost the mean over examples of $\sum_j Z_j^2
# / 2$; its `dZ` is `Z`. Nudge one weight and one bias both ways. Will rise over step
# agree with your gradients?
#
# <details><summary>Answer</summary>
#
# Yes, in all digits shown. This cost is a parabola in every weight, and for a parabola
# the two-sided difference is exact.
#
# </details>

# %%
rng = np.random.default_rng(2)
A, W, b = rng.normal(size=(4, 6)), rng.normal(size=(3, 4)), rng.normal(size=(3, 1))
Z, cache = linear_forward(A, W, b)
_, weights_back, bias_back = linear_backward(Z, cache)
for name, part, grad, place in [
    ("W", W, weights_back, (1, 2)),
    ("b", b, bias_back, (2, 0)),
]:
    costs = []
    for step in (1e-4, -1e-4):
        part[place] += step
        costs.append(np.sum(linear_forward(A, W, b)[0] ** 2) / 2 / 6)
        part[place] -= step
    rise = (costs[0] - costs[1]) / 2e-4
    print(f"d{name}{place}: yours {grad[place]:9.6f}, rise over step {rise:9.6f}")

# %% [markdown]
# ### Exercise 8. `linear_activation_backward` (8 points)
#
# Back through the bend, then through the sum. `relu_backward(dA, Z)` and
# `sigmoid_backward(dA, Z)` are given and return `dZ`; `dA` and `Z` are `(n, m)`:
#
# $$dZ = dA * g'(Z)$$
#
# The ReLU lets `dA` pass where `Z > 0` and nothing elsewhere. By hand:
# `dA = [[3, 3]]` and `Z = [[1.5, -1]]` give `dZ = [[3, 0]]`.
#
# <details><summary>Hint: a question</summary>
#
# The cache is a pair. Which half does the bend's way back need, and which half the
# sum's?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $dA \to dZ = dA * g'(Z) \to (dA_{prev}, dW, db)$.
#
# </details>


# %% solve="linear_activation_backward"
def linear_activation_backward(dA, cache, activation):
    """Return the gradients by all that went into a layer.

    Args:
        dA: (n, m), gradient by the activations, one column an example.
        cache: ((A_prev, W, b), Z), of linear_activation_forward.
        activation: "relu" or "sigmoid".

    Returns:
        dA_prev: (n_prev, m).
        dW: (n, n_prev).
        db: (n, 1).
    """
    if activation not in ("relu", "sigmoid"):
        raise ValueError(f"activation is {activation!r}; relu or sigmoid was expected")
    linear_cache, Z = cache
    # Your part, about 3 lines: get dZ, then dA_prev, dW and db.
    ### BEGIN SOLUTION
    bend_back = relu_backward if activation == "relu" else sigmoid_backward
    dZ = bend_back(dA, Z)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    ### END SOLUTION
    return dA_prev, dW, db


# %% check="linear_activation_backward"
check(linear_activation_backward)

# %% [markdown]
# **Predict before you run.** Three ReLU units; the second has a bias of -100, so it
# rests whatever comes. What is its row of `dW`? Can it ever learn to wake up?
#
# <details><summary>Answer</summary>
#
# A row of zeros: no gradient passes a ReLU at rest. If a unit rests for every example,
# its weights and its bias stay as they are. It is called a dead unit.
#
# </details>

# %%
b[1] = -100
A_next, cache = linear_activation_forward(A, W, b, "relu")
_, weights_back, bias_back = linear_activation_backward(
    np.ones_like(A_next), cache, "relu"
)
print("dW =\n", weights_back.round(3))
print("db =", bias_back.ravel().round(3))

# %% [markdown]
# ### Exercise 9. `L_model_backward` (14 points)
#
# From `AL` and `Y`, both `(1, m)`, back through all layers. The slope of the sigmoid
# cancels against `dAL`, so start with $dZ^{[L]} = AL - Y$, which divides by nothing.
# (The longer way, $dAL = -Y/AL + (1-Y)/(1-AL)$, is as good.) Layer $l$ puts
# `dA{l-1}`, `dW{l}` and `db{l}` into `grads`.
#
# By hand: exercise 5 with `Y = [[1]]` has `dW2 = [[-0.1345]]`, `dA1 = [[-0.5379]]` and
# `dW1 = [[-0.2689]]`.
#
# <details><summary>Hint: a question</summary>
#
# Layer l left its cache in the list. At which place, if a list counts from zero? And
# which entry of grads does it receive?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $dZ^{[L]} \to dA^{[L-1]} \to dA^{[L-2]} \to \dots \to dA^{[0]}$: the layers L - 1 to 1
# all go back through the ReLU.
#
# </details>


# %% solve="L_model_backward"
def L_model_backward(AL, Y, caches):
    """Return the gradient of the cost by everything in the network.

    Args:
        AL: (1, m), the probability of label 1.
        Y: (1, m), labels 0 or 1.
        caches: list of the L caches of L_model_forward.

    Returns:
        dict of dA0 ... dA{L-1}, dW1 ... dWL, db1 ... dbL.
    """
    L, grads = len(caches), {}
    # Your part, about 7 lines: the last layer, then a loop over the others.
    ### BEGIN SOLUTION
    dA, dW, db = linear_backward(AL - Y, caches[L - 1][0])
    grads |= {f"dA{L - 1}": dA, f"dW{L}": dW, f"db{L}": db}
    for layer in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "relu")
        grads |= {f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db}
    ### END SOLUTION
    return grads


# %% check="L_model_backward"
check(L_model_backward)

# %% [markdown]
# **Predict before you run.** Nudge one weight in each layer of a network of four and
# watch the cost. To how many digits should the rise over the step agree with your
# gradients?
#
# <details><summary>Answer</summary>
#
# To seven or so, in every layer. A slip in one layer shows in that layer and in all
# before it, since they live on what it sends back. Read such a table from the end.
#
# </details>

# %%
rng = np.random.default_rng(3)
X, Y = rng.normal(size=(6, 40)), rng.integers(0, 2, size=(1, 40))
net = initialize_parameters_deep([6, 5, 4, 3, 1], rng)
AL, caches = L_model_forward(X, net)
grads = L_model_backward(AL, Y, caches)
for layer in range(1, 5):
    costs = []
    for step in (1e-5, -1e-5):
        nudged = {name: part.copy() for name, part in net.items()}
        nudged[f"W{layer}"][0, 1] += step
        costs.append(compute_cost(L_model_forward(X, nudged)[0], Y))
    rise, grad = (costs[0] - costs[1]) / 2e-5, grads[f"dW{layer}"][0, 1]
    print(f"dW{layer}[0, 1]: yours {grad:11.8f}, rise over step {rise:11.8f}")

# %% [markdown]
# ### Exercise 10. `update_parameters` (6 points)
#
# One step downhill, in every layer; `learning_rate` is $\alpha$:
#
# $$W^{[l]} = W^{[l]} - \alpha\, dW^{[l]}, \qquad
# b^{[l]} = b^{[l]} - \alpha\, db^{[l]}$$
#
# `params` has two entries a layer, and each has its gradient's shape. From
# `W1 = [[0.5]]` with `dW1 = [[0.25]]` and rate 2, the new `W1` is `[[0]]`. The caller's
# arrays stay as they were: make new ones.
#
# <details><summary>Hint: a question</summary>
#
# The gradient of what is called W3 is called dW3. Do you need to count layers at all?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\theta_{\mathrm{new}} = \theta_{\mathrm{old}} - \alpha\, d\theta$ for each entry
# $\theta$.
#
# </details>


# %% solve="update_parameters"
def update_parameters(params, grads, learning_rate):
    """Take one step downhill with every parameter.

    Args:
        params: dict of W1, b1, ..., WL, bL; left as they are.
        grads: dict of dW1, db1, ..., dWL, dbL, each with the shape of its parameter.
        learning_rate: the length of a step per unit of gradient.

    Returns:
        parameters: dict of W1, b1, ..., WL, bL after the step.
    """
    parameters = {}
    # Your part, about 2 lines: fill parameters.
    ### BEGIN SOLUTION
    for name in params:
        parameters[name] = params[name] - learning_rate * grads[f"d{name}"]
    ### END SOLUTION
    return parameters


# %% check="update_parameters"
check(update_parameters)

# %% [markdown]
# **Predict before you run.** The new network of four layers takes its first step on the
# photographs. Which of four learning rates lowers the cost most, and which raises it?
#
# <details><summary>Answer</summary>
#
# 0.0075, the default, lowers it most: from 0.706 to 0.696. Shorter steps lower it less,
# and 0.1 raises it to 1.894: the pixels are many and all positive, so a small change of
# the weights is a large change of the sums.
#
# </details>

# %%
AL, caches = L_model_forward(X_train, deep)
grads = L_model_backward(AL, Y_train, caches)
print(f"before the step:      cost {compute_cost(AL, Y_train):.3f}")
for rate in (0.0001, 0.001, 0.0075, 0.1):
    after = update_parameters(deep, grads, learning_rate=rate)
    cost = compute_cost(L_model_forward(X_train, after)[0], Y_train)
    print(f"learning rate {rate:<6}: cost {cost:.3f}")

# %% [markdown]
# ## Part C. Networks that look at photographs
#
# Now put the blocks together, twice: for two layers by hand, and for any number of them
# in a loop. Then three rivals look at the same photographs: week 2's single neuron, a
# network of two layers, one of four. (14 points, and 5 for a question in words. Lesson:
# sections 5 to 7.)


# %%
def predict(X, parameters):
    """Return (1, m), the more probable label of every example."""
    AL, _ = L_model_forward(X, parameters)
    return np.where(AL > 0.5, 1, 0)


def accuracy(labels, Y):
    """Return the share of right labels, in per cent."""
    return 100 * np.mean(labels == Y)


# %% [markdown]
# ### Exercise 11. `two_layer_model` (7 points)
#
# One round of training: forward, cost, backward, step. The hidden layer bends with the
# ReLU, the output with the sigmoid.
#
# $$X \to A_1 \to A_2 \to \mathrm{cost}, \qquad A_2 - Y \to dA_1 \to dW_1$$
#
# `X` is `(n_x, m)`, `Y` is `(1, m)`, `layers_dims` is `(n_x, n_h, 1)`. On 250 steps
# `costs` has 3 entries, from before steps 0, 100 and 200: that part is done.
#
# <details><summary>Hint: a question</summary>
#
# Each layer is one of your blocks forward and one backward. Which name must a round
# leave the new parameters under, for the next round to find them?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $dZ_2 = A_2 - Y$, so the output layer starts at its sum; the hidden layer goes back
# through its bend first.
#
# </details>


# %% solve="two_layer_model"
def two_layer_model(
    X,
    Y,
    layers_dims,
    learning_rate=0.0075,
    num_iterations=3000,
    print_cost=False,
    rng=None,
):
    """Train a network of two layers: ReLU units, and a sigmoid on top of them.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        layers_dims: n_x, n_h and n_y.
        learning_rate: the length of a step per unit of gradient.
        num_iterations: how many steps downhill.
        print_cost: whether to print the cost every 100 steps.
        rng: where the first weights come from; None for new ones in every call.

    Returns:
        parameters: dict of W1, b1, W2, b2, after training.
        costs: list of the cost before steps 0, 100, 200, ...
    """
    n_x, n_h, n_y = layers_dims
    parameters, costs = initialize_parameters(n_x, n_h, n_y, rng), []
    for i in progress.steps(num_iterations):
        W1, b1 = parameters["W1"], parameters["b1"]
        W2, b2 = parameters["W2"], parameters["b2"]
        # Your part, about 7 lines: one round, with its cost and new parameters.
        ### BEGIN SOLUTION
        A1, cache1 = linear_activation_forward(X, W1, b1, "relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
        cost = compute_cost(A2, Y)
        dA1, dW2, db2 = linear_backward(A2 - Y, cache2[0])
        _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
        ### END SOLUTION
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost before step {i:4d}: {cost:.3f}")
    return parameters, costs


# %% check="two_layer_model"
check(two_layer_model)

# %% [markdown]
# Seven hidden units look at the photographs. **Predict before you run.** Week 2's
# neuron got 72 % of the test photographs right. Will 86,031 numbers do better than
# 12,289? (It takes some seconds. 500 steps are a short training; 2500 take about a
# minute.)
#
# <details><summary>Answer</summary>
#
# 74 %, which is 37 of 50 against 36: one photograph more. On the training photographs
# it is right for 91 %, and with 2500 steps for all of them, without gaining on the
# test.
#
# </details>

# %%
STEPS = 500  # 2500 shows the networks learning their photographs by heart
two, costs_two = two_layer_model(
    X_train,
    Y_train,
    (12288, 7, 1),
    num_iterations=STEPS,
    print_cost=True,
    rng=np.random.default_rng(0),
)
print(f"train {accuracy(predict(X_train, two), Y_train):.0f} %,", end=" ")
print(f"test {accuracy(predict(X_test, two), Y_test):.0f} %")

# %% [markdown]
# ### Exercise 12. `L_layer_model` (7 points)
#
# The same for any depth, and shorter: your blocks already know how to walk through a
# list of layers.
#
# $$\text{parameters} \to AL, \text{caches} \to \text{gradients} \to
# \text{parameters} \to \dots$$
#
# `X` is `(n_x, m)`, `Y` is `(1, m)`, `layers_dims` lists the sizes, inputs first. By
# hand: `[12288, 20, 7, 5, 1]` makes four layers, so `parameters` has 8 entries.
#
# <details><summary>Hint: a question</summary>
#
# Four of your functions make one round. What does each hand to the next?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\theta_{t+1} = \theta_t - \alpha\, \nabla J(\theta_t)$: each gradient is taken where
# the last step ended.
#
# </details>


# %% solve="L_layer_model"
def L_layer_model(
    X,
    Y,
    layers_dims,
    learning_rate=0.0075,
    num_iterations=3000,
    print_cost=False,
    rng=None,
):
    """Train a network of any depth: ReLU in all layers but the last, a sigmoid there.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), labels 0 or 1.
        layers_dims: how many units each layer has, the inputs first.
        learning_rate: the length of a step per unit of gradient.
        num_iterations: how many steps downhill.
        print_cost: whether to print the cost every 100 steps.
        rng: where the first weights come from; None for new ones in every call.

    Returns:
        parameters: dict of W1, b1, ..., WL, bL, after training.
        costs: list of the cost before steps 0, 100, 200, ...
    """
    parameters, costs = initialize_parameters_deep(layers_dims, rng), []
    for i in progress.steps(num_iterations):
        # Your part, 4 lines: one round, with its cost and new parameters.
        ### BEGIN SOLUTION
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        ### END SOLUTION
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost before step {i:4d}: {cost:.3f}")
    return parameters, costs


# %% check="L_layer_model"
check(L_layer_model)

# %% [markdown]
# Four layers look at the same photographs. **Predict before you run.** Does the cost
# fall faster than that of the two layers, or slower? (Some seconds again.)
#
# <details><summary>Answer</summary>
#
# Faster at first: its weights start large enough for a signal, while the two layers
# spend a while growing theirs. After 500 steps both have come about as far.
#
# </details>

# %%
four, costs_four = L_layer_model(
    X_train,
    Y_train,
    SIZES,
    num_iterations=STEPS,
    print_cost=True,
    rng=np.random.default_rng(0),
)
plotting.show(
    plotting.plot_costs(
        {"two layers": costs_two, "four layers": costs_four},
        title="The deeper network is the first to move",
    ),
    alt=f"Two falling curves. In {STEPS} steps the cost of two layers falls from "
    f"{costs_two[0]:.2f} to {costs_two[-1]:.2f}, that of four layers from "
    f"{costs_four[0]:.2f} to {costs_four[-1]:.2f}, and it falls earlier.",
    caption="Cost on the training photographs, every 100 steps.",
)

# %% [markdown]
# ## Three rivals
#
# **Predict before you run.** Put the three in order by what they get right on the 50
# test photographs: one neuron, two layers, four layers. By how many photographs do the
# first and the last differ?
#
# <details><summary>Answer</summary>
#
# 36, 37 and 37 of 50: one photograph between the first and the last. Before you make
# anything of it, read on.
#
# </details>

# %%
w, b = logistic_regression.initialize_with_zeros(12288)
neuron, _, _ = logistic_regression.optimize(w, b, X_train, Y_train, 500, 0.005)
rivals = {
    "one neuron": lambda X: logistic_regression.predict(neuron["w"], neuron["b"], X),
    "two layers": lambda X: predict(X, two),
    "four layers": lambda X: predict(X, four),
}
print("              train   test   right of 50")
for name, says in rivals.items():
    train, test = accuracy(says(X_train), Y_train), accuracy(says(X_test), Y_test)
    right = np.sum(says(X_test) == Y_test)
    print(f"{name:12} {train:4.0f} % {test:4.0f} %  {right:6d}")

# %% [markdown]
# We tried twelve starts of each network on these photographs. Two layers got 74 to 76 %
# of the test, four layers 72 to 78 %. Then twelve other ways to split the 240
# photographs into 190 and 50: on average the neuron got 78 %, two layers 78 %, four
# layers 75 %, each between 70 and 86 %. Here depth buys nothing that chance could not.

# %% [markdown]
# ### Where it is wrong
#
# **Predict before you run.** Which kinds of photographs do you expect among the
# mistakes of the four layers? Below each stands what it is, what the network said, and
# how sure it was.
#
# <details><summary>Answer</summary>
#
# Animals that it missed: 11 of the 13. It saw 18 animals in the test and calls most of
# those in the air or in the water *no animal*. Of the 32 other things it takes only two
# for an animal: a pair of scissors and the great stupa of Sanchi.
#
# </details>

# %%
A_test, _ = L_model_forward(X_test, four)
wrong = np.flatnonzero(predict(X_test, four) != Y_test)
plotting.show(
    plotting.mislabelled(
        photos.X_test, Y_test, A_test, photos.names_test, photos.classes
    ),
    alt="Test photographs with a wrong label, the surest first. All that are wrong: "
    + "; ".join(photos.names_test[i] for i in wrong)
    + ".",
    caption=f"{len(wrong)} of {Y_test.size} are wrong, and {Y_test[0, wrong].sum()} of "
    "these are animals that it missed.",
)

# %% [markdown]
# ### Your own picture
#
# Put a picture beside this notebook (drag it into the file list on the left) and write
# its name into `MY_PICTURE`, such as `"my_picture.jpg"`. Without one, the network looks
# at a photograph of ours. **Predict before you run** what it will say.

# %%
MY_PICTURE = ""

mine = photos.X_test[3]
if MY_PICTURE and Path(MY_PICTURE).is_file():
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(Image.open(MY_PICTURE)).convert("RGB")
    mine = np.asarray(ImageOps.fit(image, (64, 64)))  # cut to a square
a = L_model_forward(mine.reshape(-1, 1) / 255, four)[0].item()
plotting.show(
    plotting.image_grid([mine], [f"animal: {a:.0%}"], columns=4),
    alt=f"A picture. The network gives an animal the probability {a:.0%}.",
    caption="What the four layers say of one picture.",
)

# %% [markdown]
# ### A question in words (5 points)
#
# Somebody shows the table of the three rivals and writes: *depth makes networks
# better at photographs; four layers are the right choice.* Answer in four to eight
# sentences (double-click the next cell). What does the table show, and
# what not? How would you choose the number of layers honestly? Which of the numbers
# in this notebook are parameters, and which hyperparameters? Sections 6 and 7 of the
# lesson help.

# %% [markdown] answer="is-it-depth" points=5
# **What it shows (2 points).** One photograph is 2 % of the test, and the rivals
# differ by one. Other starts move a network by more, and on other splits the order
# turns round. The table shows that all three beat the lazy answer, 64 %, and that
# they overfit. It does not show that depth helps, nor that it does not: there are too
# few photographs.
#
# **An honest choice (2 points).** Compare on photographs that are neither for
# training nor the final test, with several starts or several splits, and look at mean
# and spread. More data first. The test set is looked at once, at the end.
#
# **Parameters or not (1 point).** Weights and biases are learned: parameters. Numbers
# of layers and units, learning rate, number of steps and the scale of the first
# weights are chosen by us: hyperparameters.

# %% [markdown]
# ## What you have learned
#
# You wrote the blocks of a network of any depth: forward with caches, backward out of
# them, and a step. The same ten functions train two layers or four. And you saw that on
# fifty photographs one more right answer proves little.

# %% [markdown]
# **One thing to try.** Press `B` for a cell of your own and train the four layers with
# every first weight times 0.1. Predict first what the cost will do in 500 steps, and
# remember exercise 2. Then save the notebook, and hand it in.
