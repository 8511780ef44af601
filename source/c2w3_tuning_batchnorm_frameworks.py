# %% [markdown]
# # Tuning, batch normalisation, TensorFlow
#
# You search for hyperparameters, keep the numbers inside a network in order, and train
# with a framework that differentiates for you. At the end you can
#
# - draw learning rates and momenta on the scale that suits them;
# - normalise a batch, forward and backward, and do without one at test time;
# - write a training loop with tensors, variables and a tape.
#
# About 150 minutes · 13 exercises and one written answer · **100 points**

# %% setup="imports"
import numpy as np
import tensorflow as tf

from course_utils.desk import check, load_signs, plotting, theme

# %% [markdown]
# ## How this notebook works
#
# An exercise is four cells: what to do, where you write, a check, something to look
# at. Write your lines in place of `raise NotImplementedError(...)`, run the cell, run
# the check. Where you are asked to predict, write down a guess first, then run, then
# open *Answer*. TensorFlow may greet you in red when it is imported: no harm in it.

# %% [markdown]
# ## Part A. Where to look for hyperparameters
#
# A learning rate of 0.0001 and one of 1 are four decades apart. How do you draw one at
# random, so that each decade gets its chance? And how do you go on when you have found
# a promising place? (22 points. Lesson: sections 1 to 4.)

# %% [markdown]
# ### Exercise 1. `sample_log_uniform` (6 points)
#
# Draw `n` numbers between `low` and `high` whose *exponent* is uniform:
#
# $$r \sim \mathcal{U}(\log_{10} \text{low}, \log_{10} \text{high}), \qquad
# \text{value} = 10^r$$
#
# The result has the shape `(n,)`. From 0.0001 to 1, `r = -2.5` gives 0.00316. Draw with
# `rng.uniform(from, to, size=n)`, so that a search can be repeated.
#
# <details><summary>Hint: a question</summary>
#
# Which quantity should be spread evenly, the number or the power of ten? And what turns
# it back into the number?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\text{value} = 10^r$ undoes $r = \log_{10} \text{value}$; a base of $e$ needs $e$ in
# both places.
#
# </details>


# %% solve="sample_log_uniform"
def sample_log_uniform(low, high, n, rng):
    """Draw numbers whose logarithm is uniform.

    Args:
        low: the smallest value, above 0.
        high: the largest value.
        n: how many to draw.
        rng: where the random numbers come from.

    Returns:
        (n,), numbers between low and high.
    """
    # Your part, 2 lines: draw exponents, and compute values from them.
    ### BEGIN SOLUTION
    r = rng.uniform(np.log10(low), np.log10(high), size=n)
    values = 10**r
    ### END SOLUTION
    return values


# %% check="sample_log_uniform"
check(sample_log_uniform)

# %% [markdown]
# **Predict before you run.** Of 10,000 learning rates between 0.0001 and 1, what share
# lies below 0.1 if you draw them evenly? And with your function?
#
# <details><summary>Answer</summary>
#
# Evenly, one in ten. With your function, three quarters: three of the four decades
# lie below 0.1.
#
# </details>

# %%
rng = np.random.default_rng(1)
evenly, yours = rng.uniform(1e-4, 1, 10_000), sample_log_uniform(1e-4, 1, 10_000, rng)
for name, rates in (("evenly", evenly), ("yours", yours)):
    print(f"{name:7} below 0.1: {100 * np.mean(rates < 0.1):3.0f} %")

# %% [markdown]
# ### Exercise 2. `sample_momentum` (6 points)
#
# A momentum `beta` averages over about `1 / (1 - beta)` values: 10 for 0.9, but 1000
# for 0.999. So the gap `1 - beta` is what wants a logarithmic scale:
#
# $$1 - \beta \ \text{ log-uniform between } \ 1 - \text{high} \ \text{ and } \
# 1 - \text{low}$$
#
# A gap of 0.02 gives `beta = 0.98`. Use your `sample_log_uniform`.
#
# <details><summary>Hint: a question</summary>
#
# The largest beta has the smallest gap. Which of the two ends comes first?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\beta = 1 - \text{gap}$, with the gap between $1 - \text{high}$ and
# $1 - \text{low}$.
#
# </details>


# %% solve="sample_momentum"
def sample_momentum(low, high, n, rng):
    """Draw momentum coefficients, with 1 - beta on a logarithmic scale.

    Args:
        low: the smallest beta.
        high: the largest beta, below 1.
        n: how many to draw.
        rng: where the random numbers come from.

    Returns:
        (n,), numbers between low and high.
    """
    # Your part, 2 lines: draw gaps, and compute betas from them.
    ### BEGIN SOLUTION
    gaps = sample_log_uniform(1 - high, 1 - low, n, rng)
    betas = 1 - gaps
    ### END SOLUTION
    return betas


