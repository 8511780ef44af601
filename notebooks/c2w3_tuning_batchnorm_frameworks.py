# %% [markdown]
# # Tuning, batch norm, and a framework that differentiates
#
# Course 2, week 3 · the lesson · about 120 minutes · not graded
#
# After it you can
#
# - search hyperparameters at random, on the right scale, coarse first and then fine;
# - say which numbers share a mean in batch norm, and why a test needs other means;
# - show what batch norm buys, and what it does not;
# - turn scores into probabilities of many classes, and keep the two apart;
# - write all of it in TensorFlow, and prove that it computes the same.

# %%
from itertools import pairwise
from time import perf_counter

import numpy as np

from course_utils.desk import parallel, planes, plotting, races, theme, tuning
from course_utils.desk.arrays import shaded, sharing
from course_utils.desk.quiet import quiet_start
from course_utils.desk.regions import class_regions
from course_utils.desk.theme import panels, show

with quiet_start():
    import keras
    import tensorflow as tf

# %% [markdown]
# **Predict before you run.** As in the weeks before: where a cell asks you a question,
# write down an answer, then run the cell, then open *Answer*.
#
# Sections 9 and 10 need TensorFlow. If the cell above failed on it, install
# `tensorflow` in the environment of this notebook, then start the kernel anew. (The
# `with` around the two imports only keeps TensorFlow's greetings to itself.)

# %% [markdown]
# ## 1. Random beats grid
#
# The learning rate, the momentum, the number of units: nobody tells you their values.
# You try some. With two of them and 25 trials, the tidy way is a grid of five by five.
# The other way is to throw 25 darts, blindly.
#
# One thing is nearly always so: **some hyperparameters matter much more than others**,
# and you do not know beforehand which.

# %%
rng = np.random.default_rng(5)
side = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
grid = np.stack(np.meshgrid(side, side)).reshape(2, -1)  # (2, 25)
darts = rng.random((2, 25))
low, width = 0.34, 0.05  # where the axis that matters is good: a narrow strip


def strip_plot(points, ax, title):
    ax.axvspan(low, low + width, color=theme.ORANGE, alpha=0.4)
    ax.plot(*points, label="trials", **theme.look(0).points())
    shadow = np.full(points.shape[1], -0.07)
    style = {"color": theme.VERMILLION, "linestyle": "none", "marker": "|"}
    ax.plot(points[0], shadow, label="their shadows", markersize=13, **style)
    labels = {"xlabel": "the axis that matters", "ylabel": "the other axis"}
    ax.set(xlim=(0, 1), ylim=(-0.14, 1), title=title, **labels)


# %% [markdown]
# Say a trial is good when its first coordinate lies in the strip from 0.34 to 0.39,
# whatever the second. So only the *shadow* of a trial on the first axis counts.
# **Predict.** How many different shadows does the grid have, and how many do the darts?

# %%
for name, points in (("grid", grid), ("darts", darts)):
    different = np.unique(points[0]).size
    good = np.sum((points[0] >= low) & (points[0] < low + width))
    print(f"{name:5} {different:2d} different shadows, {good} in the strip")
