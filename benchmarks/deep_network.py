"""One training step of the course's deep network beside the same step in Keras.

python benchmarks/deep_network.py        # about a minute; make bench-network

Both train [12288, 20, 7, 5, 1] on the 190 photographs with the whole batch, on the CPU:
the course in NumPy and float64, Keras in float32 and in float64, compiled. Each is
warmed up; then they take turns, so that a busy machine slows all of them alike. All
have one core: OPENBLAS_NUM_THREADS=1 in the Makefile, and a setting for TensorFlow.
"""

import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils import deep_network
from course_utils.desk.data import load_photos

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
SIZES = [12288, 20, 7, 5, 1]
RATE = 0.0075
WARM_UP, ROUNDS, STEPS = 5, 9, 10

Step = Callable[[], Any]


def step_of_the_course(X: np.ndarray, Y: np.ndarray) -> Step:
    """Return a function that takes one step of the course's network."""
    net = deep_network.initialize_parameters_deep(SIZES, np.random.default_rng(0))

    def step() -> float:
        nonlocal net
        AL, caches = deep_network.L_model_forward(X, net)
        cost = deep_network.compute_cost(AL, Y)
        grads = deep_network.L_model_backward(AL, Y, caches)
        net = deep_network.update_parameters(net, grads, RATE)
        return cost

    return step


def step_of_keras(X: np.ndarray, Y: np.ndarray, dtype: str) -> Step:
    """Return a function that takes one step of the same network in Keras."""
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(0)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    layers = [keras.layers.Dense(n, activation="relu") for n in SIZES[1:-1]]
    layers.append(keras.layers.Dense(SIZES[-1], activation="sigmoid"))
    for layer in layers:
        layer.dtype_policy = keras.DTypePolicy(dtype)
    model = keras.Sequential([keras.Input(SIZES[:1], dtype=dtype), *layers])
    model.compile(keras.optimizers.SGD(RATE), "binary_crossentropy")
    inputs = tf.constant(X.T, dtype)
    targets = tf.constant(Y.T, dtype)
    return lambda: model.train_on_batch(inputs, targets)


def seconds(step: Step) -> float:
    """Return what a step takes, on average over a few."""
    start = time.perf_counter()
    for _ in range(STEPS):
        step()
    return (time.perf_counter() - start) / STEPS


def main() -> None:
    """Print the median step of each, and how many times as long as the course's."""
    photos = load_photos()
    X = photos.X_train.reshape(len(photos.X_train), -1).T / 255
    rivals = {
        "the course, float64": step_of_the_course(X, photos.Y_train),
        "Keras, float64": step_of_keras(X, photos.Y_train, "float64"),
        "Keras, float32": step_of_keras(X, photos.Y_train, "float32"),
    }
    for step in rivals.values():
        for _ in range(WARM_UP):
            step()
    rounds = [[seconds(step) for step in rivals.values()] for _ in range(ROUNDS)]
    times = np.array(rounds)  # (ROUNDS, rivals)
    ratios = np.median(times / times[:, :1], axis=0)
    print(f"median of {ROUNDS} rounds of {STEPS} steps, one batch of {X.shape[1]}")
    for name, spent, ratio in zip(
        rivals, np.median(times, axis=0), ratios, strict=True
    ):
        print(f"{name:20} {1000 * spent:7.1f} ms a step, {ratio:5.2f} times the course")


if __name__ == "__main__":
    main()