# %% check="sample_momentum"
check(sample_momentum)

# %% [markdown]
# **Predict before you run.** Between 0.9 and 0.999, what share of your betas lies above
# 0.99? What share would it be if they were drawn evenly?
#
# <details><summary>Answer</summary>
#
# Half: the gap has two decades, and 0.99 stands between them. Drawn evenly, 9 % would
# be left for all that averages over more than a hundred values.
#
# </details>

# %%
rng = np.random.default_rng(2)
evenly, yours = (
    rng.uniform(0.9, 0.999, 10_000),
    sample_momentum(0.9, 0.999, 10_000, rng),
)
for name, betas in (("evenly", evenly), ("yours", yours)):
    print(f"{name:7} above 0.99: {100 * np.mean(betas > 0.99):3.0f} %")

# %% [markdown]
# ### Exercise 3. `coarse_to_fine` (10 points)
#
# Try `n_coarse` points in all of `space`, then `n_fine` around the best of them: each
# value within a quarter of its decades on either side, never outside `low` and `high`.
#
# $$f = (\text{high} / \text{low})^{1/4}, \qquad
# \max(\text{low}, \text{best} / f) \text{ to } \min(\text{high}, \text{best} \cdot f)$$
#
# From 0.0001 to 1, `f` is 10: around 0.02 you go on from 0.002 to 0.2. The given
# `trials` draws points and returns pairs `(cost, point)`. Ask `objective` nowhere else.
#
# <details><summary>Hint: a question</summary>
#
# Which pair of a list has the lowest cost? And may the winner at the end be one of the
# coarse points?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\log \text{best} \pm \frac{1}{4} \log \frac{\text{high}}{\text{low}}$ is
# $\text{best} \cdot f$ and $\text{best} / f$.
#
# </details>


# %% solve="coarse_to_fine"
def coarse_to_fine(objective, space, n_coarse, n_fine, rng):
    """Search a space at random, then search again around the best point found.

    Args:
        objective: takes a point, a dict of one number for each name, and returns its
            cost: the lower, the better.
        space: dict of name -> (low, high).
        n_coarse: how many points are tried in all of space.
        n_fine: how many more are tried around the best of them.
        rng: where the random numbers come from.

    Returns:
        best: dict of name -> value, the point of lowest cost among all that were tried.
        value: its cost.
    """

    def trials(ranges, n):
        columns = {
            name: sample_log_uniform(low, high, n, rng)
            for name, (low, high) in ranges.items()
        }
        points = [{name: float(columns[name][i]) for name in ranges} for i in range(n)]
        return [(objective(point), point) for point in points]

    # Your part, about 8 lines: find best and value in two rounds of trials.
    ### BEGIN SOLUTION
    tried = trials(space, n_coarse)
    _, best = min(tried, key=lambda trial: trial[0])
    nearby = {}
    for name, (low, high) in space.items():
        f = (high / low) ** (1 / 4)
        nearby[name] = (max(low, best[name] / f), min(high, best[name] * f))
    tried += trials(nearby, n_fine)
    value, best = min(tried, key=lambda trial: trial[0])
    ### END SOLUTION
    return best, value


# %% check="coarse_to_fine"
check(coarse_to_fine)

# %% [markdown]
# Here is a landscape of costs, lowest at `alpha = 0.01` and `lambd = 0.1`. **Predict
# before you run.** Thirty trials: all at random, or fifteen and fifteen more around the
# best. Which comes closer, over two hundred searches?
#
# <details><summary>Answer</summary>
#
# Coarse to fine wins in about two searches of three, and its typical cost is less
# than half. It does not always win: a coarse round may find a poor place to refine.
#
# </details>


# %%
def landscape(point):
    """Return the squared distance from the best point, in decades."""
    return (np.log10(point["alpha"]) + 2) ** 2 + (np.log10(point["lambd"]) + 1) ** 2


space = {"alpha": (1e-4, 1.0), "lambd": (1e-3, 10.0)}
pairs = []
for seed in range(200):
    rng = np.random.default_rng(seed)
    refined = coarse_to_fine(landscape, space, 15, 15, rng)[1]
    columns = [sample_log_uniform(*space[name], 30, rng) for name in space]
    points = [{"alpha": a, "lambd": b} for a, b in zip(*columns, strict=True)]
    random = [landscape(point) for point in points]
    pairs.append((min(random), refined))
random, refined = np.array(pairs).T
print(
    f"typical cost: {np.median(random):.3f} at random, {np.median(refined):.3f} refined"
)
print(f"refined is better in {100 * np.mean(refined < random):.0f} % of the searches")

# %% [markdown]
# ## Part B. Batch normalisation
#
# Each layer gets its inputs from layers that change all the time. Batch norm gives
# every unit a mean and a spread of its own choice, whatever came before. In a dense
# layer it stands between `Z` and the activation. (31 points. Lesson: sections 5 to 7.)

