"""A network of three layers in TensorFlow, trained step by step with a tape.

TensorFlow takes seconds to import, so each function asks for it when it is called:
whoever only reads this module, as the autograder does with every week's, need not wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import tensorflow as tf  # type: ignore[import-untyped]

Parameters = dict[str, Any]


def linear_function(W: tf.Tensor, X: tf.Tensor, b: tf.Tensor) -> tf.Tensor:
    """Return the weighted sums of a layer.

        Z = W @ X + b

    Args:
        W: (n, n_x), weights.
        X: (n_x, m), one column an example.
        b: (n, 1), biases.

    Returns:
        (n, m), a tensor.

    Source: course 2, week 3.
    """
    import tensorflow as tf

    return tf.add(tf.matmul(W, X), b)


def sigmoid(z: Any) -> tf.Tensor:
    """Return the sigmoid, in single precision.

        1 / (1 + exp(-z))

    Args:
        z: a number, or a tensor of any shape and kind of number.

    Returns:
        a tensor of the same shape, float32.

    Source: course 2, week 3.
    """
    import tensorflow as tf

    z = tf.cast(z, tf.float32)
    return tf.math.sigmoid(z)


def one_hot_matrix(label: Any, depth: int = 6) -> tf.Tensor:
    """Return columns with a single 1, in the row of the label.

    Args:
        label: a class from 0 to depth - 1, or (m,) of them.
        depth: how many classes there are.

    Returns:
        (depth,) for one label, (depth, m) for m of them; float32.

    Source: course 2, week 3.
    """
    import tensorflow as tf

    return tf.one_hot(label, depth, axis=0)


def initialize_parameters() -> Parameters:
    """Return the first weights and biases of a network for pictures of 64 by 64.

        W ~ Glorot normal: mean 0, variance 2 / (n_prev + n);  b = 0

    Returns:
        dict of variables W1 (25, 12288), b1 (25, 1), W2 (12, 25), b2 (12, 1),
        W3 (6, 12), b3 (6, 1).

    Source: course 2, week 3; Glorot and Bengio (2010).
    """
    import tensorflow as tf

    draw = tf.keras.initializers.GlorotNormal()
    return {
        "W1": tf.Variable(draw((25, 12288))),
        "b1": tf.Variable(tf.zeros((25, 1))),
        "W2": tf.Variable(draw((12, 25))),
        "b2": tf.Variable(tf.zeros((12, 1))),
        "W3": tf.Variable(draw((6, 12))),
        "b3": tf.Variable(tf.zeros((6, 1))),
    }


def forward_propagation(X: tf.Tensor, parameters: Parameters) -> tf.Tensor:
    """Return the logits: linear, relu, linear, relu, linear.

        A1 = relu(W1 @ X + b1),  A2 = relu(W2 @ A1 + b2),  Z3 = W3 @ A2 + b3

    Args:
        X: (n_x, m), one column an example.
        parameters: dict of W1 (n_1, n_x), b1 (n_1, 1), W2 (n_2, n_1), b2 (n_2, 1),
            W3 (n_y, n_2), b3 (n_y, 1).

    Returns:
        (n_y, m), not yet probabilities.

    Source: course 2, week 3.
    """
    import tensorflow as tf

    A1 = tf.nn.relu(tf.matmul(parameters["W1"], X) + parameters["b1"])
    A2 = tf.nn.relu(tf.matmul(parameters["W2"], A1) + parameters["b2"])
    return tf.matmul(parameters["W3"], A2) + parameters["b3"]  # (n_y, m)


def compute_total_loss(logits: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
    """Return the cross-entropy of all examples together.

        sum over examples of -log softmax(logits)[true class]

    A sum, not a mean: batches of different sizes can be added up.

    Args:
        logits: (n_y, m), one column an example, not yet probabilities.
        labels: (n_y, m), one-hot.

    Returns:
        a number.

    Source: course 2, week 3.
    """
    import tensorflow as tf

    losses = tf.nn.softmax_cross_entropy_with_logits(
        tf.transpose(labels), tf.transpose(logits)
    )  # (m,)
    return tf.reduce_sum(losses)


def model(
    X_train: np.ndarray,
    Y_train: np.ndarray,
    X_test: np.ndarray,
    parameters: Parameters | None = None,
    learning_rate: float = 0.0001,
    num_epochs: int = 100,
    minibatch_size: int = 32,
    print_cost: bool = False,
) -> tuple[Parameters, list[float], np.ndarray]:
    """Train a network of three layers with Adam, and let it name new examples.

    Args:
        X_train: (m, n_x), one row an example, float32.
        Y_train: (m,), classes from 0 on.
        X_test: (m_test, n_x).
        parameters: dict of variables to start from, which training changes; None for
            those of initialize_parameters.
        learning_rate: the step of Adam.
        num_epochs: how often all examples are seen.
        minibatch_size: how many examples a step sees; the last may see fewer.
        print_cost: whether to print the cost of every tenth epoch.

    Returns:
        parameters: dict of variables, after training.
        costs: list of one number an epoch, the mean loss of an example during it.
        predictions: (m_test,), the most probable class of each test example.

    Source: course 2, week 3; Kingma and Ba (2015) for Adam.
    """
    import tensorflow as tf

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
            with tf.GradientTape() as tape:
                Z3 = forward_propagation(tf.transpose(X), parameters)
                loss = compute_total_loss(Z3, one_hot_matrix(Y, depth))
            grads = tape.gradient(loss, variables)
            optimizer.apply_gradients(zip(grads, variables, strict=True))
            total += float(loss)
        costs.append(total / len(X_train))
        if print_cost and epoch % 10 == 0:
            print(f"cost of epoch {epoch:4d}: {costs[-1]:.4f}")
    Z3 = forward_propagation(tf.transpose(X_test), parameters)
    return parameters, costs, np.argmax(Z3, axis=0)
