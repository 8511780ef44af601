# %% [markdown]
# # Deep networks: one block, many times
#
# Course 1, week 4 · the lesson · about 90 minutes · not graded
#
# After it you can
#
# - write a network of any depth from two small blocks, one forward and one back;
# - say what each block keeps for the way back, and find a cache that is off by one;
# - let a program find a wrong shape, and name the matrix to blame;
# - say what depth is proved to save, and what is only said;
# - judge a deeper network on photographs without fooling yourself.

# %%
import math
from itertools import product

import numpy as np

from course_utils.desk import blocks, boundaries, knobs, load_photos, planes, plotting
from course_utils.desk.theme import panels, show

# %% [markdown]
# **Predict before you run.** As in the weeks before: where a cell asks you a question,
# write down an answer, then run the cell, then open *Answer*.

# %% [markdown]
# ## 1. Counting layers
#
# Last week's network had one hidden layer, and each matrix a name of its own. Now let
# there be `L` layers. Layer $l$ (in code `layer`, since `l` reads as 1) has $n^{[l]}$
# units, and the input counts as layer 0, with $n^{[0]} = n_x$. All sizes together are a
# list, `layer_dims`, of `L + 1` numbers.

# %% [markdown]
# With $A^{[0]} = X$, every layer does the same:
#
# $$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}, \qquad A^{[l]} = g^{[l]}(Z^{[l]})$$
#
# A row for each unit, a column for each of its inputs: $W^{[l]}$ is
# $(n^{[l]}, n^{[l-1]})$ and $b^{[l]}$ is $(n^{[l]}, 1)$. Here all hidden layers are
# ReLU, and the last one is the sigmoid. Parameters travel in one dict, `W1`, `b1` to
# `WL`, `bL`.


# %%
def start(layer_dims, rng, scale=None):
    net = {}
    for layer in range(1, len(layer_dims)):
        n_prev, n = layer_dims[layer - 1 : layer + 1]
        spread = 1 / math.sqrt(n_prev) if scale is None else scale
        net[f"W{layer}"] = spread * rng.standard_normal((n, n_prev))
        net[f"b{layer}"] = np.zeros((n, 1))
    return net


# %% [markdown]
# This week's network for photographs is `[12288, 20, 7, 5, 1]`. **Predict.** What is
# `L`? How many numbers does it learn, and in which layer are most of them?