# %% [markdown]
# ### Exercise 4. `batch_norm` (12 points)
#
# For every unit, over the batch:
#
# $$\hat X = \frac{X - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad
# \text{out} = \gamma \hat X + \beta$$
#
# Dense: `X` is `(n, m)`, a unit is a row, `gamma` is `(n, 1)`. Pictures: `X` is
# `(m, n_H, n_W, n_C)`, a unit is a channel, `gamma` is `(1, 1, 1, n_C)`. The variance
# is the mean square. For `X = [[1, 3]]`, `eps = 0` it gives `[[-1, 1]]`.
#
# <details><summary>Hint: a question</summary>
#
# Along which axes do the numbers of one unit lie? In a picture, one channel has a
# number at every place of every example: which axes are those?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\mu$ is a mean over axis 1 of $(n, m)$, and over axes 0, 1, 2 of
# $(m, n_H, n_W, n_C)$; keep the axes, so that shapes fit.
#
# </details>


# %% solve="batch_norm"
def batch_norm(X, gamma, beta, eps=1e-5):
    """Normalise every unit over its batch, then scale and shift it.

    Args:
        X: (n, m), one column an example, or (m, n_H, n_W, n_C), pictures.
        gamma: (n, 1) or (1, 1, 1, n_C), the new spread of each unit.
        beta: as gamma, the new mean of each unit.
        eps: what keeps the root away from zero.

    Returns:
        out: shape of X.
        cache: dict of X_hat (shape of X), mean, var, gamma (shape of gamma) and eps.
    """
    if X.ndim not in (2, 4):
        raise ValueError(f"batch_norm: X has {X.ndim} axes; expected 2 or 4")
    # Your part, 5 lines: choose the axes; compute mean, var, X_hat and out.
    ### BEGIN SOLUTION
    axes = 1 if X.ndim == 2 else (0, 1, 2)
    mean = np.mean(X, axis=axes, keepdims=True)
    var = np.var(X, axis=axes, keepdims=True)
    X_hat = (X - mean) / np.sqrt(var + eps)
    out = gamma * X_hat + beta
    ### END SOLUTION
    return out, {"X_hat": X_hat, "mean": mean, "var": var, "gamma": gamma, "eps": eps}


# %% check="batch_norm"
check(batch_norm)

# %% [markdown]
# **Predict before you run.** Four layers pass numbers on, with weights that are a
# little too large. How does the spread grow from layer to layer? And if every layer is
# normalised before its tanh?
#
# <details><summary>Answer</summary>
#
# Without, the sums spread to 30 in the first layer, and tanh is flat for nearly all of
# them. With batch norm the spread is 1 in every layer, and `b` would drop out.
#
# </details>

# %%
rng = np.random.default_rng(4)
weights = [rng.normal(size=(100, 100)) * 3 for _ in range(4)]
X = rng.normal(size=(100, 500))
for name in ("plain", "normalised"):
    A, spreads = X, []
    for W in weights:
        Z = W @ A
        if name == "normalised":
            Z, _ = batch_norm(Z, np.ones((100, 1)), np.zeros((100, 1)))
        A = np.tanh(Z)
        spreads.append(f"{Z.std():5.1f} ({100 * np.mean(abs(A) > 0.99):3.0f} % flat)")
    print(f"{name:11}", "  ".join(spreads))

# %% [markdown]
# ### Exercise 5. `batch_norm_backward` (12 points)
#
# Mean and variance depend on every example. So an example has three ways to the cost:
# its own `X_hat`, the mean, and the variance. With `dX_hat = gamma * dout`:
#
# $$dX = \frac{d\hat X - \overline{d\hat X} - \hat X \, \overline{d\hat X \, \hat X}}
# {\sqrt{\sigma^2 + \varepsilon}}, \qquad
# d\gamma = \textstyle\sum dout \, \hat X, \quad d\beta = \sum dout$$
#
# Bars and sums run over the axes of exercise 4. For `X_hat = [[-1, 1]]`, two examples
# have no freedom left: `dX` is zero.
#
# <details><summary>Hint: a question</summary>
#
# Which of the five formulas ask for a sum, and which for a mean? And which of them keep
# the shape of the input?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\overline{d\hat X \, \hat X}$ is one number for each unit, multiplied by $\hat X$
# entry by entry.
#
# </details>


