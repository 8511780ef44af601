# %% [markdown]
# # Practical aspects: will it work on houses it has not seen?
#
# Course 2, week 1 · the lesson · about 120 minutes · not graded
#
# After it you can
#
# - cut data into train, dev and test, and say how far each number may be off;
# - read bias and variance from two curves, and choose the next thing to do;
# - hold a network back with L2, dropout, early stopping and more data;
# - make training quick: normalise the inputs, and start the weights well;
# - prove a gradient right, or wrong, by differences.

# %%
import math
from itertools import pairwise

import numpy as np

from course_utils.desk import augment, boundaries, load_houses, load_photos, plotting
from course_utils.desk.restraints import restraint_explorer
from course_utils.desk.theme import panels, show

# %% [markdown]
# **Predict before you run.** As in course 1: where a cell asks you a question, write
# down an answer, then run the cell, then open *Answer*. This week you will mostly guess
# sizes. How large an effect is matters as much as its sign.

# %% [markdown]
# ## 1. Train, dev, test
#
# The houses of course 1, week 1, and a new question: is this one sold for **more than
# the median price**? Label 1 says yes; half of them have it. 20,000 houses to learn
# from; 2,000 to choose between models (**dev**); 3,357 to judge the one you chose, once
# (**test**).

# %%
houses = load_houses()
median = np.median(houses.Y_train)
mu = houses.X_train.mean(axis=1, keepdims=True)  # (11, 1)
sigma = houses.X_train.std(axis=1, keepdims=True)  # (11, 1)
X, Y = (houses.X_train - mu) / sigma, (houses.Y_train > median).astype(int)
held, labels = (houses.X_test - mu) / sigma, (houses.Y_test > median).astype(int)
X_dev, Y_dev = held[:, :2000], labels[:, :2000]
X_test, Y_test = held[:, 2000:], labels[:, 2000:]
print("train", X.shape, "  dev", X_dev.shape, "  test", X_test.shape)
print(f"share of label 1: dev {Y_dev.mean():.1%}, test {Y_test.mean():.1%}")


# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)


w, b = np.zeros((11, 1)), 0.0
for _ in range(200):
    error = (sigmoid(w.T @ X + b) - Y) / Y.size  # (1, m)
    w, b = w - X @ error.T, b - np.sum(error)
neuron = w, b
right = (w.T @ held + b > 0) == labels  # (1, 5357): one neuron, new houses
print(f"one neuron, all new houses: {right.mean():.1%} right")

# %% [markdown]
# **Predict.** Suppose that your dev set had been only 100 of these houses. Between
# which two numbers would its accuracy have been, nineteen times in twenty? And with
# 1,000, with 10,000?

# %%
p = right.mean()
print("dev set   wobble   19 of 20 lie within     counted on real dev sets")
for n in (100, 1000, 10_000):
    wobble = math.sqrt(p * (1 - p) / n)
    sets = [right[0, i : i + n].mean() for i in range(0, right.size - n + 1, n)]
    counted = f"{min(sets):.0%} to {max(sets):.0%} in {len(sets)}" if sets else "-"
    low, high = p - 1.96 * wobble, p + 1.96 * wobble
    print(f"{n:7,}   {wobble:6.2%}   {low:6.1%} to {high:6.1%}         {counted}")

