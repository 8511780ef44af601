# %% [markdown]
# # Optimisation: better steps
#
# A gradient says where down is. You write what is done with it: small batches, a memory
# of past gradients, steps of the right size, rates that shrink. At the end you can
#
# - deal out examples in mini-batches, and lose none;
# - write momentum, RMSprop and Adam, and say what each remembers;
# - shrink a learning rate, and see when that helps.
#
# About 110 minutes · 10 exercises and one written answer · **100 points**

# %% setup="imports"
import numpy as np

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
# ## The moons, and a net for them
#
# Three hundred points on a plane, in two half circles that reach into one another. `X`
# has the shape `(2, 300)`, one column a point; `Y` has the shape `(1, 300)`, labels 0
# or 1. They come from a seed, so yours are the same as everybody's.

# %%
X, Y = planes.noisy_moons(300, np.random.default_rng(3))
print("X", X.shape, " Y", Y.shape, " points with label 1:", Y.sum())
plotting.show(
    boundaries.points(X, Y, title="Two moons, one inside the other's arms"),
    alt="Two half circles of points: blue circles arch upwards, red squares downwards, "
    "and each ends inside the other.",
    caption="Blue circles have label 0, red squares label 1.",
)

# %% [markdown]
# The net is given, since it is not this week's subject: two hidden layers of ReLUs with
# 16 and 8 units, and a sigmoid at the end. `cost_and_slopes` goes forward and back. Its
# gradients have the keys `dW1`, `db1` and so on, each in the shape of its parameter.


