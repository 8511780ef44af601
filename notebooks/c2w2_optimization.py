# %% [markdown]
# # Optimisation: better steps, and when to take them
#
# Course 2, week 2 · the lesson · about 90 minutes · not graded
#
# After it you can
#
# - cut a training set into mini-batches, and say what a smaller batch buys and costs;
# - read an exponentially weighted average: its window, its lag, its false start;
# - write momentum, RMSprop and Adam, and work a step of each by hand;
# - compare optimisers fairly, each at its own best learning rate;
# - tell a plateau and a saddle from a pit.

# %%
from time import perf_counter

import numpy as np

from course_utils.desk import (
    load_houses,
    load_photos,
    load_temperatures,
    planes,
    plotting,
    walk_explorer,
    walks,
)
from course_utils.desk.theme import look, panels, show, tidy

# %% [markdown]
# **Predict before you run.** As in the weeks before: where a cell asks you a question,
# write down an answer, then run the cell, then open *Answer*. Losing a guess is where
# you learn.

# %% [markdown]
# ## 1. Batch, mini-batch, one example
#
# The neuron of course 1, week 2 looked at *all* pictures before it took a step. With
# five million pictures that is a long look for one step. Must it see all of them to
# know roughly where down is?
#
# We take the same photographs, smaller: 16 by 16 points, so that you need not wait.

# %%
photos = load_photos()
m = photos.X_train.shape[0]
small = photos.X_train.reshape(m, 16, 4, 16, 4, 3).mean(axis=(2, 4))
X = small.reshape(m, -1).T / 255  # (768, m)
X, Y = X - X.mean(axis=1, keepdims=True), photos.Y_train
print("X", X.shape, "  Y", Y.shape)

# %% [markdown]
# An **epoch** is one pass over all examples. For each epoch, shuffle, then cut:
#
# 1. one permutation of the columns, the *same* for `X` and `Y`;
# 2. slices of `size` columns; the last one takes what is left.
#
# **Predict.** 190 pictures, batches of 32. How many steps make an epoch, and how large
# is the last batch?


# %%
def mini_batches(X, Y, size, rng):
    order = rng.permutation(X.shape[1])
    X, Y = X[:, order], Y[:, order]
    return [
        (X[:, k : k + size], Y[:, k : k + size]) for k in range(0, X.shape[1], size)
    ]


rng = np.random.default_rng(0)
for size in (190, 64, 32, 1):
    sizes = [labels.size for _, labels in mini_batches(X, Y, size, rng)]
    print(f"size {size:3d}: {len(sizes):3d} steps an epoch, the last of {sizes[-1]}")
apart = np.mean(Y == Y[:, rng.permutation(m)])
print(f"shuffled apart, {apart:.0%} of the labels fit their picture")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Six steps, and the last batch has 30. Drop it, and in every epoch 30 pictures go
# unseen. The last line is the other habit that goes wrong: shuffle `X` and `Y` each by
# itself. 59 % still fit, about what chance gives with two labels, and no shape
# complains.
#
# </details>

# %% [markdown]
# ### How wrong is the slope of a few?
#
# The gradient of a batch is an estimate of the whole one. Measure it at the start:
# draw a batch, take its gradient, and see how far off it is, as a share of the length
# of the true one.


# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)


def gradient(w, b, X, Y):
    dZ = (sigmoid(w.T @ X + b) - Y) / Y.size
    return X @ dZ.T, np.sum(dZ)


zero, rng = np.zeros((X.shape[0], 1)), np.random.default_rng(0)
whole, off = gradient(zero, 0, X, Y)[0], {}
for size in (1, 2, 4, 8, 16, 32, 64, 128):
    misses = []
    for _ in range(200):
        some = rng.permutation(m)[:size]
        misses.append(gradient(zero, 0, X[:, some], Y[:, some])[0] - whole)
    off[size] = np.sqrt(np.mean(np.sum(np.square(misses), axis=1)) / np.sum(whole**2))
    print(f"batch of {size:3d}: off by {off[size]:4.0%}")

# %%
sizes = np.array(list(off))
law = off[1] / np.sqrt(sizes)
left = np.sqrt((m - sizes) / (m - 1))  # none of the pictures is drawn twice
series = {
    "measured": list(off.values()),
    "1 / sqrt(size)": law,
    "the same, of 190 pictures": law * left,
}
ax = plotting.curves(sizes, series, markers=True, xlabel="examples in the batch")
ax.set(xscale="log", yscale="log", ylabel="error / length of the gradient")
ax.set(title="Four times the examples, half the error")
show(
    ax,
    "Measured errors fall along a straight line on logarithmic axes, then below it.",
    "The error of a batch's gradient. On the right hardly a picture is left out.",
)

# %% [markdown]
# **Read it twice.** Half the error costs four times the work. And a single picture is
# off by three times the length of the gradient: most of it points elsewhere. Yet on
# *average* it points down, and you get 190 such steps for the price of one.

# %% [markdown]
# ### Against steps, and against examples
#
# Three runs with the same learning rate, 0.02, for 20 epochs: all 190 at once, 32 at a
# time, one at a time. **Predict.** Which curve is lowest after 20 *steps*? Which after
# 20 *epochs*? Which of them ever go up?


# %%
def cost_of(w, b, X, Y):
    Z = w.T @ X + b
    return np.mean(np.logaddexp(0, Z) - Y * Z)


def learn(size, alpha, epochs=20):
    rng, (w, b) = np.random.default_rng(0), (zero, 0.0)
    seen, costs = [0], [cost_of(w, b, X, Y)]
    for _ in range(epochs):
        for some, labels in mini_batches(X, Y, size, rng):
            dw, db = gradient(w, b, some, labels)
            w, b = w - alpha * dw, b - alpha * db
            seen.append(seen[-1] + labels.size)
            costs.append(cost_of(w, b, X, Y))
    return np.array(seen), np.array(costs)


# %%
runs = {size: learn(size, alpha=0.02) for size in (m, 32, 1)}
print("batch    after 20 steps   after 20 epochs   steps that go up")
for size, (_, costs) in runs.items():
    up = np.mean(np.diff(costs) > 0)
    print(f"{size:5d} {costs[20]:17.2f} {costs[-1]:17.2f} {up:18.0%}")

# %%
figure, axes = panels(1, 2, width=9.2, height=3.4)
for size, (seen, costs) in runs.items():
    axes[0].plot(costs[:121], label=f"batch of {size}")
    axes[1].plot(seen / m, costs, label=f"batch of {size}")