# %% solve="batch_norm_backward"
def batch_norm_backward(dout, cache):
    """Return the gradients of a cost, given its gradient by the normalised output.

    Args:
        dout: shape of X, the gradient by out.
        cache: dict of X_hat, mean, var, gamma and eps, of the forward pass.

    Returns:
        dX: shape of X.
        dgamma: shape of gamma.
        dbeta: shape of gamma.
    """
    axes = 1 if dout.ndim == 2 else (0, 1, 2)
    X_hat, gamma = cache["X_hat"], cache["gamma"]
    root = np.sqrt(cache["var"] + cache["eps"])
    # Your part, about 6 lines: compute dgamma, dbeta and dX.
    ### BEGIN SOLUTION
    dgamma = np.sum(dout * X_hat, axis=axes, keepdims=True)
    dbeta = np.sum(dout, axis=axes, keepdims=True)
    dX_hat = gamma * dout
    through_mean = np.mean(dX_hat, axis=axes, keepdims=True)
    through_var = X_hat * np.mean(dX_hat * X_hat, axis=axes, keepdims=True)
    dX = (dX_hat - through_mean - through_var) / root
    ### END SOLUTION
    return dX, dgamma, dbeta


# %% check="batch_norm_backward"
check(batch_norm_backward)

# %% [markdown]
# **Predict before you run.** Add the same number to all examples of a unit. What does
# that change in `out`? So what must the sum of `dX` over a row be?
#
# <details><summary>Answer</summary>
#
# Nothing changes: the mean takes it away again. So each row of `dX` adds up to zero,
# and the nudge of one entry, up and down, agrees with your formula.
#
# </details>

# %%
rng = np.random.default_rng(5)
X, dout = rng.normal(size=(3, 6)), rng.normal(size=(3, 6))
gamma, beta = rng.uniform(0.5, 2, size=(3, 1)), rng.normal(size=(3, 1))
back = batch_norm_backward(dout, batch_norm(X, gamma, beta)[1])[0]
print("rows of dX add up to zero:", np.allclose(back.sum(axis=1), 0))
costs = []
for step in (1e-5, -1e-5):
    nudged = X.copy()
    nudged[1, 2] += step
    costs.append(np.sum(dout * batch_norm(nudged, gamma, beta)[0]))
print(
    f"your dX[1, 2] {back[1, 2]:.6f}, rise over step {(costs[0] - costs[1]) / 2e-5:.6f}"
)

# %% [markdown]
# ### Exercise 6. `batch_norm_inference` (7 points)
#
# At test time one example may come alone, and it has no batch. Use the mean and the
# variance that training has kept as running averages:
#
# $$\text{out} = \gamma\, \frac{X - \text{running\_mean}}
# {\sqrt{\text{running\_var} + \varepsilon}} + \beta$$
#
# Shapes as in exercise 4. With mean 2, variance 4, `gamma = 3`, `beta = 1`, `eps = 0`,
# an input of 6 gives 7.
#
# <details><summary>Hint: a question</summary>
#
# What would the mean and the variance of a single example be, and what would be left of
# it?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $3 \cdot (6 - 2) / \sqrt{4} + 1 = 7$.
#
# </details>


# %% solve="batch_norm_inference"
def batch_norm_inference(X, gamma, beta, running_mean, running_var, eps=1e-5):
    """Normalise new examples by the statistics that training has kept.

    Args:
        X: (n, m), one column an example, or (m, n_H, n_W, n_C), pictures.
        gamma: (n, 1) or (1, 1, 1, n_C), the learned spread of each unit.
        beta: as gamma, the learned mean of each unit.
        running_mean: as gamma, the mean over the batches of training.
        running_var: as gamma, the variance over the batches of training.
        eps: what keeps the root away from zero.

    Returns:
        out: shape of X.
    """
    # Your part, 2 lines: compute X_hat and out.
    ### BEGIN SOLUTION
    X_hat = (X - running_mean) / np.sqrt(running_var + eps)
    out = gamma * X_hat + beta
    ### END SOLUTION
    return out


# %% check="batch_norm_inference"
check(batch_norm_inference)

# %% [markdown]
# **Predict before you run.** One example, alone. What does batch norm make of it with
# the statistics of its own batch, and what with those of training?
#
# <details><summary>Answer</summary>
#
# With its own, always `beta`, here 0: it is its own mean. With those of training it
# keeps what is special about it.
#
# </details>

# %%
rng = np.random.default_rng(6)
X, one = rng.normal(2, 3, size=(2, 1000)), np.array([[8.0], [-4.0]])
gamma, beta = np.ones((2, 1)), np.zeros((2, 1))
_, kept = batch_norm(X, gamma, beta)
print("its own batch:", batch_norm(one, gamma, beta)[0].ravel().round(1))
later = batch_norm_inference(one, gamma, beta, kept["mean"], kept["var"])
print("from training:", later.ravel().round(1))

# %% [markdown]
# ## Part C. TensorFlow
#
# A *tensor* is an array that TensorFlow computes with; a *variable* is one that
# training changes. A tape writes down what you do with variables, and plays it
# backwards: no more backward passes by hand. (43 points, and 4 for a question in words.
# Lesson: sections 8 to 10.)