# %%
def new_parameters(sizes, rng):
    """Return random weights and zero biases for layers of these sizes."""
    parameters = {}
    for layer in range(1, len(sizes)):
        n_prev, n = sizes[layer - 1], sizes[layer]
        parameters[f"W{layer}"] = rng.normal(size=(n, n_prev)) * np.sqrt(2 / n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def forward(X, parameters):
    """Return what the two hidden layers say, and the sum before the sigmoid."""
    A1 = np.maximum(0, parameters["W1"] @ X + parameters["b1"])
    A2 = np.maximum(0, parameters["W2"] @ A1 + parameters["b2"])
    return A1, A2, parameters["W3"] @ A2 + parameters["b3"]


# %%
def cost_and_slopes(X, Y, parameters):
    """Return the mean cost of the examples, and its gradient by every parameter."""
    A1, A2, Z3 = forward(X, parameters)
    m = X.shape[1]
    cost = np.sum(np.logaddexp(0, Z3) - Y * Z3) / m
    dZ3 = (sigmoid(Z3) - Y) / m
    dZ2 = (parameters["W3"].T @ dZ3) * (A2 > 0)
    dZ1 = (parameters["W2"].T @ dZ2) * (A1 > 0)
    grads = {}
    for layer, dZ, A_prev in ((1, dZ1, X), (2, dZ2, A1), (3, dZ3, A2)):
        grads[f"dW{layer}"] = dZ @ A_prev.T
        grads[f"db{layer}"] = np.sum(dZ, axis=1, keepdims=True)
    return cost, grads


start = new_parameters([2, 16, 8, 1], np.random.default_rng(1))
cost, grads = cost_and_slopes(X, Y, start)
print({name: part.shape for name, part in start.items()})

# %% [markdown]
# ## Part A. Plain steps, small batches
#
# Why look at all examples before a single step? A few of them know roughly where down
# is, and many rough steps beat one exact one. First the step, then the batches.
# (22 points. Lesson: section 1.)

# %% [markdown]
# ### Exercise 1. `update_parameters_with_gd` (8 points)
#
# One plain step, with the parameters of every layer, however many there are:
#
# $$W = W - \alpha\, dW, \qquad b = b - \alpha\, db, \qquad
# \alpha = \mathrm{learning\_rate}$$
#
# `W1` is `(n, n_prev)` and so is `dW1`. From `W1 = [[1.0]]` with `dW1 = [[0.5]]` and
# rate 0.1 comes `[[0.95]]`. You may change the arrays you are given, or make new ones.
#
# <details><summary>Hint: a question</summary>
#
# The keys of a dict are words. What has to stand before "W1" to make the key of its
# gradient?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\theta_{\mathrm{new}} = \theta_{\mathrm{old}} - \alpha\, d\theta$ for every $\theta$
# among $W_1, b_1, \dots, W_L, b_L$.
#
# </details>


# %% solve="update_parameters_with_gd"
def update_parameters_with_gd(parameters, grads, learning_rate):
    """Take one step of plain gradient descent.

    Args:
        parameters: dict of W1, b1, W2, b2, ...
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        learning_rate: the length of a step per unit of gradient.

    Returns:
        dict of W1, b1, W2, b2, ... after the step.
    """
    updated = {}
    # Your part, about 2 lines: fill updated.
    ### BEGIN SOLUTION
    for name in parameters:
        updated[name] = parameters[name] - learning_rate * grads["d" + name]
    ### END SOLUTION
    return updated


# %% check="update_parameters_with_gd"
check(update_parameters_with_gd)

# %% [markdown]
# **Predict before you run.** One step from the start, at four learning rates. Which of
# them lowers the cost most, and does any raise it?
#
# <details><summary>Answer</summary>
#
# Longer steps help more, for a while: 3 does best of these. At 30 the step lands far up
# on the other side of the valley. Small steps are safe, and slow.
#
# </details>

# %%
print(f"before the step:    cost {cost:.3f}")
for rate in (0.003, 0.3, 3, 30):
    fresh = {name: part.copy() for name, part in start.items()}
    after = update_parameters_with_gd(fresh, grads, rate)
    print(f"learning rate {rate:5}: cost {cost_and_slopes(X, Y, after)[0]:.3f}")

# %% [markdown]
# ### Exercise 2. `random_mini_batches` (14 points)
#
# Shuffle the columns of `X`, shape `(n_x, m)`, and of `Y`, shape `(1, m)`, by one and
# the same permutation. Then cut batches of `mini_batch_size` columns; the last one
# takes what is left. The same `seed` repeats, another one gives another order; which
# generator you use is up to you. Ten examples in batches of 4 have the sizes 4, 4 and
# 2.
#
# <details><summary>Hint: a question</summary>
#
# If a permutation is a list of column numbers, how do you take the columns of an array
# in that order? And what does a slice do that goes past the end?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# Batch $k = 0, 1, \dots$ has the columns from $k \cdot \mathrm{size}$ up to, and not
# including, $\min((k + 1) \cdot \mathrm{size},\, m)$.
#
# </details>


# %% solve="random_mini_batches"
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    """Shuffle the examples and deal them out.

    Args:
        X: (n_x, m), one column an example.
        Y: (1, m), their targets.
        mini_batch_size: how many examples a batch has.
        seed: the same seed gives the same batches, another seed others.

    Returns:
        list of pairs X (n_x, size), Y (1, size), as many as it takes.
    """
    m = X.shape[1]
    batches = []
    # Your part, about 5 lines: fill batches with pairs.
    ### BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(m)
    X, Y = X[:, order], Y[:, order]
    for begin in range(0, m, mini_batch_size):
        end = begin + mini_batch_size
        batches.append((X[:, begin:end], Y[:, begin:end]))
    ### END SOLUTION
    return batches


# %% check="random_mini_batches"
check(random_mini_batches)

# %% [markdown]
# **Predict before you run.** Three hundred points in batches of 64: how many steps are
# in an epoch, and how many points are in its last batch? The labels of the moons take
# turns; what share of label 1 will a batch have?
#
# <details><summary>Answer</summary>
#
# Five steps; four batches have 64 points and the last has 44. The share of label 1 is
# near one half, and another in each batch: a batch is a rough picture of the whole, and
# so is its gradient.
#
# </details>

# %%
for X_batch, Y_batch in random_mini_batches(X, Y, 64, seed=1):
    _, slopes = cost_and_slopes(X_batch, Y_batch, start)
    print(
        f"{X_batch.shape[1]} points, {np.mean(Y_batch):.0%} of label 1, "
        f"db3 = {slopes['db3'].item():+.3f}"
    )
print(f"all 300 points, {np.mean(Y):.0%} of label 1, db3 = {grads['db3'].item():+.3f}")

# %% [markdown]
# ## Part B. Steps with a memory
#
# The gradients of batches are noisy. An average over the last steps is calmer: that is
# momentum. An average of their squares says how large a gradient usually is: that is
# RMSprop. Adam has both. (59 points. Lesson: sections 2 to 6.)

# %% [markdown]
# ### Exercise 3. `exponentially_weighted_average` (12 points)
#
# Start at $v_0 = 0$ and, for each of the `(n,)` values $\theta_t$, t = 1, 2, ...:
#
# $$v_t = \beta\, v_{t-1} + (1 - \beta)\, \theta_t$$
#
# With `bias_correction` the result is $v_t / (1 - \beta^t)$, else $v_t$. For 10, 20 and
# $\beta = 0.9$ it is 1, 2.9; corrected it is 10, 15.263. The correction is for showing:
# the next step starts from $v_t$ itself.
#
# <details><summary>Hint: a question</summary>
#
# Which number must you carry from one value to the next, and which one do you only
# write down?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $v_1 = (1 - \beta)\, \theta_1$, and its weights add up to $1 - \beta^1$; those of
# $v_t$ add up to $1 - \beta^t$.
#
# </details>


# %% solve="exponentially_weighted_average"
def exponentially_weighted_average(values, beta, bias_correction):
    """Average a series, with weights that fade into the past.

    Args:
        values: (n,), the series.
        beta: how much of the average stays, at least 0 and below 1.
        bias_correction: whether to correct the start.

    Returns:
        (n,), the average at every time.
    """
    averages = []
    # Your part, about 5 lines: append n numbers to averages.
    ### BEGIN SOLUTION
    v = 0.0
    for t, value in enumerate(values, start=1):
        v = beta * v + (1 - beta) * value
        corrected = v / (1 - beta**t)
        averages.append(corrected if bias_correction else v)
    ### END SOLUTION
    return np.array(averages)


# %% check="exponentially_weighted_average"
check(exponentially_weighted_average)

# %% [markdown]
# Sixty days of temperatures, made up here: 10 degrees, slowly rising, with noise.
# **Predict before you run.** With $\beta = 0.9$, where does the average start without
# the correction, and how soon does it not matter any more?
#
# <details><summary>Answer</summary>
#
# At a tenth of the first value, so it begins far too low. After 20 days the divisor is
# $1 - 0.9^{20} = 0.88$, after 40 it is 0.985: the two lines have met.
#
# </details>

# %%
days = np.arange(1, 61)
degrees = 10 + 0.1 * days + np.random.default_rng(2).normal(scale=2, size=60)
plain = exponentially_weighted_average(degrees, 0.9, False)
corrected = exponentially_weighted_average(degrees, 0.9, True)
plotting.show(
    plotting.curves(
        days,
        {"each day": degrees, "average": plain, "corrected average": corrected},
        xlabel="day",
        ylabel="degrees",
        title="The correction is for the start",
    ),
    alt="A jagged line of temperatures around 10 to 16 degrees. The plain average "
    "starts near 1 and climbs for a month; the corrected one starts among the "
    "temperatures.",
    caption=f"Day 1: {plain[0]:.1f} plain, {corrected[0]:.1f} corrected. "
    f"Day 60: {plain[-1]:.1f} and {corrected[-1]:.1f}.",
)

# %% [markdown]
# ### Exercise 4. `initialize_velocity` (5 points)
#
# Momentum averages gradients, so it needs a $v$ for each of them: zeros, since nothing
# has moved yet.
#
# $$v_{dW} = 0, \qquad v_{db} = 0 \qquad \text{in every layer}$$
#
# The keys are those of the gradients, `dW1`, `db1`, and so on. For `W1` of shape
# `(3, 2)` and `b1` of shape `(3, 1)` the velocity has 6 zeros and 3 zeros.
#
# <details><summary>Hint: a question</summary>
#
# An array knows its shape. Which function makes zeros of a given shape?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $v_{dW^{[l]}} = 0 \in \mathbb{R}^{n^{[l]} \times n^{[l-1]}}$ and
# $v_{db^{[l]}} = 0 \in \mathbb{R}^{n^{[l]} \times 1}$.
#
# </details>


# %% solve="initialize_velocity"
def initialize_velocity(parameters):
    """Return the velocity of a net that stands still: zeros.

    Args:
        parameters: dict of W1, b1, W2, b2, ...

    Returns:
        dict of dW1, db1, ..., zeros in the shapes of the parameters.
    """
    v = {}
    # Your part, about 2 lines: fill v.
    ### BEGIN SOLUTION
    for name in parameters:
        v["d" + name] = np.zeros(parameters[name].shape)
    ### END SOLUTION
    return v


# %% check="initialize_velocity"
check(initialize_velocity)

# %% [markdown]
# **Predict before you run.** The net has two inputs, hidden layers of 16 and 8, and one
# output. How many numbers does momentum keep in memory for it?
#
# <details><summary>Answer</summary>
#
# As many as there are parameters: 48 in the first layer, 136 in the second, 9 in the
# third, which makes 193. A memory of averages costs as much room as the net itself.
#
# </details>

# %%
v = initialize_velocity(start)
for layer in (1, 2, 3):
    print(f"layer {layer}: {v[f'dW{layer}'].size} + {v[f'db{layer}'].size} numbers")
print("velocity:", sum(part.size for part in v.values()))

# %% [markdown]
# ### Exercise 5. `update_parameters_with_momentum` (11 points)
#
# First the velocity, then a step along it, for `W` and `b` of every layer:
#
# $$v = \beta\, v + (1 - \beta)\, dW, \qquad W = W - \alpha\, v$$
#
# By hand: `W1 = [[2]]`, `dW1 = [[3]]`, an old `v` of 1, $\beta = 0.9$, $\alpha = 0.1$
# give a new `v` of 1.2 and `W1 = [[1.88]]`. Other libraries leave out $(1 - \beta)$;
# this course has it.
#
# <details><summary>Hint: a question</summary>
#
# Which of the two velocities belongs into the step, the one that came in or the one you
# have just made?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $0.9 \cdot 1 + 0.1 \cdot 3 = 1.2$, and then $2 - 0.1 \cdot 1.2 = 1.88$.
#
# </details>


# %% solve="update_parameters_with_momentum"
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    """Take one step along an average of the gradients.

    Args:
        parameters: dict of W1, b1, W2, b2, ...
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        v: dict of dW1, db1, ..., the velocity so far.
        beta: how much of the velocity stays, at least 0 and below 1.
        learning_rate: the length of a step per unit of velocity.

    Returns:
        parameters: dict of W1, b1, W2, b2, ... after the step.
        v: dict of dW1, db1, ..., the velocity of this step.
    """
    updated, velocity = {}, {}
    # Your part, about 4 lines: fill updated and velocity.
    ### BEGIN SOLUTION
    for name in parameters:
        key = "d" + name
        velocity[key] = beta * v[key] + (1 - beta) * grads[key]
        updated[name] = parameters[name] - learning_rate * velocity[key]
    ### END SOLUTION
    return updated, velocity


# %% check="update_parameters_with_momentum"
check(update_parameters_with_momentum)

# %% [markdown]
# **Predict before you run.** A ravine: along it every gradient is 1, across it they are
# 1 and -1 in turn. What becomes of the two velocities in 20 steps, with
# $\beta = 0.9$?
#
# <details><summary>Answer</summary>
#
# Along the ravine it grows towards 1: after 20 steps it is 0.88. Across, the gradients
# cancel, and what is left swings between about 0.05 and -0.05. Momentum damps the
# zigzag and keeps the way.
#
# </details>

# %%
place, v = {"W1": np.zeros((1, 2))}, {"dW1": np.zeros((1, 2))}
for t in range(1, 21):
    slope = {"dW1": np.array([[1.0, (-1.0) ** t]])}
    place, v = update_parameters_with_momentum(place, slope, v, 0.9, 0.1)
    if t in (1, 2, 5, 10, 19, 20):
        along, across = v["dW1"][0]
        print(f"step {t:2d}: velocity along {along:.3f}, across {across:+.3f}")

# %% [markdown]
# ### Exercise 6. `update_parameters_with_rmsprop` (10 points)
#
# Divide each gradient by its usual size, entry by entry:
#
# $$s = \beta\, s + (1 - \beta)\, dW^2, \qquad
# W = W - \alpha\, \frac{dW}{\sqrt{s} + \varepsilon}$$
#
# `s` has the shapes of the gradients; $\varepsilon$ stands outside the root. By hand:
# `W1 = [[2]]`, `dW1 = [[4]]`, an old `s` of 2, $\beta = 0.5$, $\alpha = 0.1$ and
# $\varepsilon = 1$ give a new `s` of 9 and `W1 = [[1.9]]`.
#
# <details><summary>Hint: a question</summary>
#
# Why is a square averaged, and not the gradient? And what would the division do,
# without epsilon, where all gradients have been zero?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $0.5 \cdot 2 + 0.5 \cdot 4^2 = 9$, and then
# $2 - 0.1 \cdot 4 / (\sqrt{9} + 1) = 1.9$.
#
# </details>


# %% solve="update_parameters_with_rmsprop"
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    """Take one step with each gradient divided by its usual size.

    Args:
        parameters: dict of W1, b1, W2, b2, ...
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        s: dict of dW1, db1, ..., the mean squares so far.
        beta: how much of the mean squares stays, at least 0 and below 1.
        learning_rate: the length of a step where a gradient is of its usual size.
        epsilon: keeps the divisor off zero.

    Returns:
        parameters: dict of W1, b1, W2, b2, ... after the step.
        s: dict of dW1, db1, ..., the mean squares with this gradient.
    """
    updated, squares = {}, {}
    # Your part, about 5 lines: fill updated and squares.
    ### BEGIN SOLUTION
    for name in parameters:
        key = "d" + name
        squares[key] = beta * s[key] + (1 - beta) * grads[key] ** 2
        scale = np.sqrt(squares[key]) + epsilon
        updated[name] = parameters[name] - learning_rate * grads[key] / scale
    ### END SOLUTION
    return updated, squares


# %% check="update_parameters_with_rmsprop"
check(update_parameters_with_rmsprop)

# %% [markdown]
# **Predict before you run.** One weight has a gradient of 100 in every step, another
# one of 0.01. How long are their steps at rate 0.01, first and later?
#
# <details><summary>Answer</summary>
#
# Both weights take the same steps, whatever their gradients: 0.0316 at first and 0.01
# later. The first steps are too long because s starts at zero and is too small. Adam
# will mend that.
#
# </details>

# %%
place, s = {"W1": np.zeros((1, 2))}, {"dW1": np.zeros((1, 2))}
slope = {"dW1": np.array([[100.0, 0.01]])}
for t in range(1, 101):
    before = place["W1"].copy()
    place, s = update_parameters_with_rmsprop(place, slope, s, 0.9, 0.01, 1e-8)
    if t in (1, 2, 5, 20, 100):
        steep, flat = np.abs(place["W1"] - before)[0]
        print(
            f"step {t:3d}: {steep:.4f} where it is steep, {flat:.4f} where it is flat"
        )

# %% [markdown]
# ### Exercise 7. `initialize_adam` (5 points)
#
# Adam remembers two things of every parameter: a mean gradient `v` and a mean square
# `s`. Both start at zero.
#
# $$v_{dW} = v_{db} = 0, \qquad s_{dW} = s_{db} = 0 \qquad \text{in every layer}$$
#
# Two dicts come back, each with the keys `dW1`, `db1`, and so on. For `W1` of shape
# `(3, 2)` there are 6 zeros in `v` and 6 others in `s`.
#
# <details><summary>Hint: a question</summary>
#
# If v and s were the same arrays under two names, what would a change of one do to the
# other?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $v_{dW^{[l]}} = s_{dW^{[l]}} = 0 \in \mathbb{R}^{n^{[l]} \times n^{[l-1]}}$, in arrays
# of their own.
#
# </details>


# %% solve="initialize_adam"
def initialize_adam(parameters):
    """Return the two memories of Adam before the first step: zeros.

    Args:
        parameters: dict of W1, b1, W2, b2, ...

    Returns:
        v: dict of dW1, db1, ..., zeros in the shapes of the parameters.
        s: the same, in arrays of its own.
    """
    v, s = {}, {}
    # Your part, about 3 lines: fill v and s.
    ### BEGIN SOLUTION
    for name in parameters:
        v["d" + name] = np.zeros(parameters[name].shape)
        s["d" + name] = np.zeros(parameters[name].shape)
    ### END SOLUTION
    return v, s


# %% check="initialize_adam"
check(initialize_adam)

# %% [markdown]
# **Predict before you run.** How many numbers must a computer hold for this net while
# it learns by Adam: parameters, gradients and all that Adam remembers?
#
# <details><summary>Answer</summary>
#
# Four times 193, which is 772: parameters, gradients, v and s. For large nets that is
# a real price, and one reason why others still use momentum.
#
# </details>

# %%
v, s = initialize_adam(start)
parts = {"parameters": start, "gradients": grads, "v": v, "s": s}
counts = {name: sum(a.size for a in part.values()) for name, part in parts.items()}
print(counts, "together", sum(counts.values()))

# %% [markdown]
# ### Exercise 8. `update_parameters_with_adam` (16 points)
#
# Step number t, the first is 1:
#
# $$v = \beta_1 v + (1 - \beta_1)\, dW, \qquad v^c = v / (1 - \beta_1^t)$$
#
# $$s = \beta_2 s + (1 - \beta_2)\, dW^2, \qquad s^c = s / (1 - \beta_2^t)$$
#
# $$W = W - \alpha\, v^c / (\sqrt{s^c} + \varepsilon)$$
#
# By hand: `W1 = [[2]]`, `dW1 = [[4]]`, t = 1, zeros in `v` and `s`, both betas 0.5,
# $\alpha = 0.1$, $\varepsilon = 1$ give `W1 = [[1.92]]`. The older form without the two
# corrected dicts at the end is accepted too.
#
# <details><summary>Hint: a question</summary>
#
# Which averages does the next step need, the plain or the corrected ones? And is beta
# multiplied by t, or raised to it?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $v = 2$, $v^c = 2 / 0.5 = 4$; $s = 8$, $s^c = 8 / 0.5 = 16$;
# $2 - 0.1 \cdot 4 / (\sqrt{16} + 1) = 1.92$.
#
# </details>


# %% solve="update_parameters_with_adam"
def update_parameters_with_adam(
    parameters,
    grads,
    v,
    s,
    t,
    learning_rate=0.01,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
):
    """Take one step of Adam: momentum and RMSprop, each with bias correction.

    Args:
        parameters: dict of W1, b1, W2, b2, ...
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        v: dict of dW1, db1, ..., the mean gradients so far.
        s: dict of dW1, db1, ..., the mean squares so far.
        t: the number of this step; the first is 1.
        learning_rate: about the length of a step in every direction.
        beta1: how much of v stays, at least 0 and below 1.
        beta2: how much of s stays, at least 0 and below 1.
        epsilon: keeps the divisor off zero.

    Returns:
        parameters: dict of W1, b1, W2, b2, ... after the step.
        v: dict of dW1, db1, ..., the mean gradients with this one.
        s: dict of dW1, db1, ..., the mean squares with this one.
        v_corrected: v without its bias towards zero.
        s_corrected: s without its bias towards zero.
    """
    updated, means, squares, v_corrected, s_corrected = {}, {}, {}, {}, {}
    # Your part, about 8 lines: fill all five.
    ### BEGIN SOLUTION
    for name in parameters:
        key = "d" + name
        means[key] = beta1 * v[key] + (1 - beta1) * grads[key]
        squares[key] = beta2 * s[key] + (1 - beta2) * grads[key] ** 2
        v_corrected[key] = means[key] / (1 - beta1**t)
        s_corrected[key] = squares[key] / (1 - beta2**t)
        step = v_corrected[key] / (np.sqrt(s_corrected[key]) + epsilon)
        updated[name] = parameters[name] - learning_rate * step
    ### END SOLUTION
    return updated, means, squares, v_corrected, s_corrected


# %% check="update_parameters_with_adam"
check(update_parameters_with_adam)

# %% [markdown]
# **Predict before you run.** Again one gradient of 100 and one of 0.01, at rate 0.01.
# How long are the steps of Adam, the very first included?
#
# <details><summary>Answer</summary>
#
# 0.01 for both, from the first step on: the corrections make up for the start at zero.
# RMSprop began three times too long. That is why Adam's learning rate means about the
# same in every direction, at any time.
#
# </details>

# %%
place, (v, s) = {"W1": np.zeros((1, 2))}, initialize_adam({"W1": np.zeros((1, 2))})
for t in range(1, 101):
    before = place["W1"].copy()
    place, v, s, *_ = update_parameters_with_adam(place, slope, v, s, t, 0.01)
    if t in (1, 2, 5, 20, 100):
        steep, flat = np.abs(place["W1"] - before)[0]
        print(
            f"step {t:3d}: {steep:.4f} where it is steep, {flat:.4f} where it is flat"
        )

# %% [markdown]
# ## A race on the moons
#
# Here is the loop that calls your functions: in every epoch new batches, after every
# batch a step. The four optimisers start from the same weights, see the same batches
# and have the same learning rate.


# %%
def step(optimizer, parameters, grads, v, s, t, rate):
    """Return parameters, v and s after one step of the optimiser of that name."""
    if optimizer == "momentum":
        parameters, v = update_parameters_with_momentum(parameters, grads, v, 0.9, rate)
    elif optimizer == "RMSprop":
        parameters, s = update_parameters_with_rmsprop(
            parameters, grads, s, 0.9, rate, 1e-8
        )
    elif optimizer == "Adam":
        parameters, v, s, *_ = update_parameters_with_adam(
            parameters, grads, v, s, t, rate
        )
    else:
        parameters = update_parameters_with_gd(parameters, grads, rate)
    return parameters, v, s


# %%
def model(optimizer, learning_rate, epochs=200, schedule=None):
    """Train the net on the moons; return its parameters and the cost of each epoch."""
    parameters = new_parameters([2, 16, 8, 1], np.random.default_rng(1))
    v, s = initialize_adam(parameters)
    t, costs = 0, []
    for epoch in range(epochs):
        rate = schedule(learning_rate, epoch) if schedule else learning_rate
        total = 0
        for X_batch, Y_batch in random_mini_batches(X, Y, 64, seed=epoch):
            cost, grads = cost_and_slopes(X_batch, Y_batch, parameters)
            t, total = t + 1, total + cost * X_batch.shape[1]
            parameters, v, s = step(optimizer, parameters, grads, v, s, t, rate)
        costs.append(total / X.shape[1])
    return parameters, costs


def accuracy(parameters):
    """Return the share of points with the right label, in per cent."""
    return 100 * np.mean((forward(X, parameters)[2] > 0) == Y)


# %% [markdown]
# **Predict before you run.** Two hundred epochs of five steps at rate 0.003. In which
# order do gradient descent, momentum, RMSprop and Adam arrive? (It takes some seconds;
# with `EPOCHS = 50` it is over at once.)
#
# <details><summary>Answer</summary>
#
# RMSprop and Adam are far ahead, with 98 or 99 % of the points. Gradient descent and
# momentum are still at about 88 %, a nearly straight border, and hardly differ. Why
# they hardly differ is the question at the end.
#
# </details>

# %%
EPOCHS = 200
nets, costs = {}, {}
for optimizer in ("gradient descent", "momentum", "RMSprop", "Adam"):
    nets[optimizer], costs[optimizer] = model(optimizer, 0.003, EPOCHS)
    final = f"cost {costs[optimizer][-1]:.2f}, {accuracy(nets[optimizer]):.0f} % right"
    print(f"{optimizer:16}: {final}")

# %%
ax = plotting.plot_costs(costs, every=1, title="One rate for all: two are far ahead")
ax.set(xlabel="epoch")
plotting.show(
    ax,
    alt="Cost against the epoch. RMSprop and Adam fall to almost nothing; gradient "
    "descent and momentum lie on one another, far above.",
    caption="Gradient descent and momentum can hardly be told apart.",
)

# %%
figure, axes = theme.panels(2, 2, width=8, height=7)
for ax, (optimizer, net) in zip(axes, nets.items(), strict=True):
    boundaries.decision_boundary(
        lambda places, net=net: sigmoid(forward(places, net)[2]),
        X,
        Y,
        ax=ax,
        title=f"{optimizer}: {accuracy(net):.0f} %",
    )
plotting.show(
    figure,
    alt="Four borders on the moons. Those of gradient descent and momentum are nearly "
    "straight and cut off the tips; those of RMSprop and Adam wind between the moons.",
    caption="The same net and the same number of steps, four optimisers.",
)

# %% [markdown]
# ## Part C. Rates that shrink
#
# Long steps cross the plain, short ones settle in the valley. A learning rate that
# shrinks can do both, if it does not shrink too soon. (14 points. Lesson: section 8.)

# %% [markdown]
# ### Exercise 9. `update_lr` (6 points)
#
# The rate of epoch 0, 1, 2, ... gets smaller and smaller:
#
# $$\alpha = \frac{\alpha_0}{1 + \mathrm{decay\_rate} \cdot \mathrm{epoch\_num}}$$
#
# All four are single numbers. With $\alpha_0 = 0.5$ and a decay rate of 1, epoch 0 has
# 0.5 and epoch 3 has 0.125.
#
# <details><summary>Hint: a question</summary>
#
# What should come out in epoch 0, whatever the decay rate? Does your formula do that?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $0.5 / (1 + 1 \cdot 3) = 0.125$: all of the bracket divides.
#
# </details>


# %% solve="update_lr"
def update_lr(learning_rate0, epoch_num, decay_rate):
    """Return a learning rate that shrinks a little in every epoch.

    Args:
        learning_rate0: the rate of epoch 0.
        epoch_num: how many epochs are over.
        decay_rate: how fast it shrinks; with 0 it stays.

    Returns:
        the learning rate of this epoch, a number.
    """
    # Your part, 1 line: compute learning_rate.
    ### BEGIN SOLUTION
    learning_rate = learning_rate0 / (1 + decay_rate * epoch_num)
    ### END SOLUTION
    return learning_rate


# %% check="update_lr"
check(update_lr)

# %% [markdown]
# **Predict before you run.** Start at rate 1 with a decay rate of 1. When is half of it
# gone, when nine tenths, and when 99 hundredths?
#
# <details><summary>Answer</summary>
#
# After 1, 9 and 99 epochs. Most of the rate is gone in the first tenth of a training of
# 100 epochs, when the net is still far from anywhere.
#
# </details>

# %%
for epoch in (0, 1, 9, 99):
    print(f"epoch {epoch:2d}: rate {update_lr(1.0, epoch, 1.0):.3f}")

# %% [markdown]
# ### Exercise 10. `schedule_lr_decay` (8 points)
#
# A staircase: the rate stays for `time_interval` epochs and then goes down one stair.
#
# $$\alpha = \frac{\alpha_0}{1 + \mathrm{decay\_rate} \cdot
# \lfloor \mathrm{epoch\_num} / \mathrm{time\_interval} \rfloor}$$
#
# All are single numbers. With $\alpha_0 = 0.8$, a decay rate of 1 and intervals of
# 1000, epoch 2500 is on the third stair: 0.8 / 3 = 0.2667.
#
# <details><summary>Hint: a question</summary>
#
# How many whole intervals are over in epoch 2500? Which function drops the part of one
# that is not over?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\lfloor 2500 / 1000 \rfloor = \lfloor 2.5 \rfloor = 2$, and $0.8 / (1 + 1 \cdot 2)$.
#
# </details>


# %% solve="schedule_lr_decay"
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    """Return a learning rate that shrinks in steps: a staircase.

    Args:
        learning_rate0: the rate of epoch 0.
        epoch_num: how many epochs are over.
        decay_rate: how fast it shrinks; with 0 it stays.
        time_interval: how many epochs a step of the staircase lasts.

    Returns:
        the learning rate of this epoch, a number.
    """
    # Your part, about 2 lines: compute learning_rate.
    ### BEGIN SOLUTION
    stairs = np.floor(epoch_num / time_interval)
    learning_rate = learning_rate0 / (1 + decay_rate * stairs)
    ### END SOLUTION
    return learning_rate


# %% check="schedule_lr_decay"
check(schedule_lr_decay)

# %% [markdown]
# **Predict before you run.** Two hundred epochs from rate 1, with a decay rate of 1:
# once smoothly, once in stairs of 50 epochs. What is the rate in epoch 49, 50 and 199,
# by either schedule?
#
# <details><summary>Answer</summary>
#
# Smoothly 0.02, 0.0196 and 0.005. In stairs 1, 0.5 and 0.25. One number, `decay_rate`,
# means something quite different in the two.
#
# </details>

# %%
epochs = np.arange(200)
rates = {
    "update_lr": [update_lr(1.0, epoch, 1.0) for epoch in epochs],
    "schedule_lr_decay": [schedule_lr_decay(1.0, epoch, 1.0, 50) for epoch in epochs],
}
for name, series in rates.items():
    print(f"{name}: " + ", ".join(f"{series[epoch]:.4f}" for epoch in (49, 50, 199)))
plotting.show(
    plotting.curves(
        epochs,
        rates,
        xlabel="epoch",
        ylabel="learning rate",
        title="The smooth rate is gone before the first stair is over",
    ),
    alt="Learning rate against the epoch. One curve plunges to almost zero within ten "
    "epochs; a staircase goes from 1 to a half, a third and a quarter.",
    caption="Both start at 1 and have a decay rate of 1.",
)

# %% [markdown]
# ## Gradient descent, once more
#
# Plain gradient descent at rate 1, more than three hundred times that of the race: at a
# constant rate, and with your two schedules. **Predict before you run.** Which of the
# three ends lowest, and which is calmest at the end?
#
# <details><summary>Answer</summary>
#
# The stairs end lowest, at 0.03, and calmly. The constant rate swings around 0.04. The
# smooth one is the calmest and sticks at 0.21, with a border that hardly bends: its
# rate was gone too early.
#
# </details>

# %%
schedules = {
    "constant": None,
    "smooth": lambda rate, epoch: update_lr(rate, epoch, 1.0),
    "stairs": lambda rate, epoch: schedule_lr_decay(rate, epoch, 1.0, 50),
}
decays = {}
for name, schedule in schedules.items():
    net, decays[name] = model("gradient descent", 1.0, EPOCHS, schedule)
    last = np.array(decays[name][-20:])
    print(
        f"{name:8}: {accuracy(net):.0f} % right; in the last 20 epochs the cost is "
        f"{last.mean():.2f} on average and swings by {np.ptp(last):.3f}"
    )

# %%
ax = plotting.plot_costs(decays, every=1, title="Shrink the rate, but not too soon")
ax.set(xlabel="epoch", yscale="log")
plotting.show(
    ax,
    alt="Cost against the epoch, on a logarithmic axis. The smooth rate flattens out "
    "early and high; the constant one is jagged and low; the stairs are lowest, and "
    "smoother with each stair.",
    caption="Stairs begin in epochs 50, 100 and 150.",
)

# %% [markdown]
# ### A question in words (5 points)
#
# Somebody reads the table of the race and says: "Gradient descent is bad, momentum is
# of no use, and Adam is always best." Answer in four to eight sentences of your own
# (double-click the next cell to write). Why did momentum hardly differ from gradient
# descent there? What did RMSprop and Adam do differently? And was the race fair?
# Sections 4, 6 and 7 of the lesson help.

# %% [markdown] answer="what-the-race-shows" points=5
# **Momentum (2 points).** In the form with $1 - \beta$, v is an average of gradients.
# If they hardly change from step to step, as on this slope at a small rate, the average
# is the gradient: the same steps. Momentum helps where gradients zigzag or are noisy.
#
# **RMSprop and Adam (1 point).** They divide by the usual size of each gradient, so
# their steps are about as long as the rate, however flat it is. Small gradients do not
# stop them.
#
# **The race (2 points).** One rate for all is not fair: it fits some and not others. At
# rate 1 gradient descent reached the same accuracy as Adam, and with stairs a low
# and calm cost. Compare optimisers each at its own best rate.

# %% [markdown]
# ## What you have learned
#
# You wrote the optimisers that train most nets: batches that lose nothing, averages
# that forget, momentum, RMSprop, Adam, and rates that shrink. And you saw that a
# comparison at one learning rate says little.

# %% [markdown]
# **One thing to try.** Press `B` for a cell of your own and give momentum its chance:
# `model("momentum", 1.0)`, then with `schedules["stairs"]`. Predict first: will it be
# calmer than gradient descent at that rate? Then save the notebook, and hand it in.
