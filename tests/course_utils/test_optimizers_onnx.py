"""The optimisers give the numbers that ONNX publishes for its training operators.

ONNX writes the same steps in other letters, and its forms differ in three places. Each
is turned into ours by an equation that is said beside it:

- Momentum has no (1 - alpha) unless one asks for it;
- Adam adds epsilon to the root of the *uncorrected* mean square;
- at T = 0 Adam corrects no bias, which is what is left of ours at a late t.
"""

from importlib import import_module

import numpy as np
import pytest

from course_utils.learning_rates import update_lr
from course_utils.optimizers import (
    update_parameters_with_adam,
    update_parameters_with_gd,
    update_parameters_with_momentum,
    update_parameters_with_rmsprop,
)

LATE = 2000  # 0.95 ** 2000 is less than the last digit of 1


@pytest.fixture(scope="module")
def published():
    """Return a reader of the published node tests, by operator and name."""
    from onnx import helper
    from onnx.backend.test.case import node

    def read(operator, name):
        # Importing the module makes its cases; `collect_testcases` would make those of
        # all 200 operators first.
        import_module(f"{node.__name__}.{operator.lower()}")
        case = next(c for c in node._NodeTestCases if c.name == name)
        (made,) = case.model.graph.node
        attributes = {a.name: helper.get_attribute_value(a) for a in made.attribute}
        ((given, expected),) = case.data_sets
        return attributes, given, expected

    return read


SHAPES = pytest.mark.parametrize("shape", [(3,), (4, 1), (2, 5)])


def unpacked(given, kinds, coefficient):
    """Return R, T, and for each of X, G, ... a dict; G gets the weight decay."""
    R, T, *rest = (np.asarray(value, dtype=float) for value in given)
    count = len(rest) // kinds
    parts = [rest[i * count : (i + 1) * count] for i in range(kinds)]
    X, G, *memories = (
        {f"{prefix}W{i}": value for i, value in enumerate(part, start=1)}
        for prefix, part in zip(["", *"d" * (kinds - 1)], parts, strict=True)
    )
    G = {key: coefficient * X[key[1:]] + G[key] for key in G}
    return float(R), int(T), X, G, *memories


def flat(*dicts):
    return [value for one in dicts for value in one.values()]


def times(factor, memory):
    return {key: factor * value for key, value in memory.items()}


def assert_published(found, expected):
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)


@pytest.mark.parametrize("name", ["test_momentum", "test_momentum_multiple"])
def test_momentum_is_the_published_operator(published, name):
    """Theirs is V = alpha V + G, so ours is v = (1 - alpha) V, and its rate larger."""
    how, given, expected = published("Momentum", name)
    R, T, X, G, V = unpacked(given, 3, how["norm_coefficient"])
    assert T == 0  # where their beta counts as 1
    less = 1 - how["alpha"]
    X, v = update_parameters_with_momentum(X, G, times(less, V), how["alpha"], R / less)
    assert_published(flat(X, times(1 / less, v)), expected)


def test_momentum_then_a_plain_step_is_the_published_nesterov(published):
    """Theirs steps by G + alpha V: along the new velocity, and along the gradient."""
    how, given, expected = published("Momentum", "test_nesterov_momentum")
    R, _, X, G, V = unpacked(given, 3, how["norm_coefficient"])
    less, rate = 1 - how["alpha"], R * how["alpha"]
    X, v = update_parameters_with_momentum(
        X, G, times(less, V), how["alpha"], rate / less
    )
    X = update_parameters_with_gd(X, G, R)
    assert_published(flat(X, times(1 / less, v)), expected)


@pytest.mark.parametrize("name", ["test_adam", "test_adam_multiple"])
def test_adam_is_the_published_operator(published, name):
    how, given, expected = published("Adam", name)
    R, T, X, G, V, H = unpacked(given, 4, how["norm_coefficient"])
    assert T == 0  # where theirs corrects no bias
    X, v, s, *_ = update_parameters_with_adam(
        X, G, V, H, LATE, R, how["alpha"], how["beta"], how["epsilon"]
    )
    assert_published(flat(X, v, s), expected)


@pytest.mark.parametrize("name", ["test_adagrad", "test_adagrad_multiple"])
def test_rmsprop_at_a_decayed_rate_is_the_published_adagrad(published, name):
    """Theirs sums the squares, H = H + G ** 2. A mean of the two is half of that."""
    how, given, expected = published("Adagrad", name)
    R, T, X, G, H = unpacked(given, 3, how["norm_coefficient"])
    rate, root = update_lr(R, T, how["decay_factor"]), np.sqrt(0.5)
    X, s = update_parameters_with_rmsprop(
        X, G, H, 0.5, rate * root, how["epsilon"] * root
    )
    assert_published(flat(X, times(2, s)), expected)


@pytest.fixture(scope="module")
def operator():
    """Return a maker of functions that evaluate one operator of ONNX."""
    from onnx import helper
    from onnx.reference import ReferenceEvaluator

    def make(name, letters, **attributes):
        domain = "ai.onnx.preview.training"
        out = [f"{letter}_new" for letter in letters if letter not in "RTG"]
        node = helper.make_node(name, [*letters], out, domain=domain, **attributes)
        run = ReferenceEvaluator(node).run
        return lambda *values: run(None, dict(zip(letters, values, strict=True)))

    return make


def walk(rng, shape):
    """Yield ten steps: their number from 1 on, and a gradient."""
    for t in range(1, 11):
        yield np.int64(t), rng.normal(size=shape)


@SHAPES
def test_adam_follows_the_operator_from_the_first_step_on(operator, rng, shape):
    """Theirs adds epsilon to sqrt(s); ours to sqrt(s / (1 - beta2 ** t))."""
    adam = operator("Adam", "RTXGVH", alpha=0.75, beta=0.875, epsilon=0.25)
    X, V, H = rng.normal(size=shape), np.zeros(shape), np.zeros(shape)
    ours = {"W1": X}, {"dW1": V}, {"dW1": H}
    for t, G in walk(rng, shape):
        X, V, H = adam(np.float64(0.1), t, X, G, V, H)
        epsilon = 0.25 / np.sqrt(1 - 0.875**t)
        *ours, _, _ = update_parameters_with_adam(
            ours[0], {"dW1": G}, *ours[1:], t, 0.1, 0.75, 0.875, epsilon
        )
        assert_published(flat(*ours), [X, V, H])


@SHAPES
def test_momentum_is_the_operator_whose_beta_is_one_minus_alpha(operator, rng, shape):
    momentum = operator(
        "Momentum",
        "RTXGV",
        alpha=0.75,
        beta=0.25,
        norm_coefficient=0.0,
        mode="standard",
    )
    X, V = rng.normal(size=shape), np.zeros(shape)
    ours = {"W1": X}, {"dW1": V}
    for t, G in walk(rng, shape):
        X, V = momentum(np.float64(0.1), t, X, G, V)
        ours = update_parameters_with_momentum(ours[0], {"dW1": G}, ours[1], 0.75, 0.1)
        assert_published(flat(*ours), [X, V])