# %% [markdown]
# ### Exercise 7. `linear_function` (4 points)
#
# The sums of a layer, as tensors. `W` is `(n, n_x)`, `X` is `(n_x, m)`, `b` is
# `(n, 1)`; the result is `(n, m)`.
#
# $$Z = W X + b$$
#
# `tf.matmul` multiplies matrices, `tf.add` adds; `@` and `+` do the same. For
# `W = [[2, 1]]`, `X = [[1], [3]]`, `b = [[0.5]]` the sum is `[[5.5]]`. Elsewhere this
# exercise draws its own numbers from a seed; here they come in, so that any can be
# asked.
#
# <details><summary>Hint: a question</summary>
#
# Which of the two products is this one: entry by entry, or rows by columns?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $(n, n_x) \cdot (n_x, m) = (n, m)$, and a column of $n$ biases is added to each
# column.
#
# </details>


# %% solve="linear_function"
def linear_function(W, X, b):
    """Return the weighted sums of a layer.

    Args:
        W: (n, n_x), weights.
        X: (n_x, m), one column an example.
        b: (n, 1), biases.

    Returns:
        Z: (n, m), a tensor.
    """
    # Your part, 1 line: compute Z.
    ### BEGIN SOLUTION
    Z = tf.add(tf.matmul(W, X), b)
    ### END SOLUTION
    return Z


# %% check="linear_function"
check(linear_function)

# %% [markdown]
# **Predict before you run.** A tape watches the sum of all entries of `Z`. What is its
# gradient by `b`, for five examples?
#
# <details><summary>Answer</summary>
#
# Five for every unit: each bias is added to five sums. Nobody wrote a backward pass for
# it.
#
# </details>

# %%
W, b = tf.Variable(tf.ones((3, 2))), tf.Variable(tf.zeros((3, 1)))
with tf.GradientTape() as tape:
    total = tf.reduce_sum(linear_function(W, tf.ones((2, 5)), b))
print("gradient by b:", tape.gradient(total, b).numpy().ravel())

# %% [markdown]
# ### Exercise 8. `sigmoid` (4 points)
#
# TensorFlow never changes a kind of number by itself, and `z` may be whole numbers:
# cast it to `tf.float32` first. Then take the sigmoid.
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# `z` is a number or a tensor of any shape; the result has the same shape. At -1 it is
# 0.2689.
#
# <details><summary>Hint: a question</summary>
#
# Which function of TensorFlow changes the kind of a tensor's numbers?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\sigma(0) = \frac{1}{2}$, and $\sigma(-z) = 1 - \sigma(z)$.
#
# </details>


# %% solve="sigmoid"
def sigmoid(z):
    """Return the sigmoid, in single precision.

    Args:
        z: a number, or a tensor of any shape and kind of number.

    Returns:
        a: a tensor of the same shape, float32.
    """
    # Your part, 2 lines: cast z, and compute a.
    ### BEGIN SOLUTION
    z = tf.cast(z, tf.float32)
    a = tf.keras.activations.sigmoid(z)
    ### END SOLUTION
    return a


# %% check="sigmoid"
check(sigmoid)

# %% [markdown]
# **Predict before you run.** What happens if you multiply a tensor of whole numbers by
# a tensor of 0.5? And what does your function do with whole numbers?
#
# <details><summary>Answer</summary>
#
# TensorFlow refuses: int32 and float32 do not mix. NumPy would have converted them
# without a word. Your function casts, so it answers.
#
# </details>

# %%
try:
    print(tf.constant([1, 2]) * tf.constant(0.5))
except (TypeError, tf.errors.InvalidArgumentError) as error:
    print("refused:", type(error).__name__)
print("yours:  ", sigmoid(tf.constant([-1, 0, 1])).numpy().round(4))

# %% [markdown]
# ### Exercise 9. `one_hot_matrix` (5 points)
#
# A class, counted from 0, becomes a column with a single 1. For one label the result is
# `(depth,)`; for `(m,)` labels it is `(depth, m)`, one column an example.
#
# $$\text{label} = 2, \ \text{depth} = 4: \quad (0, 0, 1, 0)^T$$
#
# `tf.one_hot` does it; its argument `axis` says along which axis the classes lie.
#
# <details><summary>Hint: a question</summary>
#
# One column an example: is the axis of the classes the first, or the last?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\text{out}_{k,i} = 1$ where $\text{label}_i = k$, else 0: $k$ comes first.
#
# </details>


# %% solve="one_hot_matrix"
def one_hot_matrix(label, depth=6):
    """Return columns with a single 1, in the row of the label.

    Args:
        label: a class from 0 to depth - 1, or (m,) of them.
        depth: how many classes there are.

    Returns:
        one_hot: (depth,) for one label, (depth, m) for m of them; float32.
    """
    # Your part, 1 line: compute one_hot.
    ### BEGIN SOLUTION
    one_hot = tf.one_hot(label, depth, axis=0)
    ### END SOLUTION
    return one_hot


