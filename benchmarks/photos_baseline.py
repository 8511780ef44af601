"""What a linear model makes of the photographs: the table in data/README.md.

python benchmarks/photos_baseline.py        # about a minute
"""

import time

import numpy as np

from course_utils.desk.data import load_photos
from course_utils.logistic_regression import model

SETTINGS = ((0.001, 1000), (0.001, 2000), (0.005, 500), (0.005, 2000), (0.01, 2000))
OTHER_SPLITS = 12


def columns(X: np.ndarray) -> np.ndarray:
    """Flatten (m, 64, 64, 3) pictures to (12288, m) numbers from 0 to 1."""
    return X.reshape(len(X), -1).T / 255


def accuracies(
    X_train: np.ndarray,
    Y_train: np.ndarray,
    X_test: np.ndarray,
    Y_test: np.ndarray,
    learning_rate: float,
    num_iterations: int,
) -> tuple[float, float]:
    """Return the share of right answers on the training and on the test examples."""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return (
        float((result["Y_prediction_train"] == Y_train).mean()),
        float((result["Y_prediction_test"] == Y_test).mean()),
    )


def main() -> None:
    """Print the fixed split at several settings, then other splits at one."""
    photos = load_photos()
    X_train, X_test = columns(photos.X_train), columns(photos.X_test)
    for learning_rate, num_iterations in SETTINGS:
        start = time.perf_counter()
        train, test = accuracies(
            X_train,
            photos.Y_train,
            X_test,
            photos.Y_test,
            learning_rate,
            num_iterations,
        )
        seconds = time.perf_counter() - start
        print(
            f"learning rate {learning_rate:<6} {num_iterations} iterations: "
            f"training {train:.1%}, test {test:.1%}, {seconds:.1f} s"
        )

    X = np.hstack([X_train, X_test])
    Y = np.hstack([photos.Y_train, photos.Y_test])
    tests = []
    for seed in range(OTHER_SPLITS):
        order = np.random.default_rng(seed).permutation(X.shape[1])
        test_part, train_part = np.split(order, [X_test.shape[1]])
        _, test = accuracies(
            X[:, train_part],
            Y[:, train_part],
            X[:, test_part],
            Y[:, test_part],
            0.005,
            2000,
        )
        tests.append(test)
    print(
        f"{OTHER_SPLITS} other splits at 0.005, 2000: test {np.mean(tests):.1%} "
        f"(from {min(tests):.1%} to {max(tests):.1%})"
    )


if __name__ == "__main__":
    main()
