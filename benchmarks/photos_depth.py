"""One neuron, two layers, four: starts and splits behind the words of week c1w4.

PYTHONPATH=. python benchmarks/photos_depth.py        # about a minute

Training only ever moves the first weights within the space that the training
photographs span. So it is done in the 190 coordinates of that space, which gives the
very same networks far faster; what of the first weights lies outside stays as drawn.
"""

from collections.abc import Callable

import numpy as np

from course_utils import deep_network, logistic_regression
from course_utils.desk.data import load_photos

TRIES, STEPS, RATE = 12, 500, 0.0075
NETS: dict[str, tuple[Callable[..., deep_network.Parameters], list[int]]] = {
    "two layers": (
        lambda dims, rng: deep_network.initialize_parameters(*dims, rng),
        [12288, 7, 1],
    ),
    "four layers": (
        deep_network.initialize_parameters_deep,
        [12288, 20, 7, 5, 1],
    ),
}


def of_a_neuron(X: np.ndarray, Y: np.ndarray, X_test: np.ndarray) -> np.ndarray:
    """Return the labels that week 2's neuron gives to the test photographs."""
    Q, R = np.linalg.qr(X)
    w, b = np.zeros((R.shape[0], 1)), 0.0
    net, _, _ = logistic_regression.optimize(w, b, R, Y, 500, 0.005)
    return logistic_regression.predict(net["w"], net["b"], Q.T @ X_test)


def of_a_network(
    name: str, seed: int, X: np.ndarray, Y: np.ndarray, X_test: np.ndarray
) -> np.ndarray:
    """Return the labels that a network gives to the test photographs."""
    make, dims = NETS[name]
    net = make(dims, np.random.default_rng(seed))
    Q, R = np.linalg.qr(X)
    W1 = net["W1"]
    net["W1"] = W1 @ Q
    outside = W1 @ X_test - net["W1"] @ (Q.T @ X_test)
    for _ in range(STEPS):
        AL, caches = deep_network.L_model_forward(R, net)
        grads = deep_network.L_model_backward(AL, Y, caches)
        net = deep_network.update_parameters(net, grads, RATE)
    seen = np.vstack([Q.T @ X_test, outside])
    whole = {**net, "W1": np.hstack([net["W1"], np.eye(len(outside))])}
    return deep_network.L_model_forward(seen, whole)[0] > 0.5


def report(name: str, tests: list[float]) -> None:
    """Print mean and range of what the tests came to."""
    print(
        f"  {name:11} {np.mean(tests):5.1%} (from {min(tests):.0%} to {max(tests):.0%})"
    )


def main() -> None:
    """Print twelve starts on the fixed split, then one start on twelve others."""
    photos = load_photos()
    X, X_test = (A.reshape(len(A), -1).T / 255 for A in (photos.X_train, photos.X_test))
    Y, Y_test = photos.Y_train, photos.Y_test
    print(f"{TRIES} starts, the course's split:")
    for name in NETS:
        labels = [of_a_network(name, seed, X, Y, X_test) for seed in range(TRIES)]
        report(name, [float(np.mean(found == Y_test)) for found in labels])

    everything, all_labels = np.hstack([X, X_test]), np.hstack([Y, Y_test])
    tests: dict[str, list[float]] = {name: [] for name in ("one neuron", *NETS)}
    for seed in range(TRIES):
        order = np.random.default_rng(seed).permutation(everything.shape[1])
        test, train = np.split(order, [X_test.shape[1]])
        split = everything[:, train], all_labels[:, train], everything[:, test]
        for name in tests:
            found = (
                of_a_network(name, seed, *split)
                if name in NETS
                else of_a_neuron(*split)
            )
            tests[name].append(float(np.mean(found == all_labels[:, test])))
    print(f"{TRIES} other splits:")
    for name, shares in tests.items():
        report(name, shares)


if __name__ == "__main__":
    main()