# %% check="one_hot_matrix"
check(one_hot_matrix)

# %% [markdown]
# **Predict before you run.** Four labels, three classes. Which shape comes out, and
# where are the ones?
#
# <details><summary>Answer</summary>
#
# `(3, 4)`: a row for each class, a column for each label, and in each column one 1.
#
# </details>

# %%
print(one_hot_matrix(tf.constant([0, 2, 1, 2]), depth=3).numpy())

# %% [markdown]
# ## Hands that show a number
#
# 1,200 pictures of 64 × 64 pixels, in six classes: the numbers 0 to 5 in American Sign
# Language. They are **rendered from drawings, not photographs**: six drawings, turned,
# sized and coloured at random. What a network makes of them says nothing about real
# hands. The average training picture is taken away from all, so that inputs have either
# sign.

# %%
signs = load_signs()
X_train, X_test = (
    pictures.reshape(len(pictures), -1).astype("float32") / 255
    for pictures in (signs.X_train, signs.X_test)
)  # (m, 12288)
average = X_train.mean(axis=0)
X_train, X_test = X_train - average, X_test - average
Y_train, Y_test = signs.Y_train.ravel(), signs.Y_test.ravel()
figure, axes = theme.panels(1, 6, width=8.4, height=1.8)
for digit, ax in enumerate(axes):
    ax.imshow(signs.X_train[np.flatnonzero(Y_train == digit)[0]])
    ax.set(title=f"class {digit}", xticks=[], yticks=[])
plotting.show(
    figure,
    alt="Six drawn hands on plain walls, with none to five fingers up.",
    caption="One picture of each class. Rendered from drawings, not photographs.",
)

# %% [markdown]
# ### Exercise 10. `initialize_parameters` (6 points)
#
# The network has 12288 inputs and layers of 25, 12 and 6 units. Weights are *Glorot
# normal*, biases zero, and each is a `tf.Variable`, or nobody can train it.
#
# $$W \sim \mathcal{N}\Big(0, \tfrac{2}{n_{prev} + n}\Big), \qquad b = 0$$
#
# `W1` is `(25, 12288)`, `b1` is `(25, 1)`, and so on to `b3`, `(6, 1)`.
# `tf.keras.initializers.GlorotNormal()` gives a function of a shape.
#
# <details><summary>Hint: a question</summary>
#
# A row for each unit of the layer, a column for each input: which shapes are W2 and W3?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $W^{[2]} \in \mathbb{R}^{12 \times 25}$, $W^{[3]} \in \mathbb{R}^{6 \times 12}$.
#
# </details>


# %% solve="initialize_parameters"
def initialize_parameters():
    """Return the first weights and biases of a network for pictures of 64 by 64.

    Returns:
        dict of variables W1 (25, 12288), b1 (25, 1), W2 (12, 25), b2 (12, 1),
        W3 (6, 12), b3 (6, 1).
    """
    draw = tf.keras.initializers.GlorotNormal()
    # Your part, 6 lines: make the variables W1, b1, W2, b2, W3 and b3.
    ### BEGIN SOLUTION
    W1 = tf.Variable(draw((25, 12288)))
    b1 = tf.Variable(tf.zeros((25, 1)))
    W2 = tf.Variable(draw((12, 25)))
    b2 = tf.Variable(tf.zeros((12, 1)))
    W3 = tf.Variable(draw((6, 12)))
    b3 = tf.Variable(tf.zeros((6, 1)))
    ### END SOLUTION
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3}


# %% check="initialize_parameters"
check(initialize_parameters)

# %% [markdown]
# **Predict before you run.** How many numbers will this network learn, and in which
# layer are nearly all of them?
#
# <details><summary>Answer</summary>
#
# 307,615, and 307,225 of them belong to the first layer: every pixel has a weight to
# each of the 25 units.
#
# </details>

# %%
parameters = initialize_parameters()
sizes = {name: int(tf.size(part)) for name, part in parameters.items()}
print(sizes, "together", sum(sizes.values()))

# %% [markdown]
# ### Exercise 11. `forward_propagation` (8 points)
#
# $$A_1 = \mathrm{relu}(W_1 X + b_1), \quad A_2 = \mathrm{relu}(W_2 A_1 + b_2), \quad
# Z_3 = W_3 A_2 + b_3$$
#
# `X` is `(n_x, m)`, `Z3` is `(n_y, m)`. Return *logits* `Z3`, without a softmax: the
# loss takes it itself. With single weights 1, 2, 3, biases 0 and `X = [[2]]`, `Z3` is
# `[[12]]`.
#
# <details><summary>Hint: a question</summary>
#
# After which layers does a relu stand, and after which one not?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $\mathrm{relu}(z) = \max(0, z)$; $Z_3$ may be negative.
#
# </details>