# %%
net = start([12288, 20, 7, 5, 1], np.random.default_rng(1))
total = sum(part.size for part in net.values())
for layer in range(1, len(net) // 2 + 1):
    W, b = net[f"W{layer}"], net[f"b{layer}"]
    share = (W.size + b.size) / total
    print(f"layer {layer}: W {W.shape!s:12} b {b.shape!s:8} {share:8.3%}")
print("L =", len(net) // 2, "  numbers to learn:", total)

# %% [markdown]
# <details><summary>Answer</summary>
#
# `L` is 4, half the number of entries in the dict. There are 245973 numbers, and all
# but 193 of them are in layer 1, where the pictures come in. Layers are cheap; what is
# dear is a matrix with 12288 columns.
#
# </details>

# %% [markdown]
# ## 2. Forward, and what the caches keep
#
# One block takes `A_prev` and gives `A`. It also puts away what its partner on the way
# back will ask for: the **linear cache** `(A_prev, W, b)` and the **activation cache**
# `Z`. Forward through the network is that block, `L` times.


# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)


def relu(z):
    return np.maximum(0, z)


def block(A_prev, W, b, g):
    Z = W @ A_prev + b  # (n, m)
    return g(Z), ((A_prev, W, b), Z)


# %%
def forward(net, X):
    A, caches, L = X, [], len(net) // 2
    for layer in range(1, L + 1):
        g = sigmoid if layer == L else relu
        A, cache = block(A, net[f"W{layer}"], net[f"b{layer}"], g)
        caches.append(cache)
    return A, caches


# %% [markdown]
# Here is one real step: a point of last week's flower, through a network of three
# layers.

# %%
X, Y = planes.flower(400, np.random.default_rng(1))
small = start([2, 4, 3, 1], np.random.default_rng(24))
x, y = X[:, 5:6], Y[:, 5:6]
AL, caches = forward(small, x)
A = [A_prev for (A_prev, _, _), _ in caches] + [AL]
bends = ["ReLU", "ReLU", "sigmoid"]
show(
    blocks.draw_blocks(A, caches, bends=bends, title="Forward: and each block keeps"),
    "Three blocks in a row, ReLU, ReLU and sigmoid. A0 goes in, A1 and A2 pass between "
    f"them, A3 = {AL.item():.3f} comes out. Below each block stands its cache.",
    "Blue: what flows, with its shape and its numbers. Yellow: what is kept.",
)

# %% [markdown]
# **Predict.** How many caches does a network with `L` layers make? Which entry of the
# list belongs to layer 3, and which activation lies in it: $A^{[2]}$ or $A^{[3]}$?

# %%
print("caches:", len(caches))
(A_prev, W, b), Z = caches[2]
for name, part in {"A_prev": A_prev, "W": W, "b": b, "Z": Z}.items():
    print(f"caches[2] holds {name:6} {part.shape}")
print("its A_prev is A2:", A_prev is A[2], "  its W is W3:", W is small["W3"])

# %% [markdown]
# <details><summary>Answer</summary>
#
# `L` caches, and lists count from 0: layer `layer` is `caches[layer - 1]`. It holds
# what went *in*, $A^{[2]}$, not what came out. For what came out is not needed on the
# way back: `Z` tells the slope, and the input tells how the weights mattered.
#
# </details>

# %% [markdown]
# ## 3. Backward, block by block
#
# A block on the way back gets $dA^{[l]}$, opens its cache, and hands on $dA^{[l-1]}$:
#
# $$dZ^{[l]} = dA^{[l]} * g'(Z^{[l]}) \qquad dW^{[l]} = \tfrac1m\, dZ^{[l]} A^{[l-1]T}$$
#
# $$db^{[l]} = \tfrac1m \textstyle\sum_i dZ^{[l](i)} \qquad
# dA^{[l-1]} = W^{[l]T} dZ^{[l]}$$
#
# The chain starts with $dA^{[L]} = -Y/A^{[L]} + (1-Y)/(1-A^{[L]})$. Times the slope of
# the sigmoid that is $A^{[L]} - Y$, as in week 2.

# %% [markdown]
# These are last week's formulas, with the layer's number left open. One habit differs:
# there `1/m` went into `dZ2`, once and for all; here `dZ` and `dA` belong to each
# example by itself, and `1/m` comes in where examples are summed, in `dW` and `db`.
# Both are right. Half of each is not.


# %%
def block_back(dZ, cache):
    (A_prev, W, _), _ = cache
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = dZ.sum(axis=1, keepdims=True) / m
    return W.T @ dZ, dW, db


def backward(AL, Y, caches):
    grads, dZ = {}, AL - Y  # for the last layer; no division by an AL of 0
    for layer in range(len(caches), 0, -1):
        dA, dW, db = block_back(dZ, caches[layer - 1])
        grads |= {f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db}
        if layer > 1:
            Z = caches[layer - 2][1]  # of the layer below, whose activation dA is
            dZ = dA * (Z > 0)  # ReLU's slope
    return grads


# %%
grads = backward(AL, y, caches)
grads["dA3"] = -y / AL + (1 - y) / (1 - AL)
title = f"Back: every block opens its cache (label {y.item()})"
show(
    blocks.draw_blocks(A, caches, grads, bends=bends, title=title),
    "The three blocks again, and below each cache its partner. From the right dA3 "
    f"= {grads['dA3'].item():.3f} enters, dA2 and dA1 pass to the left, dA0 leaves. "
    "Each partner puts out dW and db with the shapes of W and b.",
    "Red: how fast this example's loss changes with each activation.",
)

# %% [markdown]
# **Predict.** Every `dW` has the shape of its `W`. What shape has `dA0`, and who needs
# it?

# %%
for name, part in small.items():
    print(f"{name} {part.shape!s:7} d{name} {grads['d' + name].shape}")
print("dA0", grads["dA0"].shape)

# %% [markdown]
# <details><summary>Answer</summary>
#
# The shape of `X`: how fast the loss changes with the picture itself. Training does not
# need it. Later you will: course 4 changes a picture instead of the weights, to give it
# the style of a painting.
#
# </details>

# %% [markdown]
# ### Does it agree with differences?
#
# Last week's test, for all of the flower and every number of the network: raise it a
# little, lower it a little, and compare the change of the cost with what `backward`
# says.


# %%
def cost_of(net, X, Y):
    Z = forward(net, X)[1][-1][1]
    return np.mean(np.logaddexp(0, Z) - Y * Z)


def worst(net, grads, X, Y, eps=1e-6):
    off = 0.0
    for key, part in net.items():
        for place in np.ndindex(part.shape):
            up, down = ({**net, key: part.copy()} for _ in "ud")
            up[key][place] += eps
            down[key][place] -= eps
            rise = (cost_of(up, X, Y) - cost_of(down, X, Y)) / (2 * eps)
            off = max(off, abs(rise - grads[f"d{key}"][place]))
    return off


# %%
rng = np.random.default_rng(5)
tried = {key: part + 0.1 * rng.normal(size=part.shape) for key, part in small.items()}
AL, caches = forward(tried, X)
off = worst(tried, backward(AL, Y, caches), X, Y)
print("all 31 numbers within 1e-7 of the differences:", off < 1e-7)

# %% [markdown]
# Why did we move the biases away from 0 first? With `b = 0`, a point that wakes no unit
# of layer 1 gives layer 2 a `Z` of *exactly* 0, and there ReLU has no slope: the
# difference sees half of it, the program none. In training it does not matter. In a
# test it looks like a mistake.

# %% [markdown]
# ### Off by one, and nobody complains
#
# Let layer `layer` open the cache `caches[layer]`, its neighbour's, as one easily does
# when a list counts from 0 and layers from 1; or let it forget the transpose, `W @ dZ`.
# **Predict.** In `[2, 4, 3, 1]` does NumPy notice? And in `[4, 4, 4, 4]`, where all
# sizes are equal?

# %%
WRONG = {
    "neighbour's cache": lambda dZ, caches, layer: block_back(dZ, caches[layer])[0],
    "no transpose": lambda dZ, caches, layer: caches[layer - 1][0][1] @ dZ,
}
for layer_dims in ([2, 4, 3, 1], [4, 4, 4, 4]):
    inputs = np.random.default_rng(2).normal(size=(layer_dims[0], 5))
    _, kept = forward(start(layer_dims, np.random.default_rng(3)), inputs)
    error = np.ones((layer_dims[2], 5))  # dZ of layer 2
    right = block_back(error, kept[1])[0]
    for name, wrong in WRONG.items():
        try:
            same = np.allclose(wrong(error, kept, 2), right)
            said = f"no error, and the right dA1: {same}"
        except ValueError:
            said = "NumPy complains"
        print(f"{layer_dims}  {name:18} {said}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# With sizes that differ NumPy stops you at once. With equal sizes everything fits, and
# the gradient is wrong. So whatever you write, try it first on a network in which *no
# two sizes are equal*.
#
# </details>

# %% [markdown]
# ### What arrives after many layers
#
# Forward, `A` is multiplied by a `W` in every layer; back, `dA` is multiplied by a
# `W.T`. Eight small factors are a very small number. **Predict.** Eight layers of ten
# units on the flower, first weights `0.01` times normal: in which layer is `A` largest,
# in which one `dA`, and in which one `dW`?


# %%
def mean_sizes(net, X, Y):
    AL, caches = forward(net, X)
    grads, layers = backward(AL, Y, caches), range(1, len(caches))
    return {
        "A": [np.abs(caches[layer][0][0]).mean() for layer in layers],
        "dA": [np.abs(grads[f"dA{layer}"]).mean() for layer in layers],
        "dW": [np.abs(grads[f"dW{layer}"]).mean() for layer in layers],
    }


dims = [2, *[10] * 7, 1]
rng = np.random.default_rng
tiny = mean_sizes(start(dims, rng(1), 0.01), X, Y)
wide = mean_sizes(start(dims, rng(1)), X, Y)
for name, found in [("0.01", tiny), ("1 / sqrt(n_prev)", wide)]:
    ends = "   ".join(f"{k} {v[0]:.0e} to {v[-1]:.0e}" for k, v in found.items())
    print(f"{name:17} layer 1 to 7: {ends}")

# %%
figure, axes = panels(1, 2, width=9.4, height=3.4)
for ax, found, name in zip(axes, (tiny, wide), ("0.01", "1 / √n_prev"), strict=True):
    title = f"first weights {name} × normal"
    plotting.curves(range(1, 8), found, markers=True, ax=ax, title=title)
    ax.set(yscale="log", xlabel="layer", ylim=(1e-16, 10))
axes[0].set_ylabel("mean size")
show(
    figure,
    "Left: A falls from layer 1 to 7 by many powers of ten, dA rises by as many, dW is "
    "flat and tiny. Right: all three are nearly flat, and far larger.",
    "What a gradient step has to work with, before the first step.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# `A` fades forwards and `dA` backwards. Each `dW` is a product of one `A` and one `dA`,
# so with ReLU it is small **everywhere alike**: 1e-14. (`np.sum(W * dW)` is exactly the
# same in every layer, as long as all biases are 0.) With $1/\sqrt{n_{prev}}$ gradients
# are more than ten thousand million times as large. Course 2, week 1, section 8 goes
# on to 50 layers.
#
# </details>

# %% [markdown]
# ## 4. Dimensions that a program checks
#
# Most mistakes in a deep network are mistakes of shape, and a shape can be checked
# without running anything. Each size $n^{[l]}$ has **three witnesses**: the rows of
# $W^{[l]}$, the rows of $b^{[l]}$, and the columns of $W^{[l+1]}$. Where two agree and
# the third does not, the third is to blame.


# %%
def witnesses(parameters):
    """Return for each layer who says how many units it has."""
    L = max(int(name[1:]) for name in parameters)
    told = {layer: {} for layer in range(L + 1)}
    for layer in range(1, L + 1):
        rows, columns = parameters[f"W{layer}"].shape
        told[layer - 1][f"columns of W{layer}"] = columns
        told[layer][f"rows of W{layer}"] = rows
        told[layer][f"rows of b{layer}"] = parameters[f"b{layer}"].shape[0]
    return told


# %%
def blame(parameters):
    """Say in words which shapes do not fit."""
    found = [
        f"{name} has shape {part.shape}: a bias is (n, 1)"
        for name, part in parameters.items()
        if name[0] == "b" and part.shape[1:] != (1,)
    ]
    for layer, told in witnesses(parameters).items():
        said = list(told.values())
        most = max(said, key=said.count)
        if len(set(said)) > 1:
            odd = [f"{who} say {n}" for who, n in told.items() if n != most]
            sure = "" if said.count(most) > 1 else " (or the other one is wrong)"
            found.append(f"layer {layer} has {most} units, {' and '.join(odd)}{sure}")
    return found or ["all shapes fit"]


# %% [markdown]
# **Predict.** In a network `[5, 4, 3, 1]` somebody planted one of these: `W2` is
# transposed; `b2` is one entry short; `b1` has shape `(4,)`. Which lines will the
# program print? Can it find a `W1` with six columns?

# %%
sound = start([5, 4, 3, 1], np.random.default_rng(1))
planted = {
    "nothing": {},
    "W2 transposed": {"W2": sound["W2"].T},
    "b2 too short": {"b2": np.zeros((2, 1))},
    "b1 with one axis": {"b1": np.zeros(4)},
    "W1 with 6 columns": {"W1": np.zeros((4, 6))},
}
for name, changed in planted.items():
    print(f"{name}:")
    for line in blame({**sound, **changed}):
        print("   ", line)

# %% [markdown]
# <details><summary>Answer</summary>
#
# `W2` is accused twice, by the layer on each side; nobody accuses the others. A `b2`
# too short stands against two. But for the input the columns of `W1` are the only
# witness: one needs `X` as a second. Hence the habit of printing `X.shape` first.
#
# </details>

# %% [markdown]
# The bias with one axis is the sly one. `W @ A_prev` is `(n, m)`, and a bias of shape
# `(n,)` lines up with the *last* axis, the examples. Usually NumPy complains. With
# exactly `n` examples it adds to each example what was meant for a unit.

# %%
for m in (5, 4):
    Z = sound["W1"] @ np.zeros((5, m))
    try:
        Z = Z + np.arange(4.0)
        print(f"m = {m}: every unit gets {Z[0]}, no error")
    except ValueError:
        print(f"m = {m}: NumPy complains")

# %% [markdown]
# ## 5. Why depth
#
# Why many layers, when one hidden layer can follow any curve, if it is only wide
# enough? Here is the example that everybody tells: $x_1$ XOR $x_2$ XOR ... XOR $x_n$,
# which is 1 when an **odd** number of the `n` inputs are 1. We build it in four ways,
# and count.

# %% [markdown]
# For two inputs in {0, 1}, XOR is the distance $|x_1 - x_2|$, and that is two ReLUs:
#
# $$|a - b| = \mathrm{ReLU}(a - b) + \mathrm{ReLU}(b - a)$$
#
# For `n` inputs take pairs, then pairs of pairs: a tree. Each level halves the number
# of values, so there are $\log_2 n$ levels. **Predict.** How many ReLUs are in a tree
# over 8 inputs? And over `n`?


# %%
def run(net, X):
    A, L = X, len(net) // 2
    for layer in range(1, L):
        A, _ = block(A, net[f"W{layer}"], net[f"b{layer}"], relu)
    return net[f"W{L}"] @ A + net[f"b{L}"]  # the last layer is a plain sum


def cube(n):
    return np.array(list(product((0, 1), repeat=n))).T  # (n, 2 ** n), all inputs


def network(weights, biases):
    layers = range(1, len(weights) + 1)
    named = {f"W{layer}": weights[layer - 1] for layer in layers}
    return named | {f"b{layer}": biases[layer - 1] for layer in layers}


# %%
def tree(n):  # n is a power of two
    distance, total = np.array([[1, -1], [-1, 1]]), np.array([[1, 1]])
    weights, values = [], np.eye(n)  # values: how to read them from the layer below
    while len(values) > 1:
        pairs = np.eye(len(values) // 2)
        weights.append(np.kron(pairs, distance) @ values)
        values = np.kron(pairs, total)
    weights.append(values)
    return network(weights, [np.zeros((len(W), 1)) for W in weights])


def hidden_units(net):
    L = len(net) // 2
    return sum(net[f"b{layer}"].size for layer in range(1, L))


# %%
for n in (2, 4, 8, 16):
    net, inputs = tree(n), cube(n)
    right = np.array_equal(run(net, inputs)[0], inputs.sum(axis=0) % 2)
    made = f"{hidden_units(net):2d} ReLUs, hidden layers: {len(net) // 2 - 1}"
    print(f"n = {n:2d}: {made}, right on all {2**n} inputs: {right}")

# %% [markdown]
# Here is the tree over eight inputs at work. Each box is one distance, two ReLUs; a box
# sees two values, and never the whole input.

# %%
bits = [1, 0, 1, 1, 0, 0, 1, 0]
nodes, edges, values = {}, [], bits
for level in range(4):
    apart = 2**level  # two neighbours of this level
    for i, value in enumerate(values):
        words = "|a - b|" if level else f"x{i + 1}"
        y = -(i * apart + (apart - 1) / 2)
        nodes[f"{level},{i}"] = plotting.Node(2 * level, y, words, value)
        if level:
            edges += [(f"{level - 1},{2 * i + j}", f"{level},{i}") for j in (0, 1)]
    values = [abs(a - b) for a, b in zip(values[::2], values[1::2], strict=False)]
show(
    plotting.computation_graph(nodes, edges, ax=panels(width=7.6, height=6)[1][0]),
    f"A tree from eight inputs {bits} by four, two and one boxes |a - b| to one value.",
    "Seven distances, two ReLUs each, in three levels. Blue: the values for one input.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Eight inputs make 4 + 2 + 1 = 7 distances, so 14 ReLUs; `n` inputs make `n - 1`
# distances and `2 (n - 1)` ReLUs. (Units that only say yes or no would need three for a
# pair: an OR, an AND, and one for "the first but not the second".)
#
# </details>

# %% [markdown]
# ### With one hidden layer: a list
#
# Now only one hidden layer. The usual argument: let each hidden unit be an **AND** that
# is awake for one odd pattern and asleep for all others, and let the output be the OR.
# So you list all the odd patterns, and there are $2^{n-1}$ of them.


# %%
def listed(n):
    patterns = cube(n)
    odd = patterns[:, patterns.sum(axis=0) % 2 == 1].T  # (2 ** (n - 1), n)
    W, b = 2 * odd - 1, 1 - odd.sum(axis=1, keepdims=True)
    return network([W, np.ones((1, len(odd)))], [b, np.zeros((1, 1))])


for n in (2, 4, 8, 10):
    net, inputs = listed(n), cube(n)
    right = np.array_equal(run(net, inputs)[0], inputs.sum(axis=0) % 2)
    print(f"n = {n:2d}: {hidden_units(net):3d} AND units, right on all inputs: {right}")

# %% [markdown]
# Could cleverer ANDs do with fewer? An AND asks of each input "must be 1", "must be 0",
# or does not ask. **Predict.** Among all $3^n$ ANDs, which ones never wake for an even
# pattern? How many inputs can they leave unasked?

# %%
for n in (2, 3, 4, 5):
    patterns, free = cube(n), set()
    for asks in product((0, 1, None), repeat=n):
        wakes = np.ones(2**n, dtype=bool)
        for row, ask in zip(patterns, asks, strict=True):
            wakes &= True if ask is None else row == ask
        if not np.any(wakes & (patterns.sum(axis=0) % 2 == 0)):
            free.add((asks.count(None), wakes.sum().item()))
    print(f"n = {n}: of {3**n} ANDs the usable ones have (unasked, patterns) {free}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# None. Were one input unasked, flipping it would keep the AND awake and turn odd into
# even. So each usable AND covers a single pattern, and $2^{n-1}$ are needed: for `n` =
# 16, 32768 units against 30. **That is proved, for layers of ANDs and one OR.** Håstad
# (1986) proved the like for any fixed number of layers of ANDs and ORs.
#
# </details>

# %% [markdown]
# ### But a neuron is no AND
#
# Often you read on: "so a network with one hidden layer needs exponentially many
# neurons". **Predict.** Does it? Remember that a neuron may *add up* all its inputs.
# XOR depends on the sum $s = x_1 + \dots + x_n$ alone. How many ReLUs of `s` draw a
# zigzag 0, 1, 0, 1, ... over `s` = 0, 1, 2, ..., `n`?


# %%
def counted(n):
    k = np.arange(n).reshape(n, 1)
    W2 = np.where(k == 0, 1, 2 * (-1) ** k).T  # 1, -2, 2, -2, ...
    return network([np.ones((n, n)), W2], [-k, np.zeros((1, 1))])


for n in (2, 3, 8, 16):
    net, inputs = counted(n), cube(n)
    right = np.array_equal(run(net, inputs)[0], inputs.sum(axis=0) % 2)
    print(f"n = {n:2d}: {hidden_units(net):2d} ReLUs, right on all inputs: {right}")
print("output weights for n = 8:", counted(8)["W2"][0])

# %% [markdown]
# <details><summary>Answer</summary>
#
# `n` ReLUs in one hidden layer: unit `k` is $\mathrm{ReLU}(s - k)$, and at each whole
# number one of them turns the direction. Sixteen inputs, sixteen units: **fewer than in
# the tree**. The exponential number belongs to circuits of AND and OR gates. For
# neurons the sentence is wrong, however often it is told.
#
# </details>

# %% [markdown]
# ### What depth really saves: folding
#
# Is depth worth nothing, then? Look at the zigzag: a ReLU of one number bends once, so
# a hidden layer of `N` units on `s` has at most `N` bends, and `n - 1` are needed.
# Depth can do better. Take a tent, $t(u) = 2\,\mathrm{ReLU}(u) -
# 4\,\mathrm{ReLU}(u - \tfrac12)$, and put its result into a tent again.

# %%
u = np.linspace(0, 1, 1025)
figure, axes = panels(1, 4, width=9.6, height=2.6)
value = u
for k, ax in enumerate(axes, start=1):
    value = 2 * relu(value) - 4 * relu(value - 0.5)
    bends_seen = int(np.sum(np.abs(np.diff(np.sign(np.diff(value)))) > 0))
    plotting.curves(u, {"tent": value}, ax=ax, xlabel="u", title=f"{k} deep")
    ax.get_legend().remove()
    print(f"{k} layers, {2 * k} ReLUs: {bends_seen} bends")
show(
    figure,
    "One tent, then two, four and eight tents side by side between 0 and 1.",
    "Each layer folds the line once more, and doubles the tents.",
)

# %% [markdown]
# Each layer costs two units and *doubles* the tents: `k` layers make $2^k - 1$ bends
# from `2k` units, and one hidden layer would need $2^k - 1$ units. This one **is** a
# proof of exponential saving (Telgarsky, 2016). **Predict.** With
# $u = s / n$ and $n = 2^k$, what does the zigzag say at `s` = 0, 1, 2, ...? How many
# units does XOR of 16 inputs need now?


# %%
def folded(n):  # n is a power of two
    k, bias = round(math.log2(n)), np.array([[0.0], [-0.5]])
    first, again = np.full((2, n), 1 / n), np.array([[2.0, -4.0]] * 2)
    weights = [first, *[again] * (k - 1), again[:1]]
    return network(weights, [*[bias] * k, np.zeros((1, 1))])


for n in (2, 4, 8, 16):
    net, inputs = folded(n), cube(n)
    right = np.array_equal(run(net, inputs)[0], inputs.sum(axis=0) % 2)
    made = f"{hidden_units(net)} ReLUs, hidden layers: {len(net) // 2 - 1}"
    print(f"n = {n:2d}: {made}, right on all {2**n} inputs: {right}")

# %%
sizes = [2, 4, 8, 16]
units = {
    "one layer of ANDs": [2 ** (n - 1) for n in sizes],
    "tree, log2 n layers": [hidden_units(tree(n)) for n in sizes],
    "one layer on the sum": [hidden_units(counted(n)) for n in sizes],
    "folds, log2 n layers": [hidden_units(folded(n)) for n in sizes],
}
ax = plotting.curves(sizes, units, markers=True, xlabel="inputs n")
ax.set(yscale="log", ylabel="hidden units", xticks=sizes)
ax.set(title="Only the list of ANDs explodes")
for name, counts in units.items():
    print(f"{name:21}", counts)
show(
    ax,
    "Four curves over n = 2, 4, 8, 16: ANDs climb to 32768; tree to 30, sum to 16, "
    "folds to 8.",
    "Hidden units for the XOR of n inputs, built in four ways.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# It is 0 at even `s` and 1 at odd ones: the XOR again. Eight units in four layers do
# what sixteen do in one layer, and the gap grows: `2 log2 n` against `n`. So depth does
# save, exponentially even. (The count holds for one layer *on the sum*; it does not
# speak of layers that weigh the inputs unequally.) And that a network *exists* does not
# mean that training finds it.
#
# </details>

# %% [markdown]
# ## 6. Parameters and hyperparameters
#
# **Parameters** are what gradient descent finds: all `W` and `b`. **Hyperparameters**
# are what you choose before, and what decides which parameters it finds: the learning
# rate, the number of steps, `L`, the sizes of the layers, the activations. No gradient
# leads to them. You try, and measure on points that did not teach.


# %%
def train(net, X, Y, alpha, steps):
    for _ in range(steps):
        yield net
        AL, caches = forward(net, X)
        grads = backward(AL, Y, caches)
        net = {key: part - alpha * grads[f"d{key}"] for key, part in net.items()}
    yield net


def right_share(net, X, Y):
    return np.mean((forward(net, X)[0] > 0.5) == Y)


# %% [markdown]
# First the learning rate, for `[2, 8, 8, 1]` on the flower. **Predict.** Which of
# 0.003, 0.03, 0.3 and 10 is best after 1000 steps? What does the cost do at 10?

# %%
runs = {}
for alpha in (0.003, 0.03, 0.3, 10):
    first = start([2, 8, 8, 1], np.random.default_rng(1))
    nets = list(train(first, X, Y, alpha, 1000))[::20]
    runs[f"rate {alpha}"] = [cost_of(net, X, Y) for net in nets]
    print(f"rate {alpha:5}: {right_share(nets[-1], X, Y):.0%} right", flush=True)

# %%
title = "Too slow, slow, good, and thrown off"
ax = plotting.plot_costs(runs, every=20, title=title)
ax.set_ylim(0, 1.5)
ax.legend(loc="upper right", ncols=2, edgecolor="none")
show(
    ax,
    "Four cost curves: 0.003 hardly falls, 0.03 falls slowly, 0.3 falls fast, 10 jumps "
    "up and stays there.",
    "One network, one start, four learning rates.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# 0.3, with 89 % right; at 0.003 it is still at 60 %. At 10 the first steps throw the
# units of layer 2 below zero for every point: they are dead, no gradient passes, and
# only the output's bias swings to and fro for ever. One number that you chose did that.
#
# </details>

# %% [markdown]
# Now depth. To be fair, all networks get about a hundred parameters: one wide hidden
# layer, or several narrow ones. Each starts from three seeds; a thousand other points
# judge. **Predict.** One, two, three or four hidden layers: which is best? Which one
# depends most on its seed?

# %%
fresh = planes.flower(1000, np.random.default_rng(7))
shapes = [[2, 25, 1], [2, 8, 8, 1], [2, 6, 6, 5, 1], [2, 5, 5, 5, 4, 1]]
swept = {}
for dims in shapes:
    for alpha in (0.03, 0.1):
        shares = []
        for seed in range(3):
            first = start(dims, np.random.default_rng(seed))
            *_, net = train(first, X, Y, alpha, 1000)
            shares.append(right_share(net, *fresh))
        swept[len(dims) - 2, alpha] = shares
        said = f"{dims!s:16} rate {alpha:4}: {np.mean(shares):.0%}"
        print(f"{said}, from {min(shares):.0%} to {max(shares):.0%}", flush=True)

# %%
over = {
    f"rate {alpha}": [np.mean(swept[depth, alpha]) for depth in (1, 2, 3, 4)]
    for alpha in (0.03, 0.1)
}
show(
    plotting.curves(
        [1, 2, 3, 4],
        over,
        markers=True,
        xticks=[1, 2, 3, 4],
        xlabel="hidden layers, about 100 parameters in all",
        ylabel="right on new points, mean of 3 seeds",
        title="Two hidden layers are best here, at both rates",
    ),
    "Two curves over 1 to 4 hidden layers, one for each learning rate; both are "
    "highest at 2.",
    "What a rate is worth depends on the depth, too.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Two hidden layers, at both rates: 88 % at 0.1, where one layer has 81 %. With
# more and narrower layers the outcome hangs on the seed: four of them at 0.1 lie
# between 66 % and 85 %. Depth is one more choice to be measured, not a virtue.
#
# </details>

# %% [markdown]
# ### Turn the knobs yourself
#
# Three hyperparameters: hidden layers, units in each, learning rate. Look for the
# fewest parameters that hold all petals. Then make it six layers deep: at which width
# does it still learn?


# %%
def draw(depth, width, learning_rate):
    first = start([2, *[width] * depth, 1], np.random.default_rng(1))
    *_, net = train(first, X, Y, learning_rate, 800)
    own, new = right_share(net, X, Y), right_share(net, *fresh)
    words = (
        f"{depth} hidden layers of {width} units, learning rate {learning_rate:.3g}: "
        f"{sum(part.size for part in net.values())} parameters, "
        f"{own:.0%} of the points right, {new:.0%} of new ones."
    )
    title = f"{depth} × {width}, rate {learning_rate:.3g}"
    ax = boundaries.decision_boundary(
        lambda places: forward(net, places)[0], X, Y, title=title
    )
    show(ax, words)
    print(words)


# %%
knobs.explore(
    draw,
    depth=knobs.whole(2, 1, 6),
    width=knobs.whole(8, 1, 20),
    learning_rate=knobs.rate(0.1),
)

# %% [markdown]
# ## 7. The photographs: one neuron, two layers, four
#
# The photographs of week 2, prepared as there: in columns, divided by 255, less the
# mean of the training pictures. Three networks: the single neuron `[12288, 1]`, two
# layers `[12288, 7, 1]`, four layers `[12288, 20, 7, 5, 1]`. A stone that always says
# "not an animal" has 64 % of the test.

# %%
photos = load_photos()
every = [part.reshape(-1, 12288).T / 255 for part in (photos.X_train, photos.X_test)]
mean = every[0].mean(axis=1, keepdims=True)
P, P_test = (pictures - mean for pictures in every)
T, T_test = photos.Y_train, photos.Y_test
print("training", P.shape, "  test", P_test.shape)
NETS = {
    "one neuron": [12288, 1],
    "two layers": [12288, 7, 1],
    "four layers": [12288, 20, 7, 5, 1],
}

# %% [markdown]
# ### The same steps, sixty times cheaper
#
# Week 2 found that weights are made of photographs: each step adds to `W1` a mix of the
# 190 columns of `P`. So of 12288 directions only 190 ever move. Let the columns of `Q`
# be 190 directions at right angles that span them: `P = Q @ R`. Then `W1 @ P` is
# `(W1 @ Q) @ R`, and we may train `W1 @ Q` on `R`, which is `(190, 190)`.

# %%
Q, R = np.linalg.qr(P)


def learn(layer_dims, seed, alpha=0.02, steps=1500, scale=None, Q=Q, R=R, labels=T):
    """Yield every net on the way, with W1 @ Q in place of W1."""
    first = start(layer_dims, np.random.default_rng(seed), scale)
    yield from train({**first, "W1": first["W1"] @ Q}, R, labels, alpha, steps)


def whole(net, layer_dims, seed, Q=Q):
    """Put back the part of W1 that no step ever moves."""
    W1 = start(layer_dims, np.random.default_rng(seed))["W1"]
    return {**net, "W1": W1 + (net["W1"] - W1 @ Q) @ Q.T}


# %%
dims = NETS["two layers"]
*_, slowly = train(start(dims, np.random.default_rng(1)), P, T, 0.02, 20)
*_, net = learn(dims, 1, steps=20)
quickly = whole(net, dims, 1)
for name, part in slowly.items():
    same = np.allclose(part, quickly[name], atol=1e-10)
    print(name, "the same after 20 steps:", same)

# %% [markdown]
# ### First, a start that starts
#
# Last week `0.01` times normal was a good start. **Predict.** With it, what are the
# costs of the three networks after 1500 steps? Remember what arrives after many layers.
# (A network that knows nothing but the share of animals has a cost of 0.6491.)

# %%
p = T.mean()
print(f"knowing only the share: {-p * math.log(p) - (1 - p) * math.log(1 - p):.4f}")
runs = {}
for name, dims in NETS.items():
    for scale in (0.01, None):
        nets = list(learn(dims, 0, scale=scale))[::50]
        costs = [cost_of(net, R, T) for net in nets]
        label = "0.01" if scale else "1/√n_prev"
        runs[f"{name}, {label}"] = costs
        print(f"{name:11} {label:10} cost at the end {costs[-1]:.2f}", flush=True)

# %%
title = "Four layers that start at 0.01 never start"
show(
    plotting.plot_costs(runs, every=50, title=title),
    "Six cost curves. Five fall towards zero; that of four layers with 0.01 stays flat "
    "at 0.65.",
    "Cost of the training pictures, three networks, two starts.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Five of them fall below 0.05. Four layers from 0.01 stay at 0.65: they have learned
# the share of animals, by the last bias, and nothing else. What arrives at the weights
# has three further factors of 0.01. From here on we divide by $\sqrt{n_{prev}}$.
#
# </details>

# %% [markdown]
# ### Now six seeds of each
#
# One run is one throw of the dice. Each network starts from six seeds. (About ten
# seconds; with `range(2)` it is a quick look.) **Predict.** Which is best on the
# training pictures? Which on the test? How far apart are two seeds of the same network?

# %%
SEEDS = range(6)  # range(2) for a quick look
scores, ends = {}, {}
for name, dims in NETS.items():
    rows = []
    for seed in SEEDS:
        *_, net = learn(dims, seed)
        ends[name, seed] = full = whole(net, dims, seed)
        row = [cost_of(full, P, T), cost_of(full, P_test, T_test)]
        row += [right_share(full, P, T), right_share(full, P_test, T_test)]
        rows.append(row)
    scores[name] = np.array(rows)
    J, J_test, own, new = scores[name].mean(axis=0)
    print(f"{name}: cost {J:.2f}, on the test {J_test:.2f}", end="; ", flush=True)
    low, high = scores[name][:, 3].min(), scores[name][:, 3].max()
    print(f"right {own:.0%}, test {50 * new:.0f} of 50, {low:.0%} to {high:.0%}")

# %%
order = {name: np.sort(score[:, 3]) for name, score in scores.items()}
show(
    plotting.curves(
        np.arange(1, len(SEEDS) + 1),
        order,
        markers=True,
        xlabel="seeds, from the worst to the best",
        ylabel="right on the test pictures",
        title="The seed matters more than the depth",
    ),
    "Three rows of six points: one neuron flat at 76 %, two layers rising from 78 to "
    "84 %, four layers from 76 to 86 %.",
    "Test accuracy of three networks from six seeds each. One picture is 2 %.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# On the training pictures all three are as good as perfect. On the test the neuron has
# 38 of 50, two layers 40, four layers 40. But one seed of the four layers has 76 %, and
# another one 86 %: who tries six seeds and reports the best has learned nothing about
# depth.
#
# </details>

# %% [markdown]
# ### The same question on other pictures
#
# A hidden layer beat the neuron by two pictures of fifty; a count of fifty wobbles by
# six per cent, three pictures. So shuffle all 240 pictures and split them anew, ten
# times, and let the three meet on each split. **Predict.** How often do four layers
# beat two?

# %%
pictures, labels = np.hstack(every), np.hstack([T, T_test])
counts, costs = (np.zeros((10, 3)) for _ in "ab")
for split in range(10):
    order = np.random.default_rng(split).permutation(240)
    ours, theirs = order[:190], order[190:]
    mean = pictures[:, ours].mean(axis=1, keepdims=True)
    basis, inside = np.linalg.qr(pictures[:, ours] - mean)
    for i, dims in enumerate(NETS.values()):
        kit = {"Q": basis, "R": inside, "labels": labels[:, ours]}
        *_, net = learn(dims, split, steps=600, **kit)
        test = whole(net, dims, split, basis), pictures[:, theirs] - mean
        counts[split, i] = 50 * right_share(*test, labels[:, theirs])
        costs[split, i] = cost_of(*test, labels[:, theirs])
    print(f"split {split}:", counts[split].round().astype(int), flush=True)

# %%
for name, count, cost in zip(NETS, counts.T, costs.T, strict=True):
    print(f"{name:11} right {count.mean():.1f} of 50   test cost {cost.mean():.2f}")
two, four = counts[:, 1], counts[:, 2]
print("four layers better than two:", np.sum(four > two + 0.5), "of 10 splits")
print("four layers worse than two: ", np.sum(four < two - 0.5), "of 10 splits")

# %% [markdown]
# <details><summary>Answer</summary>
#
# In four splits, and in four it is worse. On average 39.3, 40.6 and 40.1 pictures of 50
# are right: no difference that this data could show. Only the test cost knows a loser:
# four layers, the surest when they are wrong. Depth pays where there is much to learn
# from; 190 pictures are not much.
#
# </details>

# %% [markdown]
# ### What the first layer looks at
#
# Each unit of layer 1 has 12288 weights, so it folds back into a picture, as the single
# neuron did in week 2. **Predict.** Will units show edges and eyes? What will the
# weights look like that a unit started from, and what did learning add to them?

# %%
name, seed = "four layers", 1
dims = NETS[name]
W1, first = ends[name, seed]["W1"], start(dims, np.random.default_rng(seed))["W1"]
added = W1 - first
alone = NETS["one neuron"]
w = ends["one neuron", seed]["W1"] - start(alone, np.random.default_rng(seed))["W1"]
loud = np.argsort(-np.linalg.norm(added, axis=1))[:4]
figure, axes = panels(2, 4, width=8.4, height=4.6)
for column, unit in enumerate(loud):
    plotting.weight_picture(W1[unit], ax=axes[column], title=f"unit {unit + 1}")
    plotting.weight_picture(added[unit], ax=axes[column + 4], title="learned")
show(
    figure,
    "Above four squares of coloured noise. Below broad patches of green, blue, brown.",
    "Four units of layer 1. Above their weights; below what learning has added.",
)

# %%
size = np.linalg.norm(added) / np.linalg.norm(first)
parts = np.linalg.svd(added, compute_uv=False) ** 2
like = added @ w.T / np.linalg.norm(added, axis=1, keepdims=True) / np.linalg.norm(w)
print(f"length of what was added, to the length of the start: {size:.0%}")
print(f"share of it along a single direction: {parts[0] / parts.sum():.0%}")
print(f"cosine of the four with the single neuron: {np.round(like[loud, 0], 1)}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# No eyes. The start is noise and mostly stays: what was added is about a third as long.
# That is again broad patches, nearly half of it along one single direction: the units
# resemble the single neuron or its negative. A unit of layer 1 sees all 12288 numbers
# and does not know which are neighbours. Edges come with convolutions, in course 4.
#
# </details>

# %% [markdown]
# ## What you have learned
#
# - A deep network is one block, `L` times: forward it keeps `(A_prev, W, b)` and `Z`,
#   back it opens the cache of its *own* layer, `caches[layer - 1]`.
# - Every size has three witnesses; try a program on sizes that all differ.
# - Depth saves exponentially where it folds. The XOR of `n` inputs needs $2^{n-1}$ ANDs
#   in one layer, but only `n` neurons.
# - Small factors multiply: depth needs a start that fits it.
# - On 240 pictures depth does not show. Say how many seeds you tried.

# %% [markdown]
# **One thing to try.** A network that computes XOR exists; does training find it? Train
# `[8, 16, 1]` on 128 of the 256 patterns, and test it on the other 128. Predict first:
# how many of those will be right? Then open the assignment of this week, and write the
# blocks yourself.