figure, axes = panels(1, 2, width=8.4, height=3.8)
strip_plot(grid, axes[0], "25 trials, 5 values")
strip_plot(darts, axes[1], "25 trials, 25 values")
axes[1].legend(loc="upper right", framealpha=0.9, edgecolor="none")
show(
    figure,
    "Left a grid of 25 points whose shadows on the lower edge are five marks, none in "
    "a narrow strip. Right 25 scattered points with 25 marks, some of them in it.",
    "Red marks: the shadows on the axis that matters. Orange: where it is good.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# 5 and 25. The grid spends five trials on each value, to learn five times the same. The
# darts look at 25 values of *every* axis, and need not know which axis matters.
#
# </details>

# %% [markdown]
# One throw proves nothing, so repeat it: put the strip somewhere at random, throw new
# darts, and count how often some trial hits. A strip of width $w$ is missed by one dart
# with probability $1 - w$, so
#
# $$P(\text{hit}) = 1 - (1-w)^{25} \text{ for darts,} \qquad
# \frac{5w}{1-w} \text{ for the grid}$$
#
# as long as the strip is narrower than 0.1. (The strip must fit in: hence the $1-w$.)


# %%
def hit_rates(width, repeats=20000):
    low = rng.uniform(0, 1 - width, size=(repeats, 1))
    thrown = rng.random((repeats, 25))
    return [
        np.mean(np.any((first >= low) & (first < low + width), axis=1))
        for first in (grid[0], thrown)
    ]


# %% [markdown]
# **Predict.** The strip is 0.05 wide, a twentieth. In how many cases out of a hundred
# does the grid hit it, and in how many do the darts?

# %%
widths = np.array([0.01, 0.02, 0.03, 0.05, 0.07, 0.1])
measured = np.array([hit_rates(w) for w in widths])
formula = np.transpose([5 * widths / (1 - widths), 1 - (1 - widths) ** 25])
print("width    grid: measured, formula    darts: measured, formula")
for w, (g, d), (fg, fd) in zip(widths, measured, formula, strict=True):
    print(f"{w:5.2f} {g:15.0%} {fg:8.0%} {d:17.0%} {fd:8.0%}")
series = {"25 darts": measured[:, 1], "grid, 5 by 5": measured[:, 0]}
labels = {"xlabel": "width of the good strip", "ylabel": "share of searches that hit"}
title = "Darts hit the narrow strip about three times as often"
show(
    plotting.curves(widths, series, markers=True, title=title, **labels),
    "Two rising curves over the width of the strip: the darts lie far above the grid.",
    "20,000 searches for every width. Both ways cost 25 trials.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# About 26 and 72. And it gets worse with every axis: 64 trials are 8 values each on two
# axes, 4 on three, 2 on six. The darts have 64 values on each, always.
#
# </details>

# %% [markdown]
# Is random *always* better? **Predict.** Now both axes matter: good is a square, 0.15
# wide and 0.15 high, anywhere. Grid or darts?

# %%
corner = rng.uniform(0, 0.85, size=(20000, 2, 1))
for name, points in (("grid", grid), ("darts", rng.random((20000, 2, 25)))):
    inside = np.all((points >= corner) & (points < corner + 0.15), axis=1)
    print(f"{name:5} hits the square in {np.mean(inside.any(axis=1)):.0%} of searches")

# %% [markdown]
# <details><summary>Answer</summary>
#
# The grid, 59 % to 44 %: it leaves no holes as large as darts do. So random search is
# an insurance. It loses a little where all axes matter alike, and wins a lot where they
# do not, which is the usual case.
#
# </details>

# %% [markdown]
# ## 2. Scales for alpha and beta
#
# At random, but random in what? You think that a learning rate lies between 0.0001 and
# 1. **Predict.** Draw it uniformly from that range. What share of your trials lies
# above 0.1? And below 0.01?

# %%
n = 100_000
uniform = rng.uniform(0.0001, 1, size=n)
by_power = 10 ** rng.uniform(-4, 0, size=n)
print("alpha between        uniform    10 ** uniform(-4, 0)")
for power in range(-4, 0):
    low, high = 10.0**power, 10.0 ** (power + 1)
    shares = [np.mean((a >= low) & (a < high)) for a in (uniform, by_power)]
    print(f"{low:6g} and {high:5g} {shares[0]:12.1%} {shares[1]:16.1%}")

# %%
figure, axes = panels(1, 2, width=8.6, height=3)
bins = np.linspace(-4, 0, 41)
drawn = [("uniform", uniform), ("log-uniform", by_power)]
for ax, (name, alpha) in zip(axes, drawn, strict=True):
    ax.hist(np.log10(alpha), bins=bins, color=theme.BLUE, edgecolor="white")
    theme.tidy(ax).set(xlabel="log10 of alpha", ylabel="trials", title=name)
show(
    figure,
    "Left: bars that are almost all at the right end, between 0.1 and 1. Right: bars "
    "of equal height from 0.0001 to 1.",
    "The same range, 100,000 trials. Left, three of the four decades go begging.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# 90 % lie above 0.1, and only 1 % below 0.01. If the good rate is near 0.003, then 99
# of a hundred trials are wasted. What counts for a rate is its *factor*: from 0.001 to
# 0.002 is as much as from 0.1 to 0.2.
#
# </details>

# %% [markdown]
# So draw the exponent uniformly. For a range from `low` to `high`:
#
# $$r \sim U(\log_{10} \text{low},\ \log_{10} \text{high}), \qquad \alpha = 10^{r}$$
#
# Every decade gets its fair share. By hand: `r = -2.5` gives $10^{-2.5} = 0.00316$, the
# middle of 0.001 and 0.01 as rates go.

# %% [markdown]
# ### Momentum: the scale of what is missing to 1
#
# Last week's averages forget at the rate `1 - beta`; they look back over about
# $1/(1-\beta)$ values. So `beta` from 0.9 to 0.999 means: from 10 values to 1000.
# **Predict.** `beta` grows by 0.0005: once from 0.9, once from 0.999. How does the look
# back change?

# %%
for beta in (0.9, 0.9005, 0.999, 0.9995):
    print(f"beta {beta:6}  looks back over {1 / (1 - beta):7.2f} values")
uniform = rng.uniform(0.9, 0.999, size=n)
by_power = 1 - 10 ** rng.uniform(-3, -1, size=n)
for name, beta in (
    ("uniform in beta", uniform),
    ("1 - 10 ** uniform(-3, -1)", by_power),
):
    print(f"{name:26} above 100 values: {np.mean(1 / (1 - beta) > 100):.0%}")

# %%
figure, axes = panels(1, 2, width=8.6, height=3)
bins = np.linspace(1, 3, 41)
for ax, (name, beta) in zip(
    axes,
    [("uniform in beta", uniform), ("log-uniform in 1 - beta", by_power)],
    strict=True,
):
    ax.hist(np.log10(1 / (1 - beta)), bins=bins, color=theme.BLUE, edgecolor="white")
    theme.tidy(ax).set(xlabel="log10 of 1 / (1 - beta)", ylabel="trials", title=name)
show(
    figure,
    "Left: bars that fall steeply from 10 values to 1000. Right: bars of equal height.",
    "How far back the averages look, for 100,000 trials of beta.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# From 10 to 10.05 values: nothing. From 1000 to 2000: twice as far. The nearer `beta`
# is to 1, the finer you must look. Uniform in `beta`, only 9 % of the trials look back
# further than 100 values; log-uniform in `1 - beta`, it is half of them.
#
# </details>

# %% [markdown]
# ## 3. Coarse to fine
#
# Now a real problem. The houses of course 1, week 1: eleven facts about each, and 16
# ReLUs and a sum shall tell the logarithm of its price. They learn from 1024 houses by
# mini-batches with momentum, for 20 epochs; 1000 other houses, the *dev set*, judge.
#
# The error is what is left of the variance: 100 % for a net that knows only the mean.

# %%
houses = tuning.market()
print("X_train", houses.X_train.shape, "  X_dev", houses.X_dev.shape)


def throw(n, alphas, slacks, rng):
    alpha = 10 ** rng.uniform(*np.log10(alphas), size=n)
    slack = 10 ** rng.uniform(*np.log10(slacks), size=n)  # 1 - beta
    return [tuning.Setting(a, 1 - s) for a, s in zip(alpha, slack, strict=True)]


# %% [markdown]
# Coarse: 24 darts on a wide board, `alpha` from 0.0001 to 10 and `1 - beta` from 0.001
# to 1. Then draw a box around the best four, and throw 24 darts into it.
#
# **Predict.** How much better is the best of the fine darts than the best of the
# coarse? And the *typical* one?

# %%
rng = np.random.default_rng(6)
coarse = throw(24, (1e-4, 10), (1e-3, 1), rng)
errors = np.array([tuning.dev_error(setting) for setting in coarse])
best = [coarse[i] for i in np.argsort(errors)[:4]]
box_alpha = [f(s.alpha for s in best) for f in (min, max)]
box_slack = [f(1 - s.beta for s in best) for f in (min, max)]
fine = throw(24, box_alpha, box_slack, rng)
finer = np.array([tuning.dev_error(setting) for setting in fine])
print(f"box: alpha {box_alpha[0]:.2f} to {box_alpha[1]:.2f}, ", end="")
print(f"1 - beta {box_slack[0]:.3f} to {box_slack[1]:.3f}")
for name, found in (("coarse", errors), ("fine", finer)):
    print(f"{name:6}  best {found.min():.0%}   middle {np.median(found):.0%}", end="")
    print(f"   below 35 %: {np.sum(found < 0.35)} of 24")


# %%
def draw_board(throws, box):
    figure, axes = panels(width=7.2, height=4)
    ax = theme.tidy(axes[0])
    for marker, (settings, found) in zip("o^", throws, strict=True):
        places = np.array([(s.alpha, 1 - s.beta) for s in settings]).T
        style = {"cmap": "cividis", "vmin": 0.25, "vmax": 1, "marker": marker, "s": 55}
        dots = ax.scatter(*places, c=np.minimum(found, 1), **style)
    (left, right), (bottom, top) = box
    around = [left, right, right, left, left], [bottom, bottom, top, top, bottom]
    ax.plot(*around, color=theme.VERMILLION)
    ax.set(xscale="log", yscale="log", xlabel="learning rate alpha", ylabel="1 - beta")
    ax.set_title("Circles: coarse. Triangles: fine, in the box of the best four")
    figure.colorbar(dots, label="error on dev houses (yellow: 1 or more)")
    return figure


# %%
show(
    draw_board([(coarse, errors), (fine, finer)], [box_alpha, box_slack]),
    "Circles all over a plane of learning rate and 1 - beta, many of them bright; a "
    "box in the right half, full of dark triangles.",
    "Dark is good. Both axes are logarithmic, as section 2 demands.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# The best goes from 29 % to 27 %, a small step. The middle one goes from 53 % to 28 %:
# in the box nearly every dart is a good one. Throw more darts where the darts were
# good, and repeat for as long as it pays. (The assignment draws its box around the one
# best dart: the same idea.)
#
# </details>

# %% [markdown]
# One more thing. You took the smallest of 48 dev errors, and the smallest of many is
# partly luck. What the winner is worth, only houses can tell that chose nothing: the
# test set, used once.

# %%
winner = fine[int(np.argmin(finer))]
*_, net = tuning.training(winner)
print(f"winner: alpha {winner.alpha:.2f}, beta {winner.beta:.2f}")
print(f"dev  {tuning.error(net, houses.X_dev, houses.Y_dev):.0%}")
print(f"test {tuning.error(net, houses.X_test, houses.Y_test):.0%}")

# %% [markdown]
# Here the test houses happen to be the easier ones. The other way round is as common:
# never report the dev error of a winner as what users will see.

# %% [markdown]
# ## 4. Pandas and caviar
#
# A panda has one cub and watches over it all day. A fish lays thousands of eggs, looks
# at none, and some live. So with models. Is one run so long that you can afford only
# one? **Panda**: watch its curve and turn the knobs while it learns. Can you afford
# many? **Caviar**: start them all, and come back for the best.


# %%
def babysat(changes, epochs=30):
    rng, alpha = np.random.default_rng(0), 0.003
    net = tuning.start(16, 11, rng)
    v = tuning.still(net)
    for day in range(epochs):
        yield tuning.error(net, houses.X_dev, houses.Y_dev)
        alpha = changes.get(day, alpha)
        net, v = tuning.epoch(net, v, houses, alpha, 0.9, rng)
    yield tuning.error(net, houses.X_dev, houses.Y_dev)


# %% [markdown]
# The panda first. An epoch is a day. She starts at 0.003 and sees on day 5 that it
# crawls: ten times more. On day 10 it still crawls: ten times more again. On day 24 the
# curve shakes, so a third of it.

# %%
runs = {
    "never touched, 0.003": list(babysat({})),
    "panda: 0.003, 0.03, 0.3, 0.1": list(babysat({5: 0.03, 10: 0.3, 24: 0.1})),
}
for name, run in runs.items():
    print(f"{name:29} day 5: {run[5]:.0%}   day 30: {run[30]:.0%}")
labels = {"xlabel": "day (epoch)", "ylabel": "error on dev houses", "ylim": (0.2, 1.6)}
title = "A watched curve"
show(
    plotting.curves(np.arange(31), runs, title=title, **labels),
    "Two curves that fall together; the panda's then drops faster and ends lower.",
    "One model, turned by hand while it learns.",
)

# %% [markdown]
# ### Many eggs, several processors
#
# Caviar needs machines, not patience. Python runs one thing at a time, so we start
# *processes*. A fresh process knows nothing of this notebook: it must be able to
# **import** its task. That is why the training stands in a module,
# `course_utils.desk.tuning`, and why a function defined in a cell is refused.


# %%
def homemade(setting):
    return 0


try:
    parallel.try_all(homemade, coarse)
except ValueError as error:
    print(error)

# %% [markdown]
# **Predict.** Sixteen settings, two processes. Which is done first is chance. Is the
# *result* the same as that of one process that works through the list?

# %%
eggs = throw(16, (0.003, 3), (0.01, 1), np.random.default_rng(3))
curves = parallel.try_all(tuning.learning_curve, eggs, workers=2)
alone = [tuning.learning_curve(setting) for setting in eggs]
print("same curves as one process gives:", curves == alone)
ends = np.array([curve[-1] for curve in curves])
egg = eggs[int(np.argmin(ends))]
print(f"best of 16: {ends.min():.0%}, with alpha {egg.alpha:.2f}, beta {egg.beta:.2f}")

# %%
ax = theme.tidy(panels(width=7, height=3.4)[1][0])
for curve in curves:
    ax.plot(curve, color="#999999", linewidth=0.9)
ax.plot(curves[int(np.argmin(ends))], label="the best", linewidth=2, color=theme.BLUE)
labels = {"xlabel": "epoch", "ylabel": "error on dev houses"}
ax.set(ylim=(0.2, 1.5), xticks=range(0, 21, 5), **labels)
ax.set_title("Sixteen eggs, one fish")
ax.legend(edgecolor="none")
show(
    ax,
    "Sixteen curves that fall at very different speeds; the best is drawn in blue.",
    "Many models, none of them watched.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Yes, to the last bit. Each run has its own seed and shares nothing, and results are
# kept in the order of the settings, not of their arrival. Processes take a second or
# two to start, so they pay only when runs are long. With eight processors, eight eggs
# hatch in the time of one.
#
# </details>

# %% [markdown]
# ## 5. Batch norm: what is normalised
#
# Course 2, week 1 normalised the *inputs* of a net: mean 0, spread 1, and the bowl
# becomes round. But a hidden layer's inputs are other units' outputs, and they move
# with every step. Batch norm does for each of them what you did for the inputs, again
# in every mini-batch. In this course it acts on `Z`, before the activation.

# %% [markdown]
# For one unit, over the $m$ examples of the batch:
#
# $$\mu = \tfrac{1}{m}\textstyle\sum_i z^{(i)} \qquad
# \sigma^2 = \tfrac{1}{m}\textstyle\sum_i (z^{(i)} - \mu)^2$$
#
# $$\hat z^{(i)} = \frac{z^{(i)} - \mu}{\sqrt{\sigma^2 + \epsilon}} \qquad
# \tilde z^{(i)} = \gamma \hat z^{(i)} + \beta$$
#
# $\gamma$ and $\beta$ are learned, one of each for every unit. (This $\beta$ is not
# momentum's. There are too few Greek letters.)


# %%
def batch_norm(Z, gamma, beta, eps=1e-5):
    mu = Z.mean(axis=1, keepdims=True)  # (n, 1)
    s = np.sqrt(Z.var(axis=1, keepdims=True) + eps)
    Z_hat = (Z - mu) / s
    return gamma * Z_hat + beta, (Z_hat, gamma, s)


Z = np.array([[1.0, 3.0, 5.0, 7.0], [10.0, 30.0, 50.0, 70.0]])
one, zero = np.ones((2, 1)), np.zeros((2, 1))
print(batch_norm(Z, one, zero)[0].round(3))
print(batch_norm(Z, 2 * one, zero + 4)[0].round(3))

# %% [markdown]
# By hand: 1, 3, 5, 7 have the mean 4 and the variance 5, so 1 becomes
# $(1-4)/\sqrt{5} = -1.342$. The second unit is the first times ten, and comes out the
# same. With $\gamma = 2$ and $\beta = 4$ both have spread 2 and mean 4: not what `Z`
# had, but what the net asks for.

# %%
rng = np.random.default_rng(2)
Z = rng.normal(size=(3, 5)) @ rng.normal(size=(5, 400)) + np.array([[-6], [0], [9]])
steps = {
    "Z": Z,
    "normalised": batch_norm(Z, 1, 0)[0],
    "times gamma, plus beta": batch_norm(Z, np.array([[0.5], [1], [2]]), -1)[0],
}
figure, axes = panels(1, 3, width=9.4, height=2.9)
for ax, (name, rows) in zip(axes, steps.items(), strict=True):
    for j, row in enumerate(rows):
        heights, edges = np.histogram(row, bins=24)
        ax.plot((edges[1:] + edges[:-1]) / 2, heights, **theme.look(j).line())
    theme.tidy(ax).set(title=name, xlabel="value")
axes[0].set_ylabel("examples")
show(
    figure,
    "Three humps far apart; three humps on top of each other; three humps with one "
    "middle and three widths.",
    "Three units, 400 examples: as they come, normalised, and as the net wants them.",
)

# %% [markdown]
# ### Which numbers share a mean?
#
# A dense layer: `Z` is `(n, m)`, and a unit is a *row*. Its mean runs along the row,
# `axis=1`. A convolution, in course 4: `Z` is `(m, n_H, n_W, n_C)`, and one *filter* is
# used at every place of every picture. What it says anywhere is the same unit's word.
# So a channel is a unit, and its mean runs over `axis=(0, 1, 2)`.

# %%
figure, axes = panels(2, 2, width=9, height=6)
choices = [
    ((4, 6), 1, "dense (n, m): axis 1, a mean for each unit"),
    ((4, 6), 0, "wrong: axis 0, a mean for each example"),
    ((3, 2, 3, 2), (0, 1, 2), "conv: axes 0, 1, 2, a mean for each channel"),
    ((3, 2, 3, 2), 0, "wrong: axis 0, a mean for each place"),
]
for ax, (shape, axis, title) in zip(axes, choices, strict=True):
    groups = sharing(shape, axis)
    print(f"{title:45} {groups.max() + 1:2d} means")
    shaded(groups, ax=ax, title=title)
show(
    figure,
    "Four arrays of numbered cells. Dense, right: a colour for each row. Dense, wrong: "
    "one for each column. Conv, right: all pictures of a channel have one colour. "
    "Conv, wrong: every place has its own.",
    "Cells with the same number share a mean. Below: three pictures side by side, two "
    "channels one above the other.",
)

# %% [markdown]
# Keras and many notes write a dense batch as `(m, n)`, one example a *row*; there the
# examples are axis 0. The rule is not "axis 0" or "axis 1". It is: **average over
# whatever is an example or a place, keep whatever is a unit.**
#
# **Predict.** Activations of shape `(32, 14, 14, 64)`. How many means are there, each
# of how many numbers? And with the careless `mean(axis=0)`?

# %%
A = rng.normal(size=(32, 14, 14, 64))
for axis in ((0, 1, 2), 0):
    means = A.mean(axis=axis, keepdims=True)
    print(
        f"axis {axis!s:9}  {means.size:5d} means of {A.size // means.size:4d} numbers"
    )

# %% [markdown]
# <details><summary>Answer</summary>
#
# 64 means of 6272 numbers. The careless way has 12544 means of 32 numbers each: no
# error, the same output shape, and statistics that shake. With a batch of one it would
# give nothing but zeros.
#
# </details>

# %% [markdown]
# ### Nothing is lost, and b is not needed
#
# Two questions. **Predict.** Does normalising take something from the net that it
# cannot have back? And what does the bias do in `Z = W @ A_prev + b`, if `Z` is
# normalised next?

# %%
mu, s = Z.mean(axis=1, keepdims=True), np.sqrt(Z.var(axis=1, keepdims=True) + 1e-5)
print("gamma = s, beta = mu gives Z back:", np.allclose(batch_norm(Z, s, mu)[0], Z))
plain = batch_norm(Z, 1, 0)[0]
print("the same with b = 100:", np.allclose(batch_norm(Z + 100, 1, 0)[0], plain))
print(
    "the same with 7 W:    ", np.allclose(batch_norm(7 * Z, 1, 0)[0], plain, atol=1e-4)
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# No: $\gamma = \sqrt{\sigma^2 + \epsilon}$ and $\beta = \mu$ undo it all. And `b` does
# nothing: it moves the mean, and the mean is taken away. So leave it out; $\beta$ has
# its job. Even the *length* of a row of `W` no longer matters, only its direction.
#
# </details>

# %% [markdown]
# ### Backwards
#
# Every $\hat z$ depends on every $z$ of its row, through $\mu$ and $\sigma$. With
# $s = \sqrt{\sigma^2 + \epsilon}$:
#
# $$d\gamma = \textstyle\sum_i d\tilde z^{(i)} \hat z^{(i)} \qquad
# d\beta = \textstyle\sum_i d\tilde z^{(i)}$$
#
# $$dz^{(i)} = \frac{\gamma}{s}\Big(d\tilde z^{(i)} - \frac{d\beta}{m} -
# \hat z^{(i)}\,\frac{d\gamma}{m}\Big)$$
#
# The two terms that are taken away are the gradient's part along "all together" and
# along $\hat z$: the directions in which batch norm does not move.


# %%
def batch_norm_backward(dZ_tilde, cache):
    Z_hat, gamma, s = cache
    m = Z_hat.shape[1]
    dgamma = np.sum(dZ_tilde * Z_hat, axis=1, keepdims=True)
    dbeta = np.sum(dZ_tilde, axis=1, keepdims=True)
    dZ = gamma / s * (dZ_tilde - dbeta / m - Z_hat * dgamma / m)
    return dZ, dgamma, dbeta


# %% [markdown]
# A common slip takes $\mu$ and $\sigma$ for constants: `dZ = gamma / s * dZ_tilde`.
# **Predict.** Which of the two does a difference confirm? And what is the sum of a row
# of `dZ`, the gradient of the useless `b`?

# %%
Z, R = rng.normal(size=(3, 7)), rng.normal(size=(3, 7))  # the cost is sum(R * Z_tilde)
gamma, beta, eps = rng.normal(size=(3, 1)), rng.normal(size=(3, 1)), 1e-5
full, _, _ = batch_norm_backward(R, batch_norm(Z, gamma, beta)[1])
careless = gamma / batch_norm(Z, gamma, beta)[1][2] * R
print("place      difference    our formula    careless")
for place in [(0, 0), (1, 4), (2, 6)]:
    nudge = np.zeros_like(Z)
    nudge[place] = eps
    up, down = (np.sum(R * batch_norm(Z + e, gamma, beta)[0]) for e in (nudge, -nudge))
    rise = (up - down) / (2 * eps)
    print(f"Z{place} {rise:13.6f} {full[place]:14.6f} {careless[place]:11.6f}")
print("sums of the rows of dZ are 0:", np.allclose(full.sum(axis=1), 0))

# %% [markdown]
# <details><summary>Answer</summary>
#
# The full one, to all digits shown. The careless one is off everywhere. The row sums
# are 0: no step ever changes `b`, as it must be if `b` is of no use.
#
# </details>

# %% [markdown]
# ## 6. Training and test statistics
#
# In training a batch has its own mean. At test time there may be one example.
# **Predict.** What does `batch_norm` make of a batch of one? Here are three very
# different ones, and then the same example in two kinds of company.

# %%
gamma, beta = np.array([[2.0], [0.5]]), np.array([[1.0], [-3.0]])
for z in ([[0.0], [0.0]], [[5.0], [-2.0]], [[-100.0], [40.0]]):
    print(z, "->", batch_norm(np.array(z), gamma, beta)[0].ravel().tolist())
mine = np.array([[1.0], [1.0]])
for name, others in (("calm", rng.normal(size=(2, 7))), ("wild", 9 + mine * 0)):
    batch = np.hstack([mine, others])
    print(f"{name} company: {batch_norm(batch, gamma, beta)[0][:, 0].round(2)}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Always $\beta$. One number is its own mean, so nothing is left of the example. And in
# larger batches your answer depends on your company. For a patient, or a photograph,
# that will not do.
#
# </details>

# %% [markdown]
# So during training each layer keeps **running averages** (last week's exponentially
# weighted ones), and at test time uses those, as constants:
#
# $$\mu_{run} = \rho\,\mu_{run} + (1-\rho)\,\mu \qquad
# \sigma^2_{run} = \rho\,\sigma^2_{run} + (1-\rho)\,\sigma^2$$
#
# They start at 0 and 1. A usual $\rho$ is 0.99. Test-time batch norm is then one
# multiplication and one addition per unit.


# %%
def batch_norm_inference(Z, gamma, beta, running_mean, running_var, eps=1e-5):
    return gamma * (Z - running_mean) / np.sqrt(running_var + eps) + beta


true_mean, true_spread, averages = 5.0, 2.0, {}
for rho in (0.9, 0.99):
    mean, averages[rho] = 0.0, [0.0]
    for _ in range(400):
        batch = rng.normal(true_mean, true_spread, size=32)
        mean = rho * mean + (1 - rho) * batch.mean()
        averages[rho].append(mean)
for step in (10, 100, 400):
    values = "   ".join(f"rho {rho}: {averages[rho][step]:.1f}" for rho in averages)
    print(
        f"after {step:3d} batches   {values}   still from the start: {0.99**step:.0%}"
    )

# %% [markdown]
# **Predict.** The true mean is 5. After ten batches with $\rho = 0.99$, what is the
# running mean, about? You have met the cure last week; does batch norm use it?

# %%
series = {f"rho = {rho}": values for rho, values in averages.items()}
series["the true mean"] = np.full(401, true_mean)
labels = {"xlabel": "batches seen", "ylabel": "running mean"}
title = "Calmer, and slower to arrive"
show(
    plotting.curves(np.arange(401), series, title=title, **labels),
    "Two curves from 0 towards 5: one arrives after 40 batches and trembles, the other "
    "takes 400 and is calm. A flat line at 5.",
    "Running means of batches of 32.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# About half of a unit: 90 % is still the 0 of the start. Bias correction would help,
# but the usual libraries leave it out. So a net that was trained for a few dozen steps
# may be good in training and poor in testing. The cure is more steps, or a smaller
# $\rho$.
#
# </details>

# %% [markdown]
# ## 7. What batch norm buys
#
# A deep net: five hidden layers of ten tanh units, on two noisy circles. Every layer's
# weights are random, divided by $\sqrt{n_{prev}}$ and then multiplied by a `scale` that
# we choose, good or bad. The net is a list of `(W, gamma, beta)`; without batch norm
# `beta` serves as the bias.


# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)


def deep(scale, rng, sizes=(2, 10, 10, 10, 10, 10, 1)):
    return [
        (
            scale * rng.normal(size=(n, n_prev)) / np.sqrt(n_prev),
            np.ones((n, 1)),
            np.zeros((n, 1)),
        )
        for n_prev, n in pairwise(sizes)
    ]


# %%
def forward(net, X, norm):
    A, caches = [X], []
    for number, (W, gamma, beta) in enumerate(net, start=1):
        Z, last = W @ A[-1], number == len(net)
        use = norm and not last
        Z, cache = batch_norm(Z, gamma, beta) if use else (Z + beta, None)
        A.append(Z if last else np.tanh(Z))
        caches.append(cache)
    return A, caches  # the last of A is Z of the output


def backward(net, A, caches, Y):
    dZ, grads = (sigmoid(A[-1]) - Y) / Y.size, []
    for (W, _, _), A_prev, cache in list(zip(net, A, caches, strict=False))[::-1]:
        dgamma, dbeta = 0, dZ.sum(axis=1, keepdims=True)
        if cache is not None:
            dZ, dgamma, dbeta = batch_norm_backward(dZ, cache)
        grads.insert(0, (dZ @ A_prev.T, dgamma, dbeta))
        dZ = W.T @ dZ * (1 - A_prev**2)
    return grads


# %% [markdown]
# The last layer has no batch norm: its `Z` are the scores, and nobody should take away
# their mean. Now train for 200 steps, with seven learning rates and five scales, with
# and without. "It trains" shall mean: the cost ends below 0.35, half of knowing
# nothing.


# %%
X, Y = planes.noisy_circles(256, np.random.default_rng(1))


def costs_of(alpha, scale, norm, steps=200):
    net, costs = deep(scale, np.random.default_rng(1)), []
    for _ in range(steps):
        A, caches = forward(net, X, norm)
        costs.append(np.mean(np.logaddexp(0, A[-1]) - Y * A[-1]))
        grads = backward(net, A, caches, Y)
        net = [
            tuple(part - alpha * grad for part, grad in zip(layer, own, strict=True))
            for layer, own in zip(net, grads, strict=True)
        ]
    return costs


# %% [markdown]
# **Predict.** Without batch norm, at a scale of 0.3: which of the rates 0.003 to 3
# train? With it? And does the scale still matter?

# %%
rates, scales = 10.0 ** np.arange(-2.5, 0.6, 0.5), (0.1, 0.3, 1, 3, 10)
maps = {}
for norm in (False, True):
    ends = [[costs_of(rate, scale, norm)[-1] for rate in rates] for scale in scales]
    maps[norm] = np.array(ends)  # (5, 7)
learned = {norm: np.sum(ends < 0.35) for norm, ends in maps.items()}
print("without batch norm fewer than 10 of 35 places train:", learned[False] < 10)
print("with it more than 20 of 35 do:                      ", learned[True] > 20)

# %% tags=["nbval-ignore-output"]
figure, axes = panels(1, 2, width=9, height=3.4)
for ax, norm in zip(axes, (False, True), strict=True):
    name = "with batch norm" if norm else "without batch norm"
    print(name, "at each scale:", np.sum(maps[norm] < 0.35, axis=1), "of 7 rates train")
    bright = np.clip(maps[norm], 0, 0.7).round(1)
    picture = ax.imshow(bright, cmap="cividis", vmin=0, vmax=0.7, aspect="auto")
    ax.set(xticks=range(7), xticklabels=[f"{rate:.2g}" for rate in rates])
    ax.set(yticks=range(5), yticklabels=scales, xlabel="learning rate", title=name)
axes[0].set_ylabel("scale of the first weights")
figure.colorbar(picture, ax=axes, label="cost after 200 steps")
show(
    figure,
    "Two maps of cost over learning rate and scale. Without: dark in one small patch. "
    "With: dark nearly everywhere from 0.01 on.",
    "Dark has learned; the brightest knows nothing.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Without: none at all. The signal dies on its way, as the next cell shows; only scales
# of 1 and 3 leave a window of rates. With it, most rates from 0.01 to 3 train, whatever
# the scale. (A few of the largest do not, or only on some processors: where steps are
# long, the last digit decides.)
#
# </details>

# %% [markdown]
# Why? Look at the signal on its way through the untrained layers: the spread of `A` in
# each, at a scale of 0.5.

# %%
for norm in (False, True):
    A, _ = forward(deep(0.5, np.random.default_rng(1)), X, norm)
    spreads = "  ".join(f"{a.std(axis=1).mean():.4f}" for a in A[1:-1])
    print(f"{'with' if norm else 'without':8} layers 1 to 5: {spreads}")

# %% [markdown]
# Without it each layer leaves a half or a third of the signal, and the gradient fares
# no better on its way back (course 2, week 1, section 8). With it every `Z` has spread
# 1, so tanh gives about 0.65, in layer 5 as in layer 1. And `7 W` acts as `W`.
#
# *Why* it helps so much is not settled. Ioffe and Szegedy (2015) spoke of inputs that
# shift under a layer; Santurkar et al. (2018) doubted that, and measured a smoother
# cost. What you saw is measured; the rest is theory.

# %% [markdown]
# Three more things to know. Each batch's mean is a little off, and this noise
# **regularises** a little, the less the larger the batch; do not use it for that. It
# needs batches: with two or three examples the statistics shake. And it costs two
# passes over `Z`. Now turn the two knobs yourself: for each of the two ways, find the
# smallest scale at which it still learns.

# %%
ways = {
    "without batch norm": lambda alpha, scale: costs_of(alpha, scale, False),
    "with batch norm": lambda alpha, scale: costs_of(alpha, scale, True),
}
races.race_explorer(ways, 0.03, 1)

# %% [markdown]
# ## 8. Softmax
#
# Until now: animal or not. With $C$ classes the last layer has $C$ units, so `Z` is
# `(C, m)`, one *score* (or *logit*) for each class and example. Softmax makes them
# probabilities:
#
# $$a_c = \frac{e^{z_c}}{\sum_j e^{z_j}} \qquad
# L = -\sum_c y_c \log a_c \qquad \frac{\partial L}{\partial z_c} = a_c - y_c$$
#
# where $y$ is *one-hot*: 1 at the true class, 0 elsewhere. The gradient is the old one.


# %%
def softmax(Z):
    e = np.exp(Z - Z.max(axis=0, keepdims=True))  # at most 1: no overflow
    return e / e.sum(axis=0, keepdims=True)


z = np.array([[5.0], [2.0], [-1.0], [3.0]])
print("scores       ", z.ravel())
print("exp          ", np.exp(z).ravel().round(2))
print("softmax      ", softmax(z).ravel().round(3), "sum", softmax(z).sum().round(9))
print("scores + 1000", softmax(z + 1000).ravel().round(3))

# %% [markdown]
# "Soft", because a *hard* max would say 1, 0, 0, 0. Only differences of scores count:
# all of them plus 1000 is the same. **Predict.** With $C = 2$ and scores $z_1, z_2$,
# which function of $z_1 - z_2$ is $a_1$?

# %%
Z = rng.normal(scale=3, size=(2, 6))
print("softmax ", softmax(Z)[0].round(6))
print("sigmoid ", sigmoid(Z[0] - Z[1]).round(6))
y, eps = np.array([[0.0], [0], [1], [0]]), 1e-5
for c in range(4):
    nudge = eps * (np.arange(4) == c)[:, None]
    up, down = (-np.sum(y * np.log(softmax(z + e))) for e in (nudge, -nudge))
    print(f"class {c}: difference {(up - down) / (2 * eps):+.6f}", end="   ")
    print(f"a - y {(softmax(z) - y)[c, 0]:+.6f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# The sigmoid: divide above and below by $e^{z_1}$ and there it stands. Softmax with two
# classes *is* logistic regression, with one row of weights too many. Subtracting the
# largest score first changes nothing on paper and saves you from `inf / inf`.
#
# </details>

# %% [markdown]
# ### One layer, straight borders
#
# Without a hidden layer, class 1 wins over class 2 where $z_1 > z_2$: on one side of a
# straight line. Several classes give a map of such lines. Here are 3, 4 and 6 clouds,
# learned by softmax regression alone.


# %%
def clouds(C, m, rng):
    labels = np.arange(m) % C
    t = 2 * np.pi * labels / C
    return 4 * np.stack([np.cos(t), np.sin(t)]) + rng.normal(size=(2, m)), labels


def softmax_regression(X, T, alpha=0.2, steps=300):
    W, b = np.zeros((T.shape[0], X.shape[0])), np.zeros((T.shape[0], 1))
    for _ in range(steps):
        dZ = (softmax(W @ X + b) - T) / X.shape[1]  # (C, m)
        W, b = W - alpha * dZ @ X.T, b - alpha * dZ.sum(axis=1, keepdims=True)
    return W, b


# %%
figure, axes = panels(1, 3, width=9.4, height=3.5)
for ax, C in zip(axes, (3, 4, 6), strict=True):
    points, labels = clouds(C, 240, np.random.default_rng(C))
    W, b = softmax_regression(points, np.eye(C)[labels].T)
    right = np.mean((W @ points + b).argmax(axis=0) == labels)
    print(f"{C} classes: {right:.0%} right")
    class_regions(
        lambda places, W=W, b=b: (W @ places + b).argmax(axis=0),
        points,
        labels,
        ax=ax,
        title=f"{C} classes: {right:.0%} right",
    )
show(
    figure,
    "Three planes cut by straight lines into 3, 4 and 6 wedges, a cloud in each.",
    "Every border is a straight line between two classes.",
)

# %% [markdown]
# ### Scores are not probabilities
#
# Libraries often have softmax *inside* the loss, for the sake of exactness, and then
# want the scores. Hand them probabilities and softmax is applied twice. Nothing
# breaks. **Predict.** Six classes, and a net that is perfectly sure and right: `a` is
# 1, 0, 0, 0, 0, 0. What is the loss if a second softmax comes on top?

# %%
sure = np.eye(6)[:, :1]
print(f"best possible loss, softmax twice: {-np.log(softmax(sure)[0, 0]):.4f}")
print(f"knowing nothing:                   {-np.log(1 / 6):.4f}")
sparse = keras.losses.SparseCategoricalCrossentropy
z = np.array([[4.0, 1.0, 0.0, -1.0, 0.5, 2.0]])  # Keras: one example a row
for name, given in (("scores", z), ("probabilities", softmax(z.T).T)):
    for from_logits in (True, False):
        loss = float(sparse(from_logits=from_logits)(np.array([0]), given))
        print(f"{name:13} with from_logits={from_logits!s:5}: {loss:.4f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# 1.0436, not 0: the way from "knows nothing" (1.7918) to "sure" has become short and
# flat. The net still learns, slowly and too little. The other slip, scores where
# probabilities are due, gives 1.2528, which means nothing at all: Keras first cuts the
# scores to between 0 and 1. Right, and equal, are two of the four lines: scores with
# `from_logits=True`, probabilities without. Prefer the first.
#
# </details>

# %% [markdown]
# ## 9. TensorFlow: variables, tape, functions
#
# You have now derived gradients for five weeks, and checked each. A framework does it
# for you. In TensorFlow 1 you first described the whole computation with empty
# *placeholders*, then opened a *session*, then fed numbers in and asked for results; an
# error spoke of the graph, not of your line. Old notes still read so. Since version 2
# a line computes when it runs, as in NumPy.

# %%
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])  # never changes
v = tf.Variable([[1.0], [1.0]])  # what training changes
print(tf.matmul(x, v).numpy().ravel(), x.dtype)
v.assign_sub([[0.5], [0.0]])
print((x @ v).numpy().ravel(), (tf.reduce_sum(x, axis=1, keepdims=True)).shape)
try:
    tf.constant(1) + tf.constant(1.0)
except tf.errors.InvalidArgumentError as error:
    print(type(error).__name__, "- whole numbers and floats are never mixed")

# %% [markdown]
# ### The tape
#
# `GradientTape` writes down what happens to variables, then plays it backwards: the
# computation graph of course 1, week 2, built by itself. Let it judge our two formulas.

# %%
Z = rng.normal(size=(3, 7))
gamma, beta = rng.normal(size=(3, 1)), rng.normal(size=(3, 1))
T = np.eye(3)[rng.integers(3, size=7)].T  # one-hot, (3, 7)
z, g, b = (tf.Variable(part) for part in (Z, gamma, beta))
with tf.GradientTape() as tape:
    mu, var = tf.nn.moments(z, axes=[1], keepdims=True)
    z_tilde = g * (z - mu) / tf.sqrt(var + 1e-5) + b
    log_a = z_tilde - tf.reduce_logsumexp(z_tilde, axis=0, keepdims=True)
    J = -tf.reduce_mean(tf.reduce_sum(T * log_a, axis=0))
theirs = tape.gradient(J, [z, g, b])
Z_tilde, cache = batch_norm(Z, gamma, beta)
ours = batch_norm_backward((softmax(Z_tilde) - T) / 7, cache)
for name, their, our in zip(("dZ", "dgamma", "dbeta"), theirs, ours, strict=True):
    print(f"{name:6} agrees with the tape:", np.allclose(their, our))

# %% [markdown]
# **Predict.** The tape only knows what it saw. For which of these four does it give a
# gradient of $J = w^2$, and for which `None`?

# %%
w, k = tf.Variable(3.0), tf.constant(3.0)
recipes = {
    "a variable": (w, lambda: w * w),
    "a constant": (k, lambda: k * k),
    "a variable, by way of NumPy": (w, lambda: tf.constant(w.numpy() ** 2)),
    "a constant that is watched": (k, lambda: k * k),
}
for name, (source, recipe) in recipes.items():
    with tf.GradientTape() as tape:
        if "watched" in name:
            tape.watch(source)
        J = recipe()
    slope = tape.gradient(J, source)
    print(f"{name:28} {slope if slope is None else float(slope)}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# 6 for the first and the last. Constants are not watched unless you ask; and whatever
# leaves for NumPy and comes back has lost its past. `None` is no error: an update with
# it fails later, or not at all. If a gradient is `None`, look for `.numpy()`, for
# `int`, or for a tape that was closed too soon.
#
# </details>

# %% [markdown]
# ### tf.function
#
# `@tf.function` runs your Python **once**, keeps the graph of what it did, and from
# then on runs the graph. **Predict.** The function below appends to a list each time
# that Python runs it. How long is the list after these six calls?

# %%
ran = []


@tf.function
def power(x, n):
    ran.append((x.shape, n))
    return x**n


calls = [(tf.ones(3), 2), (tf.zeros(3), 2), (tf.ones(4), 2)]
calls += [
    (tf.ones(3), 3),
    (tf.ones(3), tf.constant(2.0)),
    (tf.zeros(3), tf.constant(5.0)),
]
for x, n in calls:
    power(x, n)
print(len(calls), "calls, Python ran", len(ran), "times")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Four. Once for each *signature*: other numbers in a tensor of the same shape are no
# news, another shape is, and every new Python number is. So hand over what changes (a
# learning rate, a step count) as a tensor. And `print` or a random number from Python
# inside happens only while tracing.
#
# </details>

# %% [markdown]
# Why bother? Because Python is slow between small operations, and a graph has none.
# Twenty small layers, as they are and as a graph; the last line you must measure on
# your own machine.


# %%
weights = [tf.constant(W, tf.float32) for W in rng.normal(size=(20, 16, 16)) / 4]


def layers(a):
    for W in weights:
        a = tf.tanh(W @ a)
    return a


graph = tf.function(layers)
a = tf.constant(rng.normal(size=(16, 8)), tf.float32)
same = np.allclose(layers(a), graph(a), atol=1e-5)
print("same numbers:", same)

# %% tags=["nbval-ignore-output"]
seconds = {}
for name, function in (("line by line", layers), ("tf.function", graph)):
    times = []
    for _ in range(50):
        begin = perf_counter()
        function(a)
        times.append(perf_counter() - begin)
    seconds[name] = min(times)  # the least disturbed run
share = seconds["tf.function"] / seconds["line by line"]
print(f"the graph takes {share:.0%} of the time")

# %% [markdown]
# On most machines it takes a fraction: the smaller the operations, the more it saves.
# One large matrix product gains nothing. Write and debug line by line; add
# `@tf.function` when all is right.

# %% [markdown]
# ## 10. Data pipelines and Keras
#
# A `tf.data.Dataset` hands out examples, shuffled and in batches, and prepares the next
# batch while you compute. One trap first: it cuts along **axis 0**, so examples must be
# rows. Our columns are transposed once, at the door.
#
# The task: in which quarter of the market does a house sell, cheapest to dearest?

# %%
edges = np.quantile(houses.Y_train, [0.25, 0.5, 0.75])
quarter = {
    part: np.digitize(getattr(houses, f"Y_{part}")[0], edges)
    for part in ("train", "test")
}
rows = {part: getattr(houses, f"X_{part}").T.astype("float32") for part in quarter}
data = tf.data.Dataset.from_tensor_slices((rows["train"], quarter["train"]))
batches = data.shuffle(1024, seed=1).batch(96).prefetch(tf.data.AUTOTUNE)
print([int(labels.shape[0]) for _, labels in batches])

# %% [markdown]
# Eleven batches; the last has 64 houses, and nothing is lost. `shuffle(n)` holds a
# buffer of `n` examples and draws from it. **Predict.** A thousand examples lie in
# order, 0 to 999. Shuffle with a buffer of 10. At which place at the earliest can
# example 500 come out?

# %%
for buffer in (1, 10, 1000):
    numbers = tf.data.Dataset.range(1000).shuffle(buffer, seed=1)
    order = np.array(list(numbers.as_numpy_iterator()))
    early = np.max(order - np.arange(1000))
    print(f"buffer {buffer:4d}: starts {order[:6]}, at most {early} places too early")

# %% [markdown]
# <details><summary>Answer</summary>
#
# At place 491, nine too early: before that it is not yet in the buffer. Data that lie
# sorted by class stay sorted, nearly, and each batch has one class. Make the buffer as
# large as the data, or shuffle the file once.
#
# </details>

# %% [markdown]
# ### The same net in Keras
#
# A layer is an object that owns its variables. `Dense` computes `x @ kernel + bias` on
# rows, so its kernel is our `W.T`. Batch norm stands between the sum and the bend, and
# the sum has no bias: section 5 says why. Keras calls our $\rho$ `momentum`, and its
# own `epsilon` would be 0.001.


# %%
def keras_net(rho, weights):
    model = keras.Sequential([keras.Input((11,))])
    for _ in range(2):
        model.add(keras.layers.Dense(16, use_bias=False))
        model.add(keras.layers.BatchNormalization(momentum=rho, epsilon=1e-5))
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(4, use_bias=False))  # scores: the loss has the softmax
    for layer, W in zip(model.layers[::3], weights, strict=True):
        layer.set_weights([W.T])
    return model


def numpy_net(X, weights, norm):
    for W in weights[:-1]:
        X = np.maximum(0, norm(W @ X))
    return weights[-1] @ X


# %% [markdown]
# **Predict.** Give both nets the same weights and 96 houses. Do NumPy and Keras agree
# in training mode? In test mode, with fresh running averages of 0 and 1? And do the two
# modes agree with one another?

# %%
rng = np.random.default_rng(6)
weights = [rng.normal(size=shape) for shape in ((16, 11), (16, 16), (4, 16))]
model, some = keras_net(0.99, weights), rows["train"][:96]
for v in model.layers[1].variables:
    print(f"{v.path.split('/')[-1]:16} {v.shape}  trained: {v.trainable}")
test = model(some, training=False).numpy().T  # first: training moves the averages
train = model(some, training=True).numpy().T
in_batch = numpy_net(some.T, weights, lambda Z: batch_norm(Z, 1, 0)[0])
fresh = numpy_net(some.T, weights, lambda Z: batch_norm_inference(Z, 1, 0, 0, 1))
print("training mode agrees with NumPy:", np.allclose(train, in_batch, atol=1e-2))
print(
    "test mode agrees with NumPy:    ", np.allclose(test, fresh, rtol=1e-4, atol=1e-2)
)
print("the two modes agree:            ", np.allclose(train, test, atol=1e-2))

# %% [markdown]
# <details><summary>Answer</summary>
#
# Yes, yes, no. Equal weights give equal scores, and nothing in a framework is magic.
# But the two modes are two different functions, until the running averages have
# learned what the batches look like.
#
# </details>

# %% [markdown]
# One call in training mode moved the averages by a hundredth. **Predict.** With which
# variance: the one over $m$, which normalises the batch, or the one over $m - 1$?

# %%
Z1 = weights[0] @ some.T
mean, variance = (v.numpy() for v in model.layers[1].variables[2:])
print("moving mean is 0.01 mu:", np.allclose(mean, 0.01 * Z1.mean(axis=1), atol=1e-5))
for name, ddof in (("1 / m", 0), ("1 / (m - 1)", 1)):
    expected = 0.99 * 1 + 0.01 * Z1.var(axis=1, ddof=ddof)
    agrees = np.allclose(variance, expected, rtol=0, atol=1e-4)
    print(f"moving variance with {name:11}: {agrees}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# With $1/m$, the same. The paper, and some other libraries, keep the one over $m - 1$
# for the test. With 96 examples the two differ by a hundredth, with 4 by a third: one
# more reason not to trust tiny batches, and to ask a library what it does.
#
# </details>

# %% [markdown]
# ### The loop, once by hand
#
# Scores, loss, gradients, update, for every batch: that is all of training. The
# bookkeeping of Adam (last week) is the optimizer's.

# %%
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def stepper(model):
    optimizer = keras.optimizers.Adam(0.01)

    @tf.function
    def step(x, labels):
        with tf.GradientTape() as tape:
            loss = loss_of(labels, model(x, training=True))
        grads = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(grads, model.trainable_variables)
        return loss

    return step


# %% [markdown]
# We train two nets, with $\rho = 0.99$ and $\rho = 0.9$, from the same weights. After
# each epoch we note two costs of the *same* training houses: the mean over the epoch's
# batches, and then the cost in test mode. Knowing nothing costs $\log 4 = 1.39$.
#
# **Predict.** How good is test mode after the first epoch, that is, after 11 steps?

# %%
costs = {"in training": []}
for rho in (0.9, 0.99):
    model = keras_net(rho, weights)
    step, own, tested = stepper(model), [], []
    for _ in range(16):
        own.append(np.mean([float(step(x, labels)) for x, labels in batches]))
        tested.append(float(loss_of(quarter["train"], model(rows["train"]))))
    costs["in training"], costs[f"test mode, rho = {rho}"] = own, tested
    right = np.mean(model(rows["test"]).numpy().argmax(axis=1) == quarter["test"])
    print(f"rho {rho}: about {5 * round(20 * right)}% of the test houses are right")
for name, run in costs.items():
    print(f"{name:21} epoch 1: {run[0]:.1f}   epoch 16: {run[-1]:.1f}")

# %% tags=["nbval-ignore-output"]
labels = {"xlabel": "epoch", "ylabel": "cost on training houses (nats)"}
title = "The running averages need time"
show(
    plotting.curves(np.arange(1, 17), costs, markers=True, title=title, **labels),
    "Three falling curves: in training and in test mode with rho 0.9 they lie close "
    "together; with rho 0.99 the curve starts far above and comes down slowly.",
    "The same net on the same houses. Only the statistics differ.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Far worse than knowing nothing: 6.4, where training says 2.4. After 11 steps the
# averages still hold $0.99^{11} = 90\,\%$ of their start. With $\rho = 0.9$ it is 31 %,
# and test mode is at 1.7. After 16 epochs both have arrived, or nearly. A net that
# trains well and tests badly need not overfit: look here first.
#
# </details>

# %% [markdown]
# ### And by Keras
#
# `compile` and `fit` are that same loop, with progress bars and callbacks. Start a twin
# at the same weights, feed it the same batches in the same order, and it walks the same
# way.

# %%
model, twin = keras_net(0.9, weights), keras_net(0.9, weights)
step, orderly = stepper(model), data.batch(128)
for x, labels in orderly:
    step(x, labels)
twin.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss_of)
twin.fit(orderly, epochs=1, shuffle=False, verbose=0)
pairs = zip(model.get_weights(), twin.get_weights(), strict=True)
print(
    "same weights after one epoch:", all(np.allclose(a, b, atol=1e-3) for a, b in pairs)
)

# %% [markdown]
# ## What you have learned
#
# - Search at random, on the scale of exponents, for `alpha` and for `1 - beta`. Coarse
#   first, then a box.
# - Batch norm averages over examples and places, and keeps units. `b` drops out.
# - Training uses the batch, testing the running averages, which take their time.
# - It makes rates and first weights matter less.
# - Softmax takes scores. So does the loss: not probabilities.
# - The tape gives the gradients that you derived.

# %% [markdown]
# **One thing to try.** Batches of 8 in place of 96, and `keras_net(0.5, weights)`.
# Predict first: the running averages now arrive within a few steps, so what can still
# go wrong in test mode? Then open the assignment of this week, and write the parts
# yourself.
