"""Ways to step downhill: plain, with momentum, scaled by RMSprop, and both: Adam.

Whatever an optimiser remembers travels in dicts with the keys of the gradients, dW1,
db1, ...: v is an average of gradients, s one of their squares.
"""

import numpy as np

Parameters = dict[str, np.ndarray]
Gradients = dict[str, np.ndarray]
Memory = dict[str, np.ndarray]


def update_parameters_with_gd(
    parameters: Parameters, grads: Gradients, learning_rate: float
) -> Parameters:
    """Take one step of plain gradient descent.

        W = W - learning_rate * dW,  b = b - learning_rate * db     in every layer

    Args:
        parameters: dict of W1, b1, W2, b2, ...; left as they are.
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        learning_rate: the length of a step per unit of gradient.

    Returns:
        dict of W1, b1, W2, b2, ... after the step.

    Source: course 2, week 2.
    """
    updated = {}
    for name in parameters:
        updated[name] = parameters[name] - learning_rate * grads["d" + name]
    return updated


def initialize_velocity(parameters: Parameters) -> Memory:
    """Return the velocity of a net that stands still: zeros.

    Args:
        parameters: dict of W1, b1, W2, b2, ...

    Returns:
        dict of dW1, db1, ..., zeros in the shapes of the parameters.

    Source: course 2, week 2.
    """
    v = {}
    for name in parameters:
        v["d" + name] = np.zeros(parameters[name].shape)
    return v


def update_parameters_with_momentum(
    parameters: Parameters,
    grads: Gradients,
    v: Memory,
    beta: float,
    learning_rate: float,
) -> tuple[Parameters, Memory]:
    """Take one step along an average of the gradients.

        v = beta * v + (1 - beta) * dW
        W = W - learning_rate * v                       likewise for every b

    This is the form of the course. Others leave out (1 - beta): their v is 1 / (1 -
    beta) times as large, and their learning rate as much smaller.

    Args:
        parameters: dict of W1, b1, W2, b2, ...; left as they are.
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        v: dict of dW1, db1, ..., the velocity so far; left as it is.
        beta: how much of the velocity stays, at least 0 and below 1.
        learning_rate: the length of a step per unit of velocity.

    Returns:
        parameters: dict of W1, b1, W2, b2, ... after the step.
        v: dict of dW1, db1, ..., the velocity of this step.

    Source: course 2, week 2; Polyak (1964), there without (1 - beta).
    """
    updated, velocity = {}, {}
    for name in parameters:
        key = "d" + name
        velocity[key] = beta * v[key] + (1 - beta) * grads[key]
        updated[name] = parameters[name] - learning_rate * velocity[key]
    return updated, velocity


def update_parameters_with_rmsprop(
    parameters: Parameters,
    grads: Gradients,
    s: Memory,
    beta: float,
    learning_rate: float,
    epsilon: float,
) -> tuple[Parameters, Memory]:
    """Take one step with each gradient divided by its usual size.

        s = beta * s + (1 - beta) * dW ** 2
        W = W - learning_rate * dW / (sqrt(s) + epsilon)    likewise for every b

    Args:
        parameters: dict of W1, b1, W2, b2, ...; left as they are.
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        s: dict of dW1, db1, ..., the mean squares so far; left as it is.
        beta: how much of the mean squares stays, at least 0 and below 1.
        learning_rate: the length of a step where a gradient is of its usual size.
        epsilon: keeps the divisor off zero.

    Returns:
        parameters: dict of W1, b1, W2, b2, ... after the step.
        s: dict of dW1, db1, ..., the mean squares with this gradient.

    Source: course 2, week 2; Hinton, Srivastava and Swersky (2012), lecture 6.
    """
    updated, squares = {}, {}
    for name in parameters:
        key = "d" + name
        squares[key] = beta * s[key] + (1 - beta) * grads[key] ** 2
        scale = np.sqrt(squares[key]) + epsilon
        updated[name] = parameters[name] - learning_rate * grads[key] / scale
    return updated, squares


def initialize_adam(parameters: Parameters) -> tuple[Memory, Memory]:
    """Return the two memories of Adam before the first step: zeros.

    Args:
        parameters: dict of W1, b1, W2, b2, ...

    Returns:
        v: dict of dW1, db1, ..., zeros in the shapes of the parameters.
        s: the same, in arrays of its own.

    Source: course 2, week 2.
    """
    v, s = {}, {}
    for name in parameters:
        v["d" + name] = np.zeros(parameters[name].shape)
        s["d" + name] = np.zeros(parameters[name].shape)
    return v, s


def update_parameters_with_adam(
    parameters: Parameters,
    grads: Gradients,
    v: Memory,
    s: Memory,
    t: int,
    learning_rate: float = 0.01,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> tuple[Parameters, Memory, Memory, Memory, Memory]:
    """Take one step of Adam: momentum and RMSprop, each with bias correction.

        v = beta1 * v + (1 - beta1) * dW,       v_corrected = v / (1 - beta1 ** t)
        s = beta2 * s + (1 - beta2) * dW ** 2,  s_corrected = s / (1 - beta2 ** t)
        W = W - learning_rate * v_corrected / (sqrt(s_corrected) + epsilon)

    and likewise for every b. The corrected averages serve this step alone: what is
    handed on to the next are v and s. Epsilon stands outside the root.

    Args:
        parameters: dict of W1, b1, W2, b2, ...; left as they are.
        grads: dict of dW1, db1, ..., each with the shape of its parameter.
        v: dict of dW1, db1, ..., the mean gradients so far; left as it is.
        s: dict of dW1, db1, ..., the mean squares so far; left as it is.
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

    Source: course 2, week 2; Kingma and Ba (2015), algorithm 1.
    """
    updated, means, squares = {}, {}, {}
    v_corrected, s_corrected = {}, {}
    for name in parameters:
        key = "d" + name
        means[key] = beta1 * v[key] + (1 - beta1) * grads[key]
        squares[key] = beta2 * s[key] + (1 - beta2) * grads[key] ** 2
        v_corrected[key] = means[key] / (1 - beta1**t)
        s_corrected[key] = squares[key] / (1 - beta2**t)
        step = v_corrected[key] / (np.sqrt(s_corrected[key]) + epsilon)
        updated[name] = parameters[name] - learning_rate * step
    return updated, means, squares, v_corrected, s_corrected