# %%
sizes = np.array([30, 50, 100, 200, 300, 500, 1000])
cuts = [[right[0, i : i + n].mean() for i in range(0, 5357 - n + 1, n)] for n in sizes]
series = {
    "sqrt(p (1 - p) / n)": 100 * np.sqrt(p * (1 - p) / sizes),
    "spread of real dev sets": [100 * np.std(cut, ddof=1) for cut in cuts],
}
title = "A hundred times the examples, a tenth of the wobble"
ax = plotting.curves(sizes, series, markers=True, title=title)
ax.set(xscale="log", yscale="log", xlabel="houses in the dev set")
ax.set_ylabel("wobble (per cent points)")
show(
    ax,
    "Two lines that fall together on logarithmic axes, from 7 points at 30 houses to "
    "about 1 at 1000.",
    "The formula, and the spread of dev sets cut from the new houses. Of 1,000 there "
    "are only five, too few to measure a spread well.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# With 100, anything from 74.6 % to 89.6 %; the luckiest of 53 real sets had 92 %. With
# 1,000 it is 2.4 points either way, with 10,000 three quarters of a point. The wobble
# falls with the *root*: ten times as exact costs a hundred times as many houses.
#
# </details>

# %% [markdown]
# So how large? Large enough to tell your models apart. **Predict.** Model A is right on
# 82 % of all houses, model B on 83 %. How often does a dev set rank B above A?

# %%
rng = np.random.default_rng(0)
print("data in all   cut          dev set   B is seen to be better")
for m, share in ((500, 20), (10_000, 20), (1_000_000, 1)):
    n = m * share // 100
    A, B = (rng.binomial(n, q, size=100_000) / n for q in (0.82, 0.83))
    seen = np.mean(B > A) + np.mean(B == A) / 2
    print(f"{m:11,}   {100 - 2 * share}/{share}/{share} {n:13,}   {seen:10.0%}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# With 100 houses little more often than a coin, with 10,000 nearly always. That is why
# 60/20/20 is right for ten thousand examples, and 98/1/1 for a million: 1 % of a
# million is enough to decide, and the rest teaches. Whatever the shares: dev and test
# come from where the model will be *used*.
#
# </details>

# %% [markdown]
# ## 2. Bias and variance on learning curves
#
# Two errors, two gaps. **Bias**: the training error against the best that is possible.
# **Variance**: the dev error against the training error. To see both we need networks
# of any depth, as in course 1, week 4: hidden layers with ReLU, a sigmoid at the end.


# %%
def start(sizes, rng):
    net = {}
    for layer, (n_prev, n) in enumerate(pairwise(sizes), start=1):
        scale = np.sqrt(2 / n_prev)  # He: section 8 says why
        net[f"W{layer}"] = scale * rng.standard_normal((n, n_prev))
        net[f"b{layer}"] = np.zeros((n, 1))
    return net


def forward(net, X, keep_prob=1.0, rng=None):
    A, D, last = [X], [1.0], len(net) // 2
    for layer in range(1, last):
        Z = net[f"W{layer}"] @ A[-1] + net[f"b{layer}"]  # (n, m)
        kept = rng.random(Z.shape) < keep_prob if keep_prob < 1 else 1.0
        D.append(kept / keep_prob)  # all ones without dropout: section 4
        A.append(np.maximum(0, Z) * D[-1])
    return A, D, net[f"W{last}"] @ A[-1] + net[f"b{last}"]


# %%
def cost_of(net, X, Y, lambd=0.0):
    Z = forward(net, X)[2]
    squares = sum(np.sum(net[key] ** 2) for key in net if key[0] == "W")
    return np.mean(np.logaddexp(0, Z) - Y * Z) + lambd / (2 * Y.size) * squares


def backward(net, X, Y, lambd=0.0, keep_prob=1.0, rng=None, pull=lambda W: W):
    A, D, Z = forward(net, X, keep_prob, rng)
    m, grads = Y.size, {}
    dZ = (sigmoid(Z) - Y) / m
    for layer in reversed(range(1, len(net) // 2 + 1)):
        W = net[f"W{layer}"]
        grads[f"W{layer}"] = dZ @ A[layer - 1].T + lambd / m * pull(W)  # section 3
        grads[f"b{layer}"] = dZ.sum(axis=1, keepdims=True)
        dZ = W.T @ dZ * D[layer - 1] * (A[layer - 1] > 0)  # the same D as forward
    return grads


# %%
def walk(net, X, Y, steps, alpha=0.1, **choices):
    for _ in range(steps):
        yield net
        grads = backward(net, X, Y, **choices)
        net = {key: part - alpha * grads[key] for key, part in net.items()}
    yield net


def train(sizes, X, Y, steps, **choices):
    first = start(sizes, np.random.default_rng(1))
    *_, net = walk(first, X, Y, steps, **choices)
    return net


def wrong(net, X, Y):
    return np.mean((forward(net, X)[2] > 0) != Y)


# %% [markdown]
# Four models. Two see only **where** a house stands (east, north), two see all eleven
# numbers. Two are a single neuron, two have hidden layers of 20 and 10. Each learns
# from 50, 150, 500, 1500 and 4000 houses.
#
# **Predict.** For which of the four will more houses help? For which will they not?

# %%
SHORT = False  # True: less of everything, and other numbers than in the answers
where = [houses.features.index(name) for name in ("east", "north")]
everything = list(range(11))
amounts = [50, 150, 500, 1000] if SHORT else [50, 150, 500, 1500, 4000]
table = {}
for name, rows, hidden in (
    ("where, one neuron", where, []),
    ("where, 20 + 10 units", where, [20, 10]),
    ("everything, one neuron", everything, []),
    ("everything, 20 + 10 units", everything, [20, 10]),
):
    for m in amounts:
        few, answers = X[rows, :m], Y[:, :m]
        net = train([len(rows), *hidden, 1], few, answers, 1000, alpha=0.3)
        errors = wrong(net, few, answers), wrong(net, X_dev[rows], Y_dev)
        table[name] = [*table.get(name, []), errors]
    print(f"{name:26} train {errors[0]:.0%}, dev {errors[1]:.0%}", flush=True)

# %%
figure, axes = panels(1, 4, width=9.8, height=3.2)
for ax, (name, errors) in zip(axes, table.items(), strict=True):
    own, new = np.transpose(errors)
    title = name.replace(", ", ",\n")
    series = {"train": 100 * own, "dev": 100 * new}
    plotting.curves(amounts, series, markers=True, ax=ax, title=title, xscale="log")
    ax.set(ylim=(-2, 45), xlabel="houses to learn from")
axes[0].set_ylabel("error (per cent)")
show(
    figure,
    "Four panels of training and dev error over the number of houses. One neuron: both "
    "meet high up. More units: a wide gap that closes, and both end lower.",
    "Where the curves meet tells of bias; how far apart they are, of variance.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# The neuron that sees only the place: **bias**. Its curves met long ago near 27 %, and
# a million houses would change nothing. The network that sees everything: no error on
# 50 houses, 24 % on new ones, **variance**; at 4,000 it is 12 % and 15 %, and still
# closing. All numbers and one neuron: bias again, at a lower level.
#
# </details>

# %% [markdown]
# That gives a recipe, in this order. *Training error high?* Bias: more units, longer
# training, or better inputs. Here the place alone leaves 19 %, whatever the network;
# with all numbers it is 12 %. *Training error low, dev error high?* Variance: more
# data, or one of the next four sections. Ask before you spend a month on collecting.

# %% [markdown]
# ## 3. L2: smaller weights, smoother borders
#
# From here on we hold a network back that has too much freedom: 60 houses, where they
# stand, and hidden layers of 40 and 20. The cost gets a second term, over the weights
# of all layers and not over the biases:
#
# $$J = \frac{1}{m} \sum_i L^{(i)} + \frac{\lambda}{2m} \sum_{layer} \lVert W \rVert^2$$

# %% [markdown]
# $\lVert W \rVert^2$ is the sum of all squared entries, the *Frobenius norm* squared.
# In code λ is `lambd`, since `lambda` is taken. The 2 is there to vanish: the gradient
# gains $\frac{\lambda}{m} W$, **not** $\frac{\lambda}{2m} W$. So a step is
#
# $$W := \Big(1 - \frac{\alpha\lambda}{m}\Big) W - \alpha\, dW_{\text{without}}$$
#
# Hence its other name, *weight decay*.

# %%
sample = slice(60, 120)
near, dear = X[where, sample], Y[:, sample]  # (2, 60), (1, 60)
X_map, Y_map = X_dev[where], Y_dev
SIZES, STEPS = [2, 40, 20, 1], 500 if SHORT else 2000
net = start(SIZES, np.random.default_rng(1))
with_it = backward(net, near, dear, lambd=1.0)["W2"]
without = backward(net, near, dear)["W2"]
decayed = (1 - 0.1 * 1.0 / 60) * net["W2"] - 0.1 * without
print("the same step:", np.allclose(net["W2"] - 0.1 * with_it, decayed))
print(f"alone, 1000 such decays leave {(1 - 0.1 / 60) ** 1000:.0%} of a weight")

# %% [markdown]
# **Predict.** `lambd` is 0, 0.3, 1 and 3. Draw the four borders on the map of the
# county. Which has the lowest cost on the 60, which on the 2,000 of the dev set?


# %%
def draw_border(net, ax, title):
    boundaries.decision_boundary(
        lambda places: sigmoid(forward(net, places)[2]),
        near,
        dear,
        ax=ax,
        title=title,
        xlabel="east",
        ylabel="north",
    )


# %%
figure, axes = panels(1, 4, width=9.8, height=2.7)
held_back = {}  # lambd -> the trained network
for ax, lambd in zip(axes, (0, 0.3, 1, 3), strict=True):
    net = held_back[lambd] = train(SIZES, near, dear, STEPS, lambd=lambd)
    costs = cost_of(net, near, dear), cost_of(net, X_map, Y_map)
    print(f"lambd {lambd:4}   cost: own {costs[0]:.2f}, new {costs[1]:.2f}", flush=True)
    title = f"lambd {lambd}: {wrong(net, X_map, Y_map):.0%} wrong"
    draw_border(net, ax, title)
show(
    figure,
    "Four maps with 60 houses. At 0 and 0.3 there are two islands of cheap houses, a "
    "large one and a very small one; at 1 one round island; at 3 it is open above.",
    "Orange: the network says dearer. In the title: errors on the new houses.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# On its own houses none beats 0: that cost is all it minimises. On new ones 1 wins. At
# 3 the weights can hardly pay for a bend, and bias is back. The little island goes
# first: it needs large weights, and pleases a handful of houses.
#
# </details>

# %% [markdown]
# Look into the weights themselves. And try the other penalty, **L1**:
# $\frac{\lambda}{m}\sum |W|$, with the gradient $\frac{\lambda}{m}\,\mathrm{sign}(W)$.
# L2 pulls hard at large weights and hardly at small ones. L1 pulls at all with the same
# force. **Predict.** Which of the two leaves many weights at zero?

# %%
held_back["L1"] = train(SIZES, near, dear, STEPS, lambd=0.3, pull=np.sign)
ordered = {}
for name, net in held_back.items():
    sizes_of = np.abs(np.concatenate([net[f"W{k}"].ravel() for k in (1, 2, 3)]))
    label = "L1, lambd 0.3" if name == "L1" else f"L2, lambd {name}"
    ordered[label] = np.sort(sizes_of)[::-1] + 1e-6  # the logarithm of 0 is no place
    tiny, cost = np.mean(sizes_of < 0.005), cost_of(net, X_map, Y_map)
    print(f"{label:14} {tiny:4.0%} of 900 weights below 0.005   new cost {cost:.2f}")

# %%
show(
    plotting.curves(
        np.arange(1, 901),
        ordered,
        yscale="log",
        ylim=(1e-4, 5),
        xlabel="weights, the largest first",
        ylabel="size of the weight",
        title="L2 shrinks them all, L1 clears them away",
    ),
    "Five falling curves on a logarithmic scale. Those of L2 lie lower the larger "
    "lambd is; that of L1 drops like a cliff after some sixty weights.",
    "All 900 weights of five networks, in order of size.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# L1: more than nine in ten end at as good as zero, while its largest stay large. That
# is called *sparse*. L2 makes all of them smaller, the large ones first. On new houses
# L1 is no better here; it is chosen where zeros save something.
#
# </details>

# %% [markdown]
# One sample proves little. Take five different samples of 60 houses, and the mean:


# %%
def five(**choices):
    found = []
    for k in range(5):
        own = X[where, 60 * k : 60 * (k + 1)], Y[:, 60 * k : 60 * (k + 1)]
        dice = {"rng": np.random.default_rng(2)} if "keep_prob" in choices else {}
        net = train(SIZES, *own, STEPS, **choices, **dice)
        found.append([cost_of(net, X_map, Y_map), wrong(net, X_map, Y_map)])
    (cost, error), spread = np.mean(found, axis=0), np.std(found, axis=0, ddof=1)
    return f"cost {cost:.2f} ± {spread[0]:.2f}   error {error:.0%} ± {spread[1]:.0%}"


for lambd in (0, 0.3, 1, 3):
    print(f"lambd {lambd:4}   dev {five(lambd=lambd)}", flush=True)

# %% [markdown]
# Read this table honestly. The *cost* on new houses falls by half. The *error* does
# not fall beyond its spread: the border was near the right place already, only far too
# sure of itself. What L2 cures here is confidence, and too much of it costs errors. The
# right `lambd` is found on the dev set; no formula gives it.

# %% [markdown]
# ## 4. Dropout, and why it rescales
#
# In every step, switch off each hidden unit of each example with probability
# `1 - keep_prob`. Nobody can lean on one colleague, so every unit learns to be useful
# with many others.
#
# $$D = [\text{random} < keep\_prob] \qquad A := \frac{A * D}{keep\_prob}$$

# %%
net, rng = held_back[0], np.random.default_rng(5)
A1 = forward(net, near[:, :40])[0][1]  # (40, 40): units down, houses across
D1 = rng.random(A1.shape) < 0.8
print(f"kept: {D1.mean():.1%} of {D1.size}, in one house {D1[:, 0].sum()} of 40 units")
show(
    plotting.image_grid(
        [np.minimum(A1, 2), D1.astype(float), np.minimum(A1 * D1 / 0.8, 2)],
        ["A1, units down, houses across", "D1: white stays", "A1 * D1 / 0.8"],
        columns=3,
    ),
    "Three grey squares: activations with dark stripes of resting units; random black "
    "and white dots, one in five black; the first with these holes.",
    "A mask for each example and for each step. The backward pass uses the same mask.",
)

# %% [markdown]
# **Predict.** Let the layer above compute `Z2 = W2 @ A1` for one house, with 20,000
# different masks. What is the mean of the first unit's `Z2` with all units on; with
# masks and no division; with masks and division? And what does a mask do to the
# *spread*?

# %%
a1, w2 = A1[:, :1], net["W2"][np.argmax(net["W2"] @ A1[:, 0])]  # (40, 1), (40,)
full = (w2 @ a1).item()
print(f"all units on: {full:.2f}")
for keep_prob in (0.8, 0.5):
    D = rng.random((40, 20_000)) < keep_prob  # (units, masks)
    z2 = w2 @ (a1 * D)  # (20000,)
    print(
        f"keep {keep_prob}: not divided {z2.mean() / full:.2f} of it, divided "
        f"{z2.mean() / keep_prob / full:.2f}, spread {z2.std() / keep_prob / full:.2f}"
    )

# %% [markdown]
# <details><summary>Answer</summary>
#
# Without division the mean is `keep_prob` times too small, in every layer. Dividing
# brings it back: the layer above meets the same mean in training and in use. That is
# why it is called *inverted* dropout: at test time there is nothing left to do, no mask
# and no factor. The spread stays, and is the noise that regularises.
#
# </details>

# %%
figure, axes = panels(1, 4, width=9.8, height=2.7)
for ax, keep_prob in zip(axes, (1.0, 0.9, 0.8, 0.5), strict=True):
    dice = np.random.default_rng(2)
    net = train(SIZES, near, dear, STEPS, keep_prob=keep_prob, rng=dice)
    print(f"keep {keep_prob}  new {cost_of(net, X_map, Y_map):.2f}", flush=True)
    draw_border(net, ax, f"keep_prob {keep_prob}")
show(
    figure,
    "Four maps. With keep_prob 1 and 0.9 two islands; with 0.8 they have joined; with "
    "0.5 there is one wide region, open above.",
    "The less is kept, the simpler the border.",
)

# %%
for keep_prob in (0.9, 0.8, 0.6):
    print(f"keep_prob {keep_prob}   dev {five(keep_prob=keep_prob)}", flush=True)

# %% [markdown]
# Compare with the first row of the last table: the cost falls, though not as far as
# under L2, and at 0.6 the error begins to rise: too much is forgotten. Large layers
# bear a small `keep_prob`, small ones need one near 1, and the output layer is never
# dropped.

# %% [markdown]
# **Predict.** You draw the cost *with* the masks on, as the training loop sees it. Does
# it fall in every step? And the cost of the whole network, without masks?


# %%
def followed(keep_prob):
    first, dice = start(SIZES, np.random.default_rng(1)), np.random.default_rng(2)
    path = walk(first, near, dear, 300, keep_prob=keep_prob, rng=dice)
    masks = np.random.default_rng(3)
    for net in path:
        Z = forward(net, near, keep_prob, masks)[2]
        seen = np.mean(np.logaddexp(0, Z) - dear * Z)
        yield seen, cost_of(net, near, dear)


seen, whole = np.transpose(list(followed(0.8)))  # (301,) each
quiet = np.transpose(list(followed(1.0)))[1]
for name, costs in (("masks on", seen), ("masks off", whole), ("keep_prob 1", quiet)):
    rises, jump = np.mean(np.diff(costs) > 0), np.abs(np.diff(costs)).mean()
    print(f"{name:11} rises in {rises:3.0%} of the steps, mean change {jump:.3f}")

# %%
show(
    plotting.plot_costs(
        {"masks on": seen, "masks off": whole, "keep_prob 1": quiet},
        every=1,
        title="With masks on, the cost is a rumour",
    ),
    "A ragged curve that jumps at every step; below it a smoother one with ripples; "
    "lowest a smooth one.",
    "The cost of the 60 houses, trained with keep_prob 0.8 and, lowest, without.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# With masks on it rises in every second step: each time another network is measured.
# Even the whole network ripples, since each step helps another one. So you cannot see
# from it whether your code is right. Set `keep_prob` to 1, see the cost fall, and only
# then switch dropout on.
#
# </details>

# %% [markdown]
# ## 5. Early stopping
#
# In course 1, week 2 the cost on new photographs fell, turned and rose. So stop at the
# turn. **Predict.** Where on this map does it turn: after 100 steps, after 1,000? And
# the training cost, will it be near its lowest there?

# %%
curves = {"60 houses, training": [], "2,000 houses, dev": []}
first = start(SIZES, np.random.default_rng(1))
for step, net in enumerate(walk(first, near, dear, 2500)):
    if step % 20 == 0:
        curves["60 houses, training"].append(cost_of(net, near, dear))
        curves["2,000 houses, dev"].append(cost_of(net, X_map, Y_map))
own, new = curves.values()
turn = int(np.argmin(new))
print(f"the dev cost turns after about {20 * turn} steps, at {new[turn]:.2f}")
print(f"training cost there {own[turn]:.2f}, after 2500 steps {own[-1]:.2f}")
print(f"dev cost after 2500 steps {new[-1]:.2f}")

# %%
ax = plotting.curves(
    20 * np.arange(len(own)),
    curves,
    xlabel="step",
    ylabel="cost (nats per house)",
    title="Stop where the dev cost turns",
)
ax.axvline(20 * turn, color="black", linewidth=0.8)
show(
    ax,
    "The training cost falls all the way, from 0.7 to 0.16. The dev cost falls to 0.61 "
    "at about step 180, turns, and climbs to 1.14.",
    "Left of the line both learn. Right of it, one learns by heart.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# After about 180, and the training cost is far from its lowest. Why does it help?
# Weights start small and grow; to stop is to keep them small, much as L2 does. Quick,
# free, and one run tries every strength.
#
# </details>

# %% [markdown]
# The price is **orthogonality**. One knob should do one thing: one to fit the training
# data, another not to overfit. The number of steps turns both at once. Watch what
# happens when you merely change `alpha`, or merely train twice as long:

# %%
for alpha in (0.05, 0.1):
    path = walk(first, near, dear, 2000, alpha)
    costs = [cost_of(n, X_map, Y_map) for k, n in enumerate(path) if k % 20 == 0]
    print(f"alpha {alpha}: turns after about {20 * int(np.argmin(costs))} steps")
for lambd in (0, 1):
    path = walk(first, near, dear, 4000, lambd=lambd)
    kept = [net for k, net in enumerate(path) if k in (1000, 2000, 4000)]
    costs = (f"{cost_of(net, X_map, Y_map):.2f}" for net in kept)
    print(f"lambd {lambd}: dev cost after 1000, 2000, 4000 steps:", *costs)

# %% [markdown]
# Half of `alpha` takes nearly twice the steps, so you search again. With `lambd = 1`
# the number of steps hardly matters: train until the cost rests, and choose `lambd` by
# itself. L2 costs several runs; early stopping costs you a clear head. (And the dev set
# chose the stopping step, so its cost there flatters. The test set is for that.)

# %% [markdown]
# The dev set also chose `lambd = 1`, among four. No choice has looked at the test
# houses. So ask them, **once**:

# %%
net = held_back[1]
for name, places, truth in (("dev", X_map, Y_map), ("test", X_test[where], Y_test)):
    cost, error = cost_of(net, places, truth), wrong(net, places, truth)
    print(f"{name:4}   cost {cost:.2f}   error {error:.0%} of {truth.size:,}")

# %% [markdown]
# ## 6. Augmentation
#
# More data is the surest cure for variance. Where there is none, make some: change a
# photograph so that *its label stays true*. A mirrored fish is a fish. For digits a
# mirror would lie: no mirrored 2 is a 2.

# %%
photos = load_photos()
rng, k = np.random.default_rng(3), 1
WAYS = {
    "flip": augment.flip,
    "crop": augment.crop,
    "rotate": augment.rotate,
    "colour": augment.tint,
}
one = photos.X_train[k : k + 1]  # (1, 64, 64, 3)
made = [one[0], *(way(one, rng)[0] for way in WAYS.values())]
made += [one[0], *(way(one, rng)[0] for way in WAYS.values())]
show(
    plotting.image_grid(made, ["the photograph", *WAYS] * 2, columns=5),
    f"{photos.names_train[k]}, twice, each time beside a mirrored, a shifted, a turned "
    "and a tinted copy.",
    "To you one dog; to a network seven new columns of numbers (a mirror gives one).",
)

# %% [markdown]
# Does it help? 240 photographs, cut anew into 190 and 50, ten times; the pictures
# reduced to 8 by 8, a hidden layer of 20. Each cut is trained with the plain pictures,
# with mirrored copies, and with all four kinds. **Predict.** By how many points does
# the error on the 50 fall?

# %%
pictures = np.concatenate([photos.X_train, photos.X_test])  # (240, 64, 64, 3)
animal = np.concatenate([photos.Y_train, photos.Y_test], axis=1)  # (1, 240)


def columns_of(images):
    blocks = images.reshape(-1, 8, 8, 8, 8, 3)  # rows of blocks of 8 by 8 points
    return blocks.mean(axis=(2, 4)).reshape(len(images), -1).T / 255  # (192, m)


def learned(ways, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(240)
    own, new = order[:190], order[190:]
    images = [pictures[own], *(way(pictures[own], rng) for way in ways)]
    inputs = columns_of(np.concatenate(images))
    mean, spread = inputs.mean(axis=1, keepdims=True), inputs.std()
    answers = np.tile(animal[:, own], len(images))
    net = train([192, 20, 1], (inputs - mean) / spread, answers, 300, alpha=0.1)
    test = (columns_of(pictures[new]) - mean) / spread, animal[:, new]
    return wrong(net, *test), cost_of(net, *test)


# %%
cuts = 3 if SHORT else 10
results = {}
for name, ways in (("plain", []), ("flip", [augment.flip]), ("all", WAYS.values())):
    results[name] = np.array([learned(list(ways), seed) for seed in range(cuts)])
    error, cost = results[name].mean(axis=0)
    gain = results["plain"] - results[name]  # (cuts, 2), cut by cut
    mean, doubt = gain.mean(axis=0), gain.std(axis=0, ddof=1) / math.sqrt(cuts)
    print(f"{name:6} error {error:.1%}, cost {cost:.2f}", flush=True)
    print(f"       better by {100 * mean[0]:.1f} ± {100 * doubt[0]:.1f} points, "
          f"cost by {mean[1]:.2f} ± {doubt[1]:.2f}")  # fmt: skip

# %%
figure, axes = panels(1, 2, width=8, height=3.2)
for ax, column, what in ((axes[0], 0, "error"), (axes[1], 1, "cost")):
    series = {name: values[:, column] for name, values in results.items()}
    plotting.curves(np.arange(1, cuts + 1), series, markers=True, ax=ax, xlabel="cut")
    ax.set(ylabel=f"{what} on 50 new photographs")
axes[0].set_title("The cuts differ more than the ways")
axes[1].set_title("The cost falls in most cuts")
show(
    figure,
    "Left: errors of ten cuts, three curves close together that jump between cuts. "
    "Right: costs, where the curve with all copies mostly lies lowest.",
    "Each cut has its own 50 photographs: compare within a cut, never across.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# By nothing that can be seen: 0.2 points and 0.0, both less than their doubt. One
# picture of 50 is two points. The cost does fall, by three of its doubts or more: the
# network is less sure of its mistakes, as with L2. Copies are not new animals, and all
# four kinds give no more than the mirror. Measure again with convolutions (course 4).
#
# </details>

# %% [markdown]
# ## 7. Normalising inputs
#
# $$x := \frac{x - \mu}{\sigma}, \qquad \mu, \sigma \text{ for each row of } X
# \text{, over the training examples}$$
#
# We did that in section 1. What for? Take one neuron and two inputs: the size, about
# 137 m², and the rooms, about 6. In course 1, week 2 the steepest direction set the
# rate, and taking away the mean alone let it grow tenfold.

# %%
pair = [houses.features.index(name) for name in ("size", "rooms")]
raw, dearer = houses.X_train[pair, :500], Y[:, :500]  # (2, 500), (1, 500)
mean, spread = raw.mean(axis=1, keepdims=True), raw.std(axis=1, keepdims=True)
print("means", mean.ravel().round(1), "  spreads", spread.ravel().round(1))
KINDS = {
    "as it is": raw,
    "minus the mean": raw - mean,
    "normalised": (raw - mean) / spread,
}


# %%
def neuron_cost(theta, x):
    z = theta.T @ x  # (1, m)
    return np.mean(np.logaddexp(0, z) - dearer * z)


def descend(inputs, most, enough=0.0):
    x = np.vstack([inputs, np.ones((1, 500))])  # (3, m): the bias weighs the input 1
    alpha = 0.9 * 2 / np.linalg.eigvalsh(x @ x.T / (4 * 500))[-1]  # nearly the limit
    theta, path = np.zeros((3, 1)), [np.zeros(3)]
    while len(path) <= most and neuron_cost(theta, x) > enough:
        theta = theta - alpha * x @ (sigmoid(theta.T @ x) - dearer).T / 500
        path.append(theta[:, 0])
    return np.array(path), neuron_cost(theta, x)  # (steps + 1, 3)


# %% [markdown]
# **Predict.** Each of the three kinds gets nearly the largest rate that it bears. How
# many steps until the cost is within 0.001 of its lowest?

# %%
lowest = descend(KINDS["normalised"], 1000)[1]
most = 5_000 if SHORT else 20_000
paths = {}
for name, inputs in KINDS.items():
    paths[name], cost = descend(inputs, most, lowest + 0.001)
    steps = len(paths[name]) - 1
    said = f"{steps:,} steps" if steps < most else f"not there after {most:,}"
    print(f"{name:15} cost {cost:.3f}   {said}", flush=True)

# %%
figure, axes = panels(1, 2, width=8.4, height=4)
for ax, (name, reach) in zip(
    axes, (("minus the mean", 0.6), ("normalised", 3)), strict=True
):
    x, b = np.vstack([KINDS[name], np.ones((1, 500))]), paths[name][-1, 2]
    plotting.cost_surface(
        lambda u, v, x=x, b=b: neuron_cost(np.array([[u], [v], [b]]), x),
        np.linspace(-reach, reach, 61),
        np.linspace(-reach, reach, 61),
        path=paths[name][:, :2],
        ax=ax,
        title=f"{name}: {len(paths[name]) - 1:,} steps",
    )
    ax.set(xlabel="weight of the size", ylabel="weight of the rooms", aspect="equal")
show(
    figure,
    "Left: a gorge with straight steep walls; the path creeps up along its floor. "
    "Right: a round bowl; a few steps lead to its bottom.",
    "The same neuron, the same houses, the same scale on both axes of each panel.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# With raw inputs 20,000 steps do not do; without the mean it takes some 3,000;
# normalised, twelve. In the gorge the steep wall sets the rate, and along the
# floor that rate is tiny. One rate fits all weights only if all inputs have one scale.
#
# </details>

# %% [markdown]
# ### The same mu and sigma for the test
#
# New inputs lose the **training** mean and are divided by the **training** spread, as
# in course 1, week 2. **Predict.** What goes wrong if the new houses that were built
# after 1970 are normalised by their own? And a single house?

# %%
modern = houses.X_test[7] > 1970  # row 7: the year it was built
area, sold = houses.X_test[:, modern], labels[:, modern]
own = (area - area.mean(axis=1, keepdims=True)) / area.std(axis=1, keepdims=True)
print(f"dear in truth: {sold.mean():.0%} of {sold.size}")
for name, inputs in (("training mu, sigma", (area - mu) / sigma), ("its own", own)):
    yes = neuron[0].T @ inputs + neuron[1] > 0
    print(f"{name:18} says dear to {yes.mean():.0%}, right {np.mean(yes == sold):.0%}")
alone = area[:, :1]
with np.errstate(invalid="ignore"):
    one = (alone - alone.mean(axis=1, keepdims=True)) / alone.std(axis=1, keepdims=True)
print("one house by its own numbers:", one[:3, 0])

# %% [markdown]
# <details><summary>Answer</summary>
#
# Most modern houses are dear. Their own mean hides just that: half of them look below
# average again, and 28 points are lost. A single house becomes 0 / 0. Training numbers
# are part of the model, like its weights: keep them with it.
#
# </details>

# %% [markdown]
# ## 8. Where the first weights start
#
# Fifty layers, and numbers that go through all of them. If each layer multiplies their
# spread by 1.1, the fiftieth has 117 times as much; with 0.9, a two-hundredth. So each
# layer must leave the *variance* as it is. For weights with variance $s^2$
#
# $$\mathrm{var}(Z) = n_{prev}\; s^2\; \overline{A_{prev}^2}$$

# %% [markdown]
# For tanh near 0, `A` is about `Z`: take $s^2 = 1/n_{prev}$, **Xavier**. ReLU throws
# half of the square away: take $s^2 = 2/n_{prev}$, **He** (2015). To keep the gradients
# as well on their way back, Glorot takes the middle of both: $2/(n_{prev} + n)$. (The
# name Xavier for $2/n_{prev}$ is a common slip.)

# %%
WAYS_TO_START = {
    "zeros": lambda n_prev, n: 0.0,
    "0.01": lambda n_prev, n: 0.01,
    "He": lambda n_prev, n: math.sqrt(2 / n_prev),
    "Xavier": lambda n_prev, n: math.sqrt(1 / n_prev),
    "Glorot": lambda n_prev, n: math.sqrt(2 / (n_prev + n)),
}


def variances(scale, g, rng, depth=50):
    A = rng.standard_normal((120, 100))
    yield A.var()
    for layer in range(depth):
        n_prev, n = A.shape[0], 80 if layer % 2 else 160  # widths take turns
        A = g(scale(n_prev, n) * rng.standard_normal((n, n_prev)) @ A)
        yield A.var()


# %% [markdown]
# **Predict.** Five ways to start, ReLU and tanh: ten curves of the variance over 50
# layers. Which of them stay level? Which way do the others go?

# %%
BENDS = {"ReLU": lambda Z: np.maximum(0, Z), "tanh": np.tanh}
figure, axes = panels(1, 2, width=9, height=3.8)
for ax, (bend, g) in zip(axes, BENDS.items(), strict=True):
    series = {}
    for name, scale in WAYS_TO_START.items():
        through = np.array(list(variances(scale, g, np.random.default_rng(1))))
        print(
            f"{bend} {name:7} after 10 layers {through[10]:.0e}, 50 {through[50]:.0e}"
        )
        series[name] = np.where(through > 0, through, np.nan)  # no place for log 0
    plotting.curves(np.arange(51), series, markers=True, ax=ax, title=bend)
    ax.set(yscale="log", xlabel="layer", ylim=(1e-30, 10))
axes[0].set_ylabel("variance of the activations")
show(
    figure,
    "With ReLU only He stays level; Xavier and Glorot fall steadily, 0.01 falls off a "
    "cliff. With tanh He, Xavier and Glorot stay high, 0.01 falls. Zeros end at once.",
    "Logarithmic: a straight line downwards is a factor in every layer.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# For ReLU only He. Xavier halves the variance in each layer: fifteen zeros and more
# after 50. 0.01, fine for one hidden layer in course 1, week 3, loses everything. tanh
# forgives more, since it cannot exceed 1. With Xavier it sinks slowly, for it is
# flatter than a line; with He it stays up, but nearer to its flat ends.
#
# </details>

# %% [markdown]
# What the numbers forward lose, the gradients lose on the way back. **Predict.** Ten
# hidden layers of 20 ReLU units, the map, 600 steps. From which of the starts does
# anything get learned? (Knowing nothing costs 0.6931.)

# %%
for name, scale in WAYS_TO_START.items():
    net = start([2] + [20] * 10 + [1], np.random.default_rng(1))
    for key in net:
        n, n_prev = net[key].shape
        if key[0] == "W":  # take He's scale off, put the other on
            net[key] = net[key] / math.sqrt(2 / n_prev) * scale(n_prev, n)
    first = backward(net, near, dear)["W1"]
    *_, net = walk(net, near, dear, 600, alpha=0.03)
    print(f"{name:7} first dW1 {np.abs(first).max():.0e}   "
          f"cost {cost_of(net, near, dear):.2f}")  # fmt: skip

# %% [markdown]
# <details><summary>Answer</summary>
#
# From the last three, and He is ahead. Zeros never move, 0.01 as good as never: its
# gradient has gone before it reaches layer 1. Xavier and Glorot lose a factor in each
# of ten layers and come late; fifty layers they would not survive.
#
# </details>

# %% [markdown]
# ## 9. Gradient checking
#
# You can prove a gradient right without understanding it: nudge, and measure. One-sided
# or two-sided?
#
# $$\frac{J(\theta + \epsilon) - J(\theta)}{\epsilon} \qquad\text{or}\qquad
# \frac{J(\theta + \epsilon) - J(\theta - \epsilon)}{2\epsilon}$$
#
# **Predict.** For $J = \theta^3$: how do the two errors shrink when `epsilon` becomes a
# tenth? And what happens at last, when it becomes tiny?

# %%
theta = np.linspace(0.5, 1.0, 200)  # the mean over many places
epsilon = 2.0 ** -np.arange(2, 48)


def cube(t):
    return t * t * t


one_sided, two_sided = [], []
for e in epsilon:
    up, down = theta + e, theta - e
    one = (cube(up) - cube(theta)) / e
    two = (cube(up) - cube(down)) / (2 * e)
    for errors, found in ((one_sided, one), (two_sided, two)):
        errors.append(np.abs(found - 3 * theta**2).mean())

# %%
for name, errors in (("one-sided", one_sided), ("two-sided", two_sided)):
    slope = math.log2(errors[2] / errors[8]) / 6  # from 1/16 to 1/1024
    best = int(np.argmin(errors))
    print(f"{name}  slope {slope:.2f}, best near epsilon {epsilon[best]:.0e}, "
          f"error there {errors[best]:.0e}")  # fmt: skip
series = {"one-sided": one_sided, "two-sided": two_sided}
title = "Left the rounding, right the formula"
ax = plotting.curves(epsilon, series, markers=True, title=title)
ax.set(xscale="log", yscale="log", xlabel="epsilon", ylabel="mean error of the slope")
show(
    ax,
    "Two curves like a U on logarithmic axes. On the right the two-sided one falls "
    "twice as steeply; on the left both rise on one line.",
    "Smaller is better only down to the bottom of the U.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# To a tenth, and to a hundredth: slopes 1 and 2. One-sided leaves a term in $\epsilon$;
# two-sided cancels it and leaves $\epsilon^2$. On the left rounding takes over: about
# $10^{-16}$ divided by `epsilon`. The bottoms lie where the two are equal, at some
# $10^{-8}$ and some $10^{-6}$, and the two-sided one is a thousand times deeper.
#
# </details>

# %% [markdown]
# Now a whole network. Nudge each weight, put all slopes in one long vector, and compare
# lengths:
#
# $$\text{relative error} = \frac{\lVert grad - approx \rVert}
# {\lVert grad \rVert + \lVert approx \rVert}$$
#
# Below $10^{-7}$: right. Above $10^{-5}$: look for the mistake. Between: look at single
# entries. It has no unit, so one threshold serves all. The course takes `epsilon` =
# $10^{-7}$: a little left of the bottom, and still far below both thresholds.


# %%
def by_differences(cost, net, epsilon=1e-7):
    approx = {key: np.zeros(part.shape) for key, part in net.items()}
    for key, part in net.items():
        for place in np.ndindex(part.shape):
            up, down = ({**net, key: part.copy()} for _ in "ud")  # net stays whole
            up[key][place] += epsilon
            down[key][place] -= epsilon
            approx[key][place] = (cost(up) - cost(down)) / (2 * epsilon)
    return approx


def relative_error(grads, approx):
    a, b = (np.concatenate([g[key].ravel() for key in approx]) for g in (grads, approx))
    return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))


# %% [markdown]
# **Predict.** Five versions of one gradient, `lambd = 5`. The right one; `lambd/(2m)`
# in the gradient; biases pulled too; the slope of ReLU forgotten in one place; and the
# right one with dropout on. Which ones fail? By how much?

# %%
net = {k: p + 0.1 for k, p in start([2, 5, 3, 1], np.random.default_rng(4)).items()}
approx = by_differences(lambda n: cost_of(n, near, dear, 5.0), net)
right = backward(net, near, dear, 5.0)
versions = {
    "right": right,
    "lambd / (2m)": backward(net, near, dear, 2.5),
    "biases pulled": {k: g + 5 / 60 * net[k] * (k[0] == "b") for k, g in right.items()},
}
A, _, Z = forward(net, near)
careless = net["W3"].T @ (sigmoid(Z) - dear) / 60 @ A[1].T + 5 / 60 * net["W2"]
versions["ReLU forgotten"] = {**right, "W2": careless}
for name, grads in versions.items():
    error = relative_error(grads, approx)
    said = "below 1e-7" if error < 1e-7 else f"{error:.0e}"
    print(f"{name:15} {said:10}", *(
        f"{k} {'ok' if np.allclose(g, approx[k], atol=1e-6) else 'WRONG'}"
        for k, g in grads.items()))  # fmt: skip


# %%
def masked_cost(net, rng):
    Z = forward(net, near, 0.8, rng)[2]  # a fresh mask in every call
    return np.mean(np.logaddexp(0, Z) - dear * Z)


dice = np.random.default_rng(6)
grads = backward(net, near, dear, keep_prob=0.8, rng=dice)
fresh = relative_error(grads, by_differences(lambda n: masked_cost(n, dice), net))
same = by_differences(lambda n: masked_cost(n, np.random.default_rng(6)), net)
grads = backward(net, near, dear, keep_prob=0.8, rng=np.random.default_rng(6))
print("dropout, a new mask each time: above 0.9:", fresh > 0.9)
print("dropout, one mask for all: below 1e-7:", relative_error(grads, same) < 1e-7)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Only the right one passes. The others are hundreds of times over $10^{-5}$ or more,
# and the entries say *where*. With dropout the two costs of a difference belong to two
# different networks; their gap, divided by a tiny `epsilon`, is huge. So check with
# `keep_prob = 1` (or freeze the mask), then switch dropout on.
#
# </details>

# %% [markdown]
# Three more habits. Check seldom, never in every step: it costs two forward passes for
# *each* weight. Check again after some training, for mistakes that hide while weights
# are small. And if ReLU units stand just at their corner, the difference straddles it:
# one odd entry is then no mistake of yours.

# %% [markdown]
# ## 10. Turn the knobs yourself
#
# `lambd` and `keep_prob` against the border on the map. Look for the pair with the
# lowest cost on new houses. Is it better than either knob alone?


# %%
def restrained(lambd, keep_prob):
    dice = np.random.default_rng(2)
    choices = {"lambd": lambd, "keep_prob": keep_prob, "rng": dice}
    net = train(SIZES, near, dear, 2000, **choices)
    return lambda places: sigmoid(forward(net, places)[2])


restraint_explorer(restrained, (near, dear), (X_map, Y_map), lambd=0.5, keep_prob=0.9)

# %% [markdown]
# ## What you have learned
#
# - A dev set must tell your models apart: its wobble falls with the root of its size.
# - High training error is bias, a gap to dev is variance; each has its own cures.
# - L2 decays weights, dropout forbids favourites, early stopping ties two knobs.
# - Normalise with training numbers; start with He for ReLU, Xavier for tanh.
# - Two-sided differences, dropout off: no gradient goes unproved.

# %% [markdown]
# **One thing to try.** Give the network of section 3 all eleven numbers of its 60
# houses in place of two. Predict first: which `lambd` is now best, a larger or a
# smaller one? Then open the assignment of this week, and write the parts yourself.