for ax, xlabel in zip(axes, ("steps", "epochs: examples seen / 190"), strict=True):
    for index, line in enumerate(ax.get_lines()):
        line.set(**look(index).line(), linewidth=1.2)
    tidy(ax).set(xlabel=xlabel, ylabel="cost of all 190 (nats)")
    ax.legend()
show(
    figure,
    "Left, over steps: the batch of 190 falls smoothly, that of 1 jitters. Right, over "
    "epochs: the batch of 1 is by far the lowest, then 32, then 190.",
    "The same three runs. Left their first 120 steps (190 at once takes only 20 steps "
    "in all), right the whole 20 epochs.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# After 20 steps they are as good as equal: 0.54, 0.54, 0.55. But 20 steps of one
# picture each have seen 20 pictures, and 20 of the whole set 3800. After 20 epochs the
# costs are 0.54, 0.44 and 0.17. Half of the single steps go *up*: each serves one
# picture, at the cost of the others.
#
# </details>

# %% [markdown]
# ### Is 0.02 fair to all three?
#
# No: a smooth slope allows longer steps. So give each its own best of six rates.

# %%
rates = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
print("cost after 20 epochs, at the rates", *rates)
for size in (m, 32, 1):
    ends = [learn(size, alpha)[1] for alpha in rates]
    print(f"batch of {size:3d}:", *(f"{costs[-1]:7.2f}" for costs in ends), end="")
    print(f"   (at 1.0 it was up to {max(ends[-1]):.1f})", flush=True)

# %% [markdown]
# One at a time wins in every column, even at 1.0, where it first climbed to nearly 15.
# But these pictures can all be told apart, and that forgives much. Where data
# contradict one another, single steps never come to rest (section 8).
#
# Why not always one example, then? Because examples are cheap *together*: a matrix
# product of 32 columns takes little longer than of one.

# %% tags=["nbval-ignore-output"]
for size in (m, 32, 1):
    start = perf_counter()
    learn(size, 0.02, epochs=5)
    print(f"batch of {size:3d}: {1000 * (perf_counter() - start) / 5:.1f} ms an epoch")

# %% [markdown]
# These times are your machine's, and ours differ; they include the look at the cost
# after each step. The usual rule: a small set (a few thousand examples) all at once;
# else batches of 64 to 512. Powers of two are said to suit the memory. Whether they are
# faster on your machine is a thing to measure.

# %% [markdown]
# ## 2. Exponentially weighted averages
#
# A mini-batch's slope is right on average, and noisy. So: average over the last few.
# The tool comes from elsewhere, and is best seen on a series that you can feel. Here is
# the highest temperature of each day in Seattle, 2012 to 2015.

# %%
seattle = load_temperatures()
theta, dates = seattle.high, seattle.dates  # (1461,)
print(seattle)
print("the first days:", *theta[:6], "°C")

# %% [markdown]
# Keep one number, `v`. Every day, let it keep a share $\beta$ of itself and take the
# rest from the new day:
#
# $$v_t = \beta\, v_{t-1} + (1 - \beta)\, \theta_t, \qquad v_0 = 0$$
#
# One number of memory, one line of code. **Predict.** We draw 0.5, 0.9 and 0.98. Which
# is the smoothest, which is late, and what is odd about January 2012?


# %%
def ewa(theta, beta):
    v, averages = 0.0, []
    for today in theta:
        v = beta * v + (1 - beta) * today
        averages.append(v)
    return np.array(averages)


# %%
year = slice(0, 366)
ax = tidy(panels(width=9, height=3.8)[1][0])
ax.plot(dates[year], theta[year], ".", color="#999999", markersize=4, label="days")
for index, beta in enumerate((0.5, 0.9, 0.98)):
    style = look(index).line()
    ax.plot(dates[year], ewa(theta, beta)[year], label=f"beta {beta}", **style)
ax.set(ylabel="highest of the day (°C)", title="Smoother is later")
ax.legend()
show(
    ax,
    "Grey points through a year, warm in August. Beta 0.5 follows them closely, "
    "0.9 is smooth and a little late, 0.98 very smooth, late and too low. All three "
    "begin near 0.",
    "Three averages of the same days. Look at the first weeks, and at the autumn.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# 0.98 is the smoothest and the latest: it peaks weeks after the summer, and never gets
# as warm. And all three begin at 0 °C, though no day of that week was so cold: `v`
# started at 0 and is slow to forget it. Section 3 mends that.
#
# </details>

# %% [markdown]
# ### How many days does it average?
#
# Put the line into itself, again and again:
#
# $$v_t = (1-\beta)\,\bigl(\theta_t + \beta\,\theta_{t-1} + \beta^2\,\theta_{t-2}
# + \dots\bigr)$$
#
# Day $k$ before today has the weight $(1-\beta)\beta^k$. People say "an average over
# $1/(1-\beta)$ days": 2, 10 and 50. **Predict.** For 0.9, what do all days weigh
# together that are ten days old *or older*? Nothing?

# %%
k = np.arange(81)
weights = {f"beta {beta}": (1 - beta) * beta**k for beta in (0.5, 0.9, 0.98)}
show(
    plotting.curves(
        k,
        weights,
        xlabel="days ago",
        ylabel="weight in today's average",
        title="No window: a tail that fades",
        ylim=(0, 0.12),
    ),
    "Three falling curves: 0.5 steep and gone after five days, 0.9 gone after forty, "
    "0.98 low and long. The first leaves the picture above.",
    "What each day before today counts for. The curve of 0.5 starts at 0.5.",
)

# %%
print("beta   1/(1-beta)   what is older weighs   half of the weight lies within")
for beta in (0.5, 0.9, 0.98, 0.999):
    window = round(1 / (1 - beta))
    half = int(np.ceil(np.log(0.5) / np.log(beta)))  # days 0 to half - 1
    print(f"{beta:5} {window:10d} {beta**window:20.1%} {half:22d} days")

# %% [markdown]
# <details><summary>Answer</summary>
#
# More than a third: 34.9 %. As $\beta$ goes to 1, $\beta^{1/(1-\beta)}$ goes to
# $1/e = 36.8\,\%$. So $1/(1-\beta)$ is no window with an edge. It is the number of days
# after which a day's weight has fallen to about a third of today's, and half of all
# weight lies nearer than that.
#
# </details>

# %% [markdown]
# ### What smoothness costs
#
# A day's weight has the mean age $\beta/(1-\beta)$ days: 1, 9 and 49. Something that
# rises steadily is shown that much late. Measure it: fit a yearly wave to the days and
# to each average, and compare when they peak, and how high.


# %%
def yearly_wave(values):
    turn = 2 * np.pi / 365.25
    day = np.arange(values.size)
    waves = np.array([np.ones(day.size), np.cos(turn * day), np.sin(turn * day)])
    later = slice(365, None)  # the false start is a year away
    _, a, b = np.linalg.lstsq(waves[:, later].T, values[later], rcond=None)[0]
    return np.arctan2(b, a) / turn, np.hypot(a, b)


peak, swing = yearly_wave(theta)
wobble = np.std(np.diff(theta[365:]))
print(f"days:       swing {swing:.1f} °C, from day to day {wobble:.2f} °C")
for beta in (0.5, 0.9, 0.98):
    v = ewa(theta, beta)
    late, height = yearly_wave(v)[0] - peak, yearly_wave(v)[1]
    wobble = np.std(np.diff(v[365:]))
    print(f"beta {beta:4}:  {late:4.1f} days late, swing {height:.1f} °C, ", end="")
    print(f"from day to day {wobble:.2f} °C")

# %% [markdown]
# 0.98 wobbles 26 times less than the days do. The price: the summer comes 40 days late
# (not quite 49, for a wave is no steady rise) and loses a quarter of its swing. Every
# average over the past makes this trade. For gradients 0.9 is the usual choice: the
# noise shrinks, and the news is ten steps old.

# %% [markdown]
# ## 3. Bias correction
#
# Back to January. On day 1, $v_1 = (1-\beta)\,\theta_1$: with 0.98 a fiftieth of the
# temperature. The weights of the days so far do not add up to 1 yet but to
#
# $$(1-\beta)(1 + \beta + \dots + \beta^{t-1}) = 1 - \beta^t.$$
#
# So divide by that sum, and it is an honest average of the days there are:
# $\hat v_t = v_t / (1 - \beta^t)$.


# %%
def corrected(theta, beta):
    t = np.arange(1, theta.size + 1)  # the first day is day 1
    return ewa(theta, beta) / (1 - beta**t)


beta = 0.98
print("day   theta      v   1 - beta^t   corrected   habit: 1 - beta*t")
for t in (1, 2, 3, 10, 50, 100, 365):
    v, honest = ewa(theta, beta)[t - 1], corrected(theta, beta)[t - 1]
    print(f"{t:3d} {theta[t - 1]:7.1f} {v:6.2f} {1 - beta**t:12.4f}", end="")
    print(f" {honest:11.2f} {v / (1 - beta * t):19.2f}")

# %% [markdown]
# **Predict.** The last column writes `beta * t` for `beta ** t`. On which day do the
# two agree? And the true correction: from which day on does it change less than one
# per cent?

# %%
days = slice(0, 120)
ax = tidy(panels(width=9, height=3.4)[1][0])
ax.plot(dates[days], theta[days], ".", color="#999999", markersize=4, label="days")
for index, (name, average) in enumerate(
    {"as it starts": ewa(theta, 0.98), "corrected": corrected(theta, 0.98)}.items()
):
    ax.plot(dates[days], average[days], label=f"0.98, {name}", **look(index).line())
ax.set(ylabel="highest of the day (°C)", title="No false start")
ax.legend()
show(
    ax,
    "Points between 0 and 20 degrees from January to April. One curve climbs from 0 "
    "and needs months to reach them, the other runs through them from the first day.",
    "With correction the average is right from the first day, if shaky: on day 1 it "
    "is that day.",
)
for beta in (0.5, 0.9, 0.98, 0.999):
    print(f"beta {beta:5}: below 1 % from t = {np.log(0.01) / np.log(beta):.0f} on")

# %% [markdown]
# <details><summary>Answer</summary>
#
# On day 1, and never again: `1 - beta * t` turns negative on day 2, and so does the
# temperature. A program that is tried on one step alone looks right. The correction
# fades after 44 steps for 0.9; for 0.999 it takes 4603. Remember that number when Adam
# comes.
#
# </details>

# %% [markdown]
# ## 4. Momentum
#
# Now the landscape that costs plain descent most: a **ravine**, a hundred times as
# steep across as along.
#
# $$J(w_1, w_2) = \tfrac12\,(w_1^2 + 100\, w_2^2) \qquad
# dw = (w_1,\ 100\, w_2)$$
#
# Course 1, week 2 had such a gorge: pictures with their mean left in. The walls allow
# no rate above $2/100$; along the floor that is a crawl.


# %%
def ravine(w1, w2):
    return (w1**2 + 100 * w2**2) / 2


def ravine_slope(w):
    return np.array([w[0], 100 * w[1]])


def walk(step, slope=ravine_slope, start=(-4.0, 1.0), steps=600):
    w, memory = np.array(start), {}
    way = [w]
    for t in range(1, steps + 1):
        w = w - step(slope(w), memory, t)
        way.append(w)
        if np.abs(w).max() > 1e6:  # it runs away
            break
    return np.array(way)  # (steps + 1, 2)


# %% [markdown]
# A *step* gets the slope `dw`, a memory that it may write to, and `t`. Plain descent
# forgets everything. **Momentum** steps along an average of the slopes, section 2's
# formula to the letter:
#
# $$v = \beta v + (1-\beta)\, dw \qquad w = w - \alpha v$$


# %%
def gd(alpha):
    return lambda dw, memory, t: alpha * dw


def momentum(alpha, beta=0.9):
    def step(dw, memory, t):
        memory["v"] = beta * memory.get("v", 0) + (1 - beta) * dw
        return alpha * memory["v"]

    return step


# %% [markdown]
# **By hand.** `beta` 0.9 and `alpha` 0.1. The slope is 2, then 4. So `v` is 0.2, then
# 0.9 · 0.2 + 0.1 · 4 = 0.58, and the two steps are 0.02 and 0.058.

# %%
step, memory = momentum(alpha=0.1), {}
for t, dw in enumerate((2.0, 4.0), start=1):
    print(f"t = {t}: step {step(dw, memory, t):.4f}   v {memory['v']:.4f}")

# %% [markdown]
# **Predict.** In the ravine the slope across changes its sign with every step, the
# slope along keeps it. What does an average over ten steps do to the one, and to the
# other?

# %%
ACROSS, ALONG = np.linspace(-4.6, 1.4, 121), np.linspace(-1.25, 1.25, 101)
ways = {"gd, 0.018": walk(gd(0.018)), "momentum, 0.1": walk(momentum(0.1))}
for name, way in ways.items():
    costs = ravine(*way.T)
    print(f"{name:14} below 0.01 after {walks.arrival(costs, 0.01)} steps")
figure, axes = panels(1, 2, width=9.2, height=3.4)
for ax, (name, way) in zip(axes, ways.items(), strict=True):
    first = {name: way[:41]}
    scene = walks.Scene(ravine, first, ACROSS, ALONG, f"{name}: 40 steps")
    walks.draw_scene(scene, ax, legend=False)
show(
    figure,
    "Left: a zigzag from wall to wall, soon small, that creeps along the floor and is "
    "halfway. Right: wide, slow swings that run to the bottom and a little past it.",
    "The first 40 steps of each. The star is where they have come to.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Across, plus and minus cancel; along, all agree, and the average is the slope itself.
# So momentum bears a rate of 0.1, five times what the walls allow gd (it would bear
# 0.38), and runs along the floor five times as fast. The swings do not vanish. They
# become slow and wide, those of a ball with weight, and `beta` is its mass, in a way.
#
# </details>

# %% [markdown]
# ### Two formulas, one name
#
# Many libraries leave out the $(1-\beta)$: `v = beta * v + dw`. (Keras too; it puts the
# rate inside as well.) Their `v` is ten times as long for 0.9, so their `alpha` must be
# a tenth. **Predict.** Are the two ways then the same, step for step?


# %%
def momentum_without(alpha, beta=0.9):
    def step(dw, memory, t):
        memory["v"] = beta * memory.get("v", 0) + dw
        return alpha * memory["v"]

    return step


ours, theirs = walk(momentum(0.1)), walk(momentum_without(0.01))
same = walk(momentum_without(0.1))
print("alpha 0.1 and 0.01: the same way,", np.abs(ours - theirs).max() < 1e-12)
print(f"alpha 0.1 in both:  beyond a million after {len(same) - 1} steps")

# %% [markdown]
# <details><summary>Answer</summary>
#
# The same, to the last digits, as long as `alpha` and `beta` stay what they are. The
# mistake to fear is a rate copied from one form into the other: it is ten times too
# large, and the ball flies. When you read "momentum, rate 0.1", ask which.
#
# </details>

# %% [markdown]
# ### Turn it yourself
#
# Find the pair that gets below 0.01 soonest. Then: for each beta, how far can the rate
# go before the ball leaves the ravine?

# %%
walk_explorer.walk_explorer(
    lambda beta, alpha: walk(momentum(alpha, beta), steps=200),
    walks.Scene(ravine, {}, ACROSS, ALONG),
    beta=0.8,
    learning_rate=0.08,
)

# %% [markdown]
# ## 5. RMSprop
#
# Another idea: the ravine is steep across and flat along, so take *shorter* steps where
# slopes are large. Average the **squares** of the slopes, entry by entry, and divide by
# the root:
#
# $$s = \beta s + (1-\beta)\, dw^2 \qquad
# w = w - \alpha\, \frac{dw}{\sqrt{s} + \epsilon}$$
#
# $\epsilon = 10^{-8}$ only keeps us from dividing by 0. It stands *outside* the root.


# %%
def rmsprop(alpha, beta=0.9, epsilon=1e-8):
    def step(dw, memory, t):
        memory["s"] = beta * memory.get("s", 0) + (1 - beta) * dw**2
        return alpha * dw / (np.sqrt(memory["s"]) + epsilon)

    return step


# %% [markdown]
# **By hand.** Slope 2, then 4; `alpha` 0.1. `s` is 0.1 · 4 = 0.4, and the step
# 0.1 · 2 / 0.6325 = 0.3162. Then `s` is 0.36 + 1.6 = 1.96, and the step 0.1 · 4 / 1.4 =
# 0.2857. **Predict.** What would they be if all slopes were a thousand times as large?

# %%
for factor in (1, 1000):
    step, memory = rmsprop(alpha=0.1), {}
    found = [step(factor * dw, memory, t) for t, dw in enumerate((2.0, 4.0), start=1)]
    print(f"slopes × {factor}:", *(f"{size:.4f}" for size in found))

# %% [markdown]
# <details><summary>Answer</summary>
#
# The same. RMSprop does not care in which unit you measure the cost, nor how steep the
# place is: its step is about `alpha` in every direction, whatever the slope. (The very
# first is 3.16 times that, $1/\sqrt{0.1}$: `s` starts too low, and nobody mends it.)
#
# </details>

# %% [markdown]
# ### What that buys, and what it does not
#
# In the ravine both directions now go at the same speed. But "entry by entry" means: by
# the *axes*. So we also take the ravine **turned** by 30 degrees, the start turned with
# it. Nothing else is new. **Predict.** Who notices: gd, momentum, RMSprop?

# %%
C, S = np.cos(np.pi / 6), np.sin(np.pi / 6)
START = (-4 * C - S, -4 * S + C)  # (-4, 1), turned


def turned(w1, w2):
    return ravine(C * w1 + S * w2, C * w2 - S * w1)


def turned_slope(w):
    along, across = C * w[0] + S * w[1], 100 * (C * w[1] - S * w[0])
    return np.array([C * along - S * across, S * along + C * across])


# %%
methods = {"gd, 0.018": gd(0.018), "momentum, 0.1": momentum(0.1)}
methods["RMSprop, 0.03"] = rmsprop(0.03)
print("below 0.1 after so many steps:   straight   turned")
ways = {}
for name, step in methods.items():
    straight, ways[name] = walk(step), walk(step, turned_slope, START)
    found = walks.arrival(ravine(*straight.T), 0.1)
    print(f"{name:30} {found:10} {walks.arrival(turned(*ways[name].T), 0.1):8}")
side = np.linspace(-4.6, 1.4, 121)
scenes = [
    walks.Scene(ravine, {"RMSprop": straight}, ACROSS, ALONG, "along the axes"),
    walks.Scene(turned, {"RMSprop": ways[name]}, side, side - 0.6, "turned"),
]
show(
    walks.draw_scenes(scenes),
    "Left: a slanting way to the floor of the ravine, then along it. Right: down to "
    "the floor of the turned ravine, then along it in a fine zigzag.",
    "RMSprop at 0.03 in both. Both weights go at one speed, which is seldom the "
    "shortest way.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Only RMSprop: 178 steps in place of 127. For gd and momentum a slope is an arrow; turn
# the ravine, and the arrow turns along. RMSprop takes the arrow apart into its entries,
# and in the turned ravine neither entry is "across". Real costs are turned any way they
# like. That it helps as much as it does is a fact of practice, not of this formula.
#
# </details>

# %% [markdown]
# ## 6. Adam
#
# Put the two together, and correct both averages for their start. `t` counts from 1.
#
# $$v = \beta_1 v + (1-\beta_1)\, dw \qquad s = \beta_2 s + (1-\beta_2)\, dw^2$$
#
# $$\hat v = \frac{v}{1-\beta_1^t} \qquad \hat s = \frac{s}{1-\beta_2^t} \qquad
# w = w - \alpha\,\frac{\hat v}{\sqrt{\hat s} + \epsilon}$$
#
# Usual: $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\epsilon = 10^{-8}$. The rate is what you
# tune.


# %%
def adam(alpha, beta1=0.9, beta2=0.999, epsilon=1e-8):
    def step(dw, memory, t):
        memory["v"] = beta1 * memory.get("v", 0) + (1 - beta1) * dw
        memory["s"] = beta2 * memory.get("s", 0) + (1 - beta2) * dw**2
        v_corrected = memory["v"] / (1 - beta1**t)
        s_corrected = memory["s"] / (1 - beta2**t)
        return alpha * v_corrected / (np.sqrt(s_corrected) + epsilon)

    return step


# %% [markdown]
# **By hand**, with `alpha` 0.01 and the slopes 0.5, then -0.2.
#
# `t = 1`: `v` 0.05, `s` 0.00025; corrected 0.5 and 0.25; step 0.01 · 0.5 / 0.5 = 0.01.
#
# `t = 2`: `v` 0.9 · 0.05 - 0.1 · 0.2 = 0.025, `s` 0.00024975 + 0.00004 = 0.00028975;
# corrected 0.025 / 0.19 = 0.1316 and 0.00028975 / 0.001999 = 0.1449; step
# 0.01 · 0.1316 / 0.3807 = 0.003456.

# %%
step, memory = adam(alpha=0.01), {}
for t, dw in enumerate((0.5, -0.2), start=1):
    size = step(dw, memory, t)
    print(f"t = {t}: v {memory['v']:.5f}   s {memory['s']:.8f}   step {size:.6f}")

# %% [markdown]
# The first step is `alpha`, whatever the slope: $\hat v = dw$, $\hat s = dw^2$, and the
# quotient is its sign. And in step 2 the slope has turned, but the step still goes on:
# the memory outvotes it.
#
# **Predict.** Leave both corrections out. Are the first steps too small, as they were
# for the temperatures?

# %%
t = np.arange(1, 201)
raw = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)  # slopes that stay the same
ax = plotting.curves(
    t,
    {"without correction": raw, "with it": np.ones(t.size)},
    xlabel="step",
    ylabel="length of the step / alpha",
    title="Without correction Adam starts too fast",
    ylim=(0, 8),
)
show(
    ax,
    "One curve starts above 3, climbs above 6 and falls slowly. The other lies "
    "flat at 1.",
    "Length of Adam's steps while the slope does not change.",
)
print(
    f"step 1: {raw[0]:.2f} alpha; longest: {raw.max():.2f}, in step {t[raw.argmax()]}"
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Too *large*: 3.16 times at once, 6.57 times in step 12. Both averages start too low,
# but `s` stands below the line and is the slower by far: it needs the 4603 steps of
# section 3. So here the correction is a brake, where you expected a push.
#
# </details>

# %% [markdown]
# ### Where epsilon stands
#
# It hardly matters, until slopes are tiny. Outside the root it begins to count when
# slopes come near $10^{-8}$; *inside* it does at $\sqrt{10^{-8}} = 10^{-4}$. Keras adds
# it to the *uncorrected* root, which at `t = 1` makes it 31.6 times as large. So the
# same numbers in two programs may part; compare formulas first.

# %%
print("slope     outside the root   inside the root   as Keras has it     (alpha = 1)")
for dw in (1e-2, 1e-4, 1e-6, 1e-8):
    outside = dw / (dw + 1e-8)
    inside = dw / np.sqrt(dw**2 + 1e-8)
    keras = dw / (dw + 1e-8 / np.sqrt(1 - 0.999))
    print(f"{dw:5.0e} {outside:19.4f} {inside:17.4f} {keras:17.4f}")

# %% [markdown]
# ## 7. A race: ravine and saddle
#
# Who is fastest? A race at one rate for all is no race: 0.1 is fatal for gd here and
# timid for Adam. So everybody gets the same 17 rates, from 0.001 to 10, and shows the
# best result. Three courses: the ravine, the ravine turned, and a **saddle**,
#
# $$J = \tfrac12 w_1^2 + \tfrac14 (w_2^2 - 1)^2,$$
#
# level at (0, 0), with a valley on either side. The start lies 0.001 beside the ridge.


# %%
def saddle(w1, w2):
    return w1**2 / 2 + (w2**2 - 1) ** 2 / 4


def saddle_slope(w):
    return np.array([w[0], w[1] * (w[1] ** 2 - 1)])


COURSES = {
    "ravine": (ravine, ravine_slope, (-4.0, 1.0)),
    "turned": (turned, turned_slope, START),
    "saddle": (saddle, saddle_slope, (-1.5, 0.001)),
}
RUNNERS = {"gd": gd, "momentum": momentum, "RMSprop": rmsprop, "Adam": adam}
RATES = np.round(np.logspace(-3, 1, 17), 4)

# %% [markdown]
# "There" means below 0.01 **for good**: whoever only flies past has not arrived.
# **Predict.** Who wins in the ravine? Who leaves the ridge first? Who is served by the
# most rates?

# %%
table = {}
for course, (cost, slope, start) in COURSES.items():
    for name, runner in RUNNERS.items():
        ways = [walk(runner(alpha), slope, start) for alpha in RATES]
        found = [walks.arrival(cost(*way.T), 0.01) for way in ways]
        table[course, name] = np.array([n or np.nan for n in found])
print("steps at the best rate (that rate), and how many of 17 rates arrive")
for (course, name), found in table.items():
    k = np.nanargmin(found)
    arrive = np.sum(found > 0)
    print(f"{course:7} {name:9} {found[k]:4.0f} ({RATES[k]:6.3f}) {arrive:4d}")

# %%
figure, axes = panels(1, 3, width=9.6, height=3.4)
for ax, course in zip(axes, COURSES, strict=True):
    series = {name: table[course, name] for name in RUNNERS}
    plotting.curves(RATES, series, markers=True, ax=ax, title=course)
    ax.set(xscale="log", yscale="log", xlabel="learning rate", ylim=(5, 800))
    ax.get_legend().remove()
axes[0].set_ylabel("steps until below 0.01")
axes[0].legend(fontsize=8)
show(
    figure,
    "Three panels, steps over learning rate. In both ravines gd and RMSprop have short "
    "falling curves, momentum a longer one, Adam the longest, furthest to the right. "
    "On the saddle gd comes lowest of all.",
    "Where a curve ends, the method runs away, circles above 0.01, or needs more than "
    "600 steps.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# In the ravine Adam, by a nose: 74 steps, momentum 81, gd 187. RMSprop creeps with
# short steps, and with long ones circles above 0.01: 238. Turned, gd and momentum stay
# what they are, RMSprop needs 326. On the saddle gd wins with 11! No direction there is
# much steeper than another, so gd may take a rate of 1. Of the 17 rates Adam arrives
# with 12, 10 and 14; gd with 3, 3 and 8.
#
# </details>

# %% [markdown]
# ### The race itself
#
# Each at its own best rate, step by step. First the whole ways, standing still:


# %%
def ways_of(course, steps=100):
    _, slope, start = COURSES[course]
    ways = {}
    for name, runner in RUNNERS.items():
        alpha = RATES[np.nanargmin(table[course, name])]
        ways[f"{name}, {alpha:.2g}"] = walk(runner(alpha), slope, start, steps)
    return ways


scenes = [
    walks.Scene(
        cost, ways_of(course), np.linspace(*across, 121), np.linspace(*up, 121), course
    )
    for course, cost, across, up in (
        ("turned", turned, (-4.6, 1.2), (-3.2, 0.8)),
        ("saddle", saddle, (-2, 1.5), (-1.6, 1.6)),
    )
]

# %%
show(
    walks.draw_scenes(scenes),
    "Left: four ways into the turned ravine; momentum and Adam are at the bottom, gd "
    "and RMSprop still on their way along the floor. Right: gd drops on the ridge and "
    "slides along it, RMSprop and Adam curve over, momentum loops widely; all end in "
    "the upper valley.",
    "A circle is the start, a star where each stands after 100 steps.",
)

# %% [markdown]
# And as a film of five seconds. It runs once and then rests; run the cell again to see
# it again.

# %%
walks.show_film(
    scenes,
    "The same ways, growing from their start, all four at the same step, up to 100.",
    "Early steps are shown more slowly than late ones.",
)

# %% [markdown]
# What did the race show? That on *these* courses, *without noise*, with 0.01 as the
# goal, each method has its good rates, and Adam the most of them. It did not show that
# Adam is best: elsewhere well-tuned momentum may end lower. Adam is the one to start
# with, since it asks least of you.

# %% [markdown]
# ## 8. Learning rates that shrink
#
# A mini-batch's slope never becomes 0, not even at the bottom: there it is pure noise,
# and the steps go on, round and round. Long steps get near quickly and circle wide.
# Short ones circle close and take for ever. So begin long, and shorten.
#
# With `epoch` counted from 0 and a decay rate $d$:
#
# $$\frac{\alpha_0}{1 + d \cdot \text{epoch}} \qquad \alpha_0\, 0.8^{\text{epoch}}
# \qquad \frac{\alpha_0}{\sqrt{\text{epoch} + 1}} \qquad
# \frac{\alpha_0}{1 + d \lfloor \text{epoch} / 5 \rfloor}$$

# %%
alpha_0 = 0.1
SCHEDULES = {
    "constant": lambda epoch: alpha_0 + 0 * epoch,
    "inverse time, d = 1": lambda epoch: alpha_0 / (1 + epoch),
    "exponential, 0.8": lambda epoch: alpha_0 * 0.8**epoch,
    "one over root": lambda epoch: alpha_0 / np.sqrt(epoch + 1),
    "staircase, d = 1": lambda epoch: alpha_0 / (1 + epoch // 5),
}
epochs = np.arange(20)
series = {name: schedule(epochs) for name, schedule in SCHEDULES.items()}
ax = plotting.curves(epochs, series, markers=True, xlabel="epoch")
ax.set(ylabel="learning rate", title="Five ways to choose a step", xticks=epochs[::5])
ax.set(ylim=(0, 0.16))
ax.legend(ncols=2, loc="upper right", framealpha=0.9, edgecolor="none")
show(
    ax,
    "Five curves from 0.1: one flat, one that falls to half at once and flattens, one "
    "that falls evenly to almost nothing, a slow one, and stairs.",
    "After 20 epochs the exponential schedule is the lowest by far.",
)

# %% [markdown]
# ### What they do to a noisy problem
#
# 4000 houses of course 1, week 1: the price from size, year and place, a linear neuron
# with half the squared error. Its best weights can be *computed*, so we know the lowest
# cost and draw what is still above it. Batches of 16; five runs, averaged.

# %%
houses = load_houses()
rows = [houses.features.index(name) for name in ("size", "built", "east", "north")]
H = houses.X_train[rows, :4000].T  # (4000, 4), one house a row
H = np.column_stack([(H - H.mean(axis=0)) / H.std(axis=0), np.ones(4000)])
prices = houses.Y_train[:, :4000].T  # (4000, 1), thousands of dollars
w_best = np.linalg.lstsq(H, prices, rcond=None)[0]
lowest = np.mean((H @ w_best - prices) ** 2) / 2
print(f"lowest cost {lowest:.1f}, with zero weights {np.mean(prices**2) / 2:.1f}")


# %%
def above_lowest(schedule, size=16, runs=5):
    rng, w, excess = np.random.default_rng(0), np.zeros((runs, 5, 1)), []
    for epoch in range(20):
        order = np.array([rng.permutation(4000) for _ in range(runs)])
        for k in range(0, 4000, size):
            some = order[:, k : k + size]  # (runs, size)
            error = H[some] @ w - prices[some]  # (runs, size, 1)
            w = w - schedule(epoch) * np.swapaxes(H[some], 1, 2) @ error / size
        excess.append(np.mean((H @ (w - w_best)) ** 2) / 2)
    return np.array(excess)


# %% [markdown]
# **Predict.** A constant 0.1, a constant 0.003, and the four schedules. Which is lowest
# after one epoch, which after twenty?

# %%
tried = {"constant": SCHEDULES["constant"], "constant 0.003": lambda epoch: 0.003}
above = {}
for name, schedule in (tried | SCHEDULES).items():
    above[name] = above_lowest(schedule)
    first, last = above[name][0], np.mean(above[name][-5:])
    print(f"{name:20} epoch 1: {first:4.0f}   mean of the last five: {last:6.2f}")

# %%
ax = plotting.curves(np.arange(1, 21), above, yscale="log", xlabel="epochs")
ax.set(ylabel="cost above the lowest", title="Long first, short later")
ax.set(ylim=(0.004, 50000), xticks=[1, 5, 10, 15, 20])
ax.legend(ncols=2, loc="upper right", framealpha=0.9, edgecolor="none")
show(
    ax,
    "Six curves on a logarithmic axis. The constant 0.1 stays near 20 and jumps; the "
    "constant 0.003 starts near 800 and falls below 0.1; stairs and root end near 5, "
    "inverse time below 1, the exponential one below all.",
    "Half the squared error, in (thousand dollars)², less the lowest possible.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# After one epoch the long steps are at 18, the short ones still at 789. But a constant
# 0.1 stays near 28 for ever. The constant 0.003 comes down to 0.07, if you have the
# patience; the exponential schedule has both, 18 at first and 0.05 in the end. Root and
# stairs are still too long after 20 epochs: a schedule must fit the length of the
# training.
#
# </details>

# %% [markdown]
# People also turn the rate down **by hand**, after a look at the curve: fine for one
# model that you watch for days. Before you reach for a schedule, get $\alpha_0$ right;
# no schedule mends a wrong start.

# %% [markdown]
# ## 9. Plateaus and saddles, not pits
#
# With one weight, a valley that is not the deepest is a trap. People feared that big
# networks are full of such pits. At a place where the slope is 0, look at the *bends*:
# the eigenvalues of the matrix of second derivatives, the **Hessian**. All positive: a
# pit. Some negative: a **saddle**, with ways down.
#
# Let us look, in a network small enough to see all of it.

# %% [markdown]
# The net of course 1, week 3: two inputs, six tanh units, one output, so 25 numbers
# `theta`. 80 points of two moons. A little L2 on everything keeps the lowest place from
# lying infinitely far out. To be quick, the functions take *k* networks at once:
# `theta` is `(k, 25)`.

# %%
P, T = planes.noisy_moons(80, np.random.default_rng(1))
n_h, n, decay = 6, 25, 0.001


def parts(theta):
    W1 = theta[:, : 2 * n_h].reshape(-1, n_h, 2)
    b1, W2 = theta[:, 2 * n_h : 3 * n_h, None], theta[:, None, 3 * n_h : 4 * n_h]
    return W1, b1, W2, theta[:, 4 * n_h :, None]


# %%
def cost_and_slope(theta):
    W1, b1, W2, b2 = parts(theta)
    A1 = np.tanh(W1 @ P + b1)  # (k, n_h, m)
    Z2 = W2 @ A1 + b2  # (k, 1, m)
    dZ2 = (sigmoid(Z2) - T) / T.size
    dZ1 = np.swapaxes(W2, 1, 2) * dZ2 * (1 - A1**2)
    slopes = (dZ1 @ P.T, dZ1.sum(axis=2), dZ2 @ np.swapaxes(A1, 1, 2), dZ2.sum(axis=2))
    slope = np.hstack([part.reshape(len(theta), -1) for part in slopes])
    cost = np.mean(np.logaddexp(0, Z2) - T * Z2, axis=(1, 2))
    return cost + decay / 2 * np.sum(theta**2, axis=1), slope + decay * theta


# %% [markdown]
# A Hessian by differences, as in last week's gradient check: move one number a little
# up and down, and see how the whole *slope* changes. 25 numbers, 50 networks, one call.


# %%
def hessian(theta, epsilon=1e-5):
    moves = epsilon * np.eye(n)
    slopes = cost_and_slope(np.vstack([theta + moves, theta - moves]))[1]
    J2 = (slopes[:n] - slopes[n:]) / (2 * epsilon)
    return (J2 + J2.T) / 2


def bends(theta):
    return np.linalg.eigvalsh(hessian(theta))  # from the lowest up


origin = np.zeros(n)
cost, slope = cost_and_slope(origin[None])
print(f"all 0: cost {cost[0]:.4f}, slope {np.linalg.norm(slope):.4f}")
print(f"       bends down in {np.sum(bends(origin) < -1e-4)} of {n} directions")

# %% [markdown]
# All weights 0: the slope is 0, as course 1, week 3 found, and gradient descent stands
# still for ever. Yet it is no pit. Six directions, one for each unit, lead down.

# %% [markdown]
# ### A plateau
#
# Start at random and small, 0.01, and take 4000 steps. **Predict.** You see the cost
# fall to 0.24 within 50 steps, then hardly move for a thousand. Has it finished?

# %%
theta = 0.01 * np.random.default_rng(0).normal(size=n)
path, costs, lengths = [theta], [], []
for _ in range(4000):
    cost, slope = cost_and_slope(theta[None])
    costs.append(cost[0])
    lengths.append(np.linalg.norm(slope))
    theta = theta - 1.0 * slope[0]
    path.append(theta)
print("step    cost   slope   bends down in")
for step in (0, 50, 200, 1000, 2000, 3999):
    down = np.sum(bends(path[step]) < -1e-4)
    print(f"{step:4d} {costs[step]:7.3f} {lengths[step]:7.4f} {down:8d} of {n}")

# %%
figure, axes = panels(1, 2, width=9.2, height=3.4)
steps, order = np.arange(4000), np.arange(1, n + 1)
plotting.curves(steps, {"cost": costs}, ax=axes[0], xlabel="step", ylabel="cost (nats)")
axes[0].set_title("Finished? No")
names = {1000: "on the plateau", 3999: "at the end"}
spectra = {f"step {step}, {name}": bends(path[step]) for step, name in names.items()}
plotting.curves(order, spectra, markers=True, ax=axes[1], xlabel="eigenvalue, in order")
axes[1].set_yscale("symlog", linthresh=0.001)
axes[1].set(title="How the cost bends")
show(
    figure,
    "Left: the cost falls at once, stays level for more than a thousand steps, and "
    "falls again. Right: the eigenvalues in order; on the plateau the first few are "
    "negative, at the end none.",
    "Right: bends below 0 are ways down. The scale is logarithmic on both sides of 0.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# No. At step 1000 the slope is as good as 0, and yet 3 of 25 bends are negative: a
# saddle. But its ways down are gentle, -0.003 beside bends of 0.9, and it takes another
# thousand steps before anything shows. At the end all bends are positive: a pit, and a
# good one, at half the cost. Whoever stops when the curve is flat stops too soon.
#
# </details>

# %% [markdown]
# ### Who leaves the plateau first?
#
# The same start, four methods, each at the best of six rates: the first step at which
# the cost is below 0.15. A run whose cost climbs above 1 is out.

# %%
for name, runner in RUNNERS.items():
    found = {}
    for alpha in (0.1, 0.3, 1.0, 3.0, 10.0, 20.0):
        theta, memory, step = path[0][None], {}, runner(alpha)
        for t in range(1, 4001):
            cost, slope = cost_and_slope(theta)
            if cost[0] < 0.15:
                found[alpha] = t
            if cost[0] < 0.15 or cost[0] > 1:
                break
            theta = theta - step(slope, memory, t)
    alpha = min(found, key=found.get)
    print(f"{name:9} {found[alpha]:5d} steps, at the rate {alpha}", flush=True)

# %% [markdown]
# Adam 48, momentum 74, RMSprop 120, gd 766. On a plateau all slopes are tiny; Adam and
# RMSprop divide by them, so their steps are as long as anywhere. Momentum bears longer
# steps than gd and nearly keeps up, with a rate of 20, which hardly anybody would have
# tried.

# %% [markdown]
# ### Saddles by the dozen
#
# Now hunt for places with slope 0, from all over: start wide or narrow, walk down a
# while, then make the *slope* small instead of the cost. That leads to pits and saddles
# alike. For each, its cost and its share of directions that lead down.


# %%
def seek(theta, tries=100, damping=0.01):
    slope = cost_and_slope(theta[None])[1][0]
    for _ in range(tries):
        J2 = hessian(theta)
        new = theta - np.linalg.solve(J2 @ J2 + damping * np.eye(n), J2 @ slope)
        new_slope = cost_and_slope(new[None])[1][0]
        if new_slope @ new_slope < slope @ slope:
            theta, slope, damping = new, new_slope, max(damping / 4, 1e-14)
        else:
            damping *= 4
        if slope @ slope < 1e-18 or damping > 1e8:
            break
    return theta, np.linalg.norm(slope)


# %%
searches, places = 60, []  # 20 are enough for a first look
for number in range(searches):
    rng = np.random.default_rng(100 + number)
    theta = rng.uniform(0.1, 2.5) * rng.normal(size=n)
    for _ in range(rng.integers(400)):
        theta = theta - cost_and_slope(theta[None])[1][0]
    theta, length = seek(theta)
    if length < 1e-7:
        cost = cost_and_slope(theta[None])[0][0]
        places.append((cost, np.mean(bends(theta) < -1e-5)))
    if (number + 1) % 20 == 0:
        print(f"{number + 1} searches", flush=True)

# %%
costs, shares = np.array(places).T
ax = tidy(panels(width=6.4, height=3.6)[1][0])
ax.plot(costs, shares, label="places with slope 0", **look(0).points(), alpha=0.6)
ax.plot(np.log(2), 6 / n, label="all weights 0", **look(1).points(), markersize=8)
ax.set(xlabel="cost (nats)", ylabel="share of directions down", ylim=(-0.01, 0.3))
ax.set(title="The higher, the more ways down")
ax.legend(loc="lower right")
show(
    ax,
    "Points rise from the lower left to the upper right: near cost 0.115 a few per "
    "cent of the directions lead down, at 0.23 a fifth, and at 0.69 a quarter.",
    "Every point is a place where gradient descent would stand still.",
)
for low, high in ((0, 0.12), (0.12, 0.2), (0.2, 1)):
    share = np.mean(shares[(costs >= low) & (costs < high)])
    print(f"cost from {low} to {high}: {share:.0%} of the directions lead down")

# %% [markdown]
# ### And where does training end?
#
# 40 wide starts, 6000 steps each, all at once; first with only *two* hidden units, then
# with six. **Predict.** Do all end at the same cost? Are the ends pits?

# %%
ends = {}
for n_h in (2, 6):
    n = 4 * n_h + 1
    theta = np.array([np.random.default_rng(k).normal(size=n) for k in range(40)])
    for _ in range(6000):
        theta = theta - 1.0 * cost_and_slope(theta)[1]
    ends[f"{n_h} hidden units"] = found = np.sort(cost_and_slope(theta)[0])
    pits = sum(np.all(bends(end) > -1e-4) for end in theta)
    print(f"{n_h} units: 40 runs end from {found[0]:.3f} to {found[-1]:.3f}; ", end="")
    print(f"in {pits} no direction leads down", flush=True)
ax = plotting.curves(np.arange(1, 41), ends, markers=True, xlabel="runs, sorted")
ax.set(ylabel="cost at the end (nats)", ylim=(0.1, 0.25))
ax.set(title="Few units: pits of three depths")
show(
    ax,
    "Two rows of 40 points. With two units they lie on steps at 0.17, 0.22 and 0.23; "
    "with six nearly level at 0.115.",
    "Same data, same starts. With six units it hardly matters where you start.",
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# With two units the fear is right: all 40 end in pits, near 0.172, 0.218 or 0.234, and
# only three runs find the best. With six there are pits too, but they lie at nearly the
# same depth: the worst run is three per cent above the best. (Where a direction still
# leads down, the run has not quite finished.) More units, more ways round.
#
# </details>

# %% [markdown]
# ### What this shows, and what not
#
# Were every bend the toss of a coin, 25 upwards would come once in 33 million times.
# They are no coins: the lower a place, the more of them go upwards. You saw that on
# *one* data set, with 25 numbers; Dauphin and others (2014) saw it in larger nets. For
# millions of weights, that bad pits are rare is a finding, not a theorem.

# %% [markdown]
# ## What you have learned
#
# - A batch's slope is right on average; half the error costs four times the examples.
# - An average over the past trades wobble for lag, and has no edge. Divide it by
#   $1 - \beta^t$ while it is young.
# - Momentum lets slopes that take turns cancel; RMSprop makes steps alike in every
#   entry; Adam does both, and its first step is `alpha`.
# - Compare methods each at its best rate; shrink the rate where slopes are noisy.
# - Where training stands still, look for a plateau before a pit.

# %% [markdown]
# **One thing to try.** Make the ravine ten times as narrow: write 1000 for 100 in
# `ravine`, `ravine_slope` and `turned_slope`, and run the race again. Predict first: by
# which factor does gd slow down, and by which momentum? Then open the assignment of
# this week, and write the parts yourself.