# %% solve="forward_propagation"
def forward_propagation(X, parameters):
    """Return the logits: linear, relu, linear, relu, linear.

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1 (n_1, n_x), b1 (n_1, 1), W2 (n_2, n_1), b2 (n_2, 1),
            W3 (n_y, n_2), b3 (n_y, 1).

    Returns:
        Z3: (n_y, m), not yet probabilities.
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    # Your part, 3 to 5 lines: compute A1, A2 and Z3.
    ### BEGIN SOLUTION
    A1 = tf.nn.relu(tf.matmul(W1, X) + b1)
    A2 = tf.nn.relu(tf.matmul(W2, A1) + b2)
    Z3 = tf.matmul(W3, A2) + b3  # (n_y, m)
    ### END SOLUTION
    return Z3


# %% check="forward_propagation"
check(forward_propagation)

# %% [markdown]
# **Predict before you run.** The new network looks at all test pictures and names the
# class with the largest logit. How many will be right?
#
# <details><summary>Answer</summary>
#
# About one in six, as many as guessing: it has learned nothing yet. It often gives one
# class to almost everything.
#
# </details>

# %%
Z3 = forward_propagation(tf.transpose(X_test), parameters)
guesses = np.argmax(Z3, axis=0)
print("shape of Z3:", tuple(Z3.shape), " classes named:", np.unique(guesses))
print(f"right: {100 * np.mean(guesses == Y_test):.0f} %")

# %% [markdown]
# ### Exercise 12. `compute_total_loss` (8 points)
#
# The cross-entropy of a batch, **summed**: batches of different sizes can be added up.
# Both arguments are `(n_y, m)`; `labels` is one-hot.
#
# $$\text{loss} = -\sum_{i=1}^{m} \log\, \mathrm{softmax}(Z_3^{(i)})_{\text{class }i}$$
#
# `tf.keras.losses.categorical_crossentropy(labels, logits, from_logits=True)` gives one
# loss a *row*; your examples are columns. Two equal logits cost 0.6931.
#
# <details><summary>Hint: a question</summary>
#
# What must happen to columns that a function expects as rows? And does it know that
# these are logits and not probabilities?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $(n_y, m)^T = (m, n_y)$, then $m$ losses, then $\sum$.
#
# </details>


# %% solve="compute_total_loss"
def compute_total_loss(logits, labels):
    """Return the cross-entropy of all examples together.

    Args:
        logits: (n_y, m), one column an example, not yet probabilities.
        labels: (n_y, m), one-hot.

    Returns:
        total: a number.
    """
    # Your part, 2 to 4 lines: compute the losses of the examples, and total.
    ### BEGIN SOLUTION
    losses = tf.keras.losses.categorical_crossentropy(
        tf.transpose(labels), tf.transpose(logits), from_logits=True
    )
    total = tf.reduce_sum(losses)
    ### END SOLUTION
    return total


# %% check="compute_total_loss"
check(compute_total_loss)

# %% [markdown]
# **Predict before you run.** A network that knows nothing gives one sixth to each
# class. What does it cost an example? And a network that is sure, with a logit of 1000,
# and wrong?
#
# <details><summary>Answer</summary>
#
# log 6, which is 1.7918. And 1000: the loss stays finite, since softmax and log are
# done in one, without an exp that overflows.
#
# </details>

# %%
truth = one_hot_matrix(tf.constant([2]))
print("knows nothing:", round(float(compute_total_loss(tf.zeros((6, 1)), truth)), 4))
wrong = 1000 * one_hot_matrix(tf.constant([0]))
print("sure and wrong:", round(float(compute_total_loss(wrong, truth)), 1))

# %% [markdown]
# ### Exercise 13. `model` (8 points)
#
# The given lines make batches with `tf.data`: one *row* an example, `(m, n_x)`. For
# every batch: forward and loss **under a tape**, gradients by all `variables`, one step
# of `optimizer`, and the loss added to `total`.
#
# $$\theta \leftarrow \mathrm{Adam}(\theta, \nabla_\theta\, \text{loss})$$
#
# In the check the network is small: it starts from the `parameters` that come in.
# `optimizer.apply_gradients` takes pairs, `zip(grads, variables)`.
#
# <details><summary>Hint: a question</summary>
#
# A batch comes as rows; which way round does your forward pass want it? And which
# lines must the tape see?
#
# </details>
# <details><summary>Hint: the line of maths</summary>
#
# $X^T$ is $(n_x, m)$; the one-hot labels are $(n_y, m)$ already.
#
# </details>


# %% solve="model"
def model(
    X_train,
    Y_train,
    X_test,
    parameters=None,
    learning_rate=0.0001,
    num_epochs=100,
    minibatch_size=32,
    print_cost=False,
):
    """Train a network of three layers with Adam, and let it name new examples.

    Args:
        X_train: (m, n_x), one row an example, float32.
        Y_train: (m,), classes from 0 on.
        X_test: (m_test, n_x).
        parameters: dict of variables to start from; None for new ones.
        learning_rate: the step of Adam.
        num_epochs: how often all examples are seen.
        minibatch_size: how many examples a step sees; the last may see fewer.
        print_cost: whether to print the cost of every tenth epoch.

    Returns:
        parameters: dict of variables, after training.
        costs: list of one number an epoch, the mean loss of an example during it.
        predictions: (m_test,), the most probable class of each test example.
    """
    if parameters is None:
        parameters = initialize_parameters()
    variables = list(parameters.values())
    depth = parameters["b3"].shape[0]
    examples = tf.data.Dataset.from_tensor_slices((X_train, Y_train))
    batches = examples.shuffle(len(X_train)).batch(minibatch_size).prefetch(1)
    optimizer = tf.keras.optimizers.Adam(learning_rate)
    costs = []
    for epoch in range(num_epochs):
        total = 0.0
        for X, Y in batches:
            # Your part, about 6 lines: one step of training, and its loss.
            ### BEGIN SOLUTION
            with tf.GradientTape() as tape:
                Z3 = forward_propagation(tf.transpose(X), parameters)
                loss = compute_total_loss(Z3, one_hot_matrix(Y, depth))
            grads = tape.gradient(loss, variables)
            optimizer.apply_gradients(zip(grads, variables, strict=True))
            total += float(loss)
            ### END SOLUTION
        costs.append(total / len(X_train))
        if print_cost and epoch % 10 == 0:
            print(f"cost of epoch {epoch:4d}: {costs[-1]:.4f}")
    Z3 = forward_propagation(tf.transpose(X_test), parameters)
    return parameters, costs, np.argmax(Z3, axis=0)


# %% check="model"
check(model)

# %% [markdown]
# **Predict before you run.** Fifteen epochs over 1080 hands, half a minute at most.
# What share of the test pictures will be named rightly, and what share of its own?
#
# <details><summary>Answer</summary>
#
# Nearly all of its own, and more than eight in ten of the test pictures. Even those
# show the same six drawings: turned, moved and coloured anew is enough to be missed.
#
# </details>

# %%
tf.keras.utils.set_random_seed(1)
parameters, costs, named = model(
    X_train, Y_train, X_test, None, 0.002, 15, 128, print_cost=True
)
own = np.argmax(forward_propagation(tf.transpose(X_train), parameters), axis=0)
print(f"own pictures right:  {100 * np.mean(own == Y_train):.0f} %")
print(f"test pictures right: {100 * np.mean(named == Y_test):.0f} %")
ax = plotting.plot_costs(costs, every=1, title="The loss of an example falls")
ax.set(xlabel="epoch")
plotting.show(
    ax,
    alt="A curve of the cost that falls from about 1.8 to nearly 0 in fifteen epochs.",
    caption="The mean loss of an example during each epoch, in nats.",
)

# %% [markdown]
# ### A question in words (4 points)
#
# Somebody normalises the test pictures with the mean and variance of each test batch.
# Somebody else trains with a softmax at the end of `forward_propagation`, and leaves
# `from_logits=True`. Both get an answer from the program, and no error. **Predict**
# what is wrong with either.

# %% [markdown]
# Answer in four to eight sentences of your own (double-click the next cell to write).
# What does the answer for one picture depend on, in the first case? What is the largest
# probability that the loss ever sees, in the second, and what does that do to learning?
# Sections 6 and 8 of the lesson help.

# %% [markdown] answer="silent-mistakes" points=4
# **Test batches (2 points).** The same picture gets another answer in another batch:
# its neighbours decide its mean. Alone it is nothing but `beta`. The running averages
# of training are one fixed function of the picture.
#
# **Softmax twice (2 points).** The loss takes a softmax of numbers between 0 and 1.
# With six classes the largest probability is e / (e + 5), about 0.35, however sure the
# network is. The loss cannot fall below about 1.04, and gradients are small: it learns
# slowly, and nobody is told.

# %% [markdown]
# ## What you have learned
#
# You drew hyperparameters on their own scales and refined a search. You normalised a
# batch, led the gradient back through mean and variance, and did without a batch at
# test time. And you trained a network whose backward pass nobody wrote.

# %% [markdown]
# **One thing to try.** Press `B` for a cell of your own and train with learning rates
# from your `sample_log_uniform`, ten epochs each. Predict first: over how many decades
# does the network learn at all? Then save the notebook, and hand it in.
