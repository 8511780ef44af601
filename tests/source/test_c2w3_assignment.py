"""The numbers in the words of c2w3_tuning_batchnorm_frameworks's assignment."""

import math
import re

import numpy as np
import pytest

WEEK = "c2w3_tuning_batchnorm_frameworks"


@pytest.mark.slow
def test_prose_reports_what_comes_out(run):
    _, _, printed = run
    for words in (
        "evenly  below 0.1:  10 %",
        "yours   below 0.1:  75 %",
        "evenly  above 0.99:   9 %",
        "yours   above 0.99:  50 %",
        "rows of dX add up to zero: True",
        "its own batch: [0. 0.]",
        "from training: [ 2. -2.]",
        "gradient by b: [5. 5. 5.]",
        "refused: InvalidArgumentError",
        "together 307615",
        "knows nothing: 1.7918",
        "sure and wrong: 1000.0",
    ):
        assert words in printed
    random, refined = map(
        float, re.search(r"cost: ([\d.]+) at random, ([\d.]+) ref", printed).groups()
    )
    assert refined < random / 2
    better = int(re.search(r"better in (\d+) %", printed)[1])
    assert 60 <= better <= 75


@pytest.mark.slow
def test_the_network_learns_the_signs(run):
    names, _, printed = run
    own = int(re.search(r"own pictures right: +(\d+) %", printed)[1])
    test = int(re.search(r"test pictures right: +(\d+) %", printed)[1])
    assert own >= 95
    assert 80 < test < 100
    assert names["costs"][0] > 1 and names["costs"][-1] < 0.2


@pytest.mark.slow
def test_numbers_worked_by_hand_are_right(run):
    names, _, _ = run
    assert 10**-2.5 == pytest.approx(0.00316, abs=5e-6)
    assert (1 / 1e-4) ** 0.25 == pytest.approx(10)
    one, nothing = np.ones((1, 1)), np.zeros((1, 1))
    out, cache = names["batch_norm"](np.array([[1.0, 3.0]]), one, nothing, 0.0)
    np.testing.assert_allclose(out, [[-1, 1]])
    dX, _, _ = names["batch_norm_backward"](np.array([[0.3, 5.0]]), cache)
    np.testing.assert_allclose(dX, 0, atol=1e-12)
    later = names["batch_norm_inference"](6 * one, 3 * one, one, 2 * one, 4 * one, 0.0)
    assert later.item() == 7
    W, X = np.array([[2.0, 1.0]]), np.array([[1.0], [3.0]])
    assert names["linear_function"](W, X, np.array([[0.5]])).numpy().item() == 5.5
    assert float(names["sigmoid"](-1)) == pytest.approx(0.2689, abs=5e-5)
    net = {f"W{i}": np.array([[float(i)]]) for i in (1, 2, 3)}
    net |= {f"b{i}": nothing for i in (1, 2, 3)}
    Z3 = names["forward_propagation"](np.array([[2.0]]), net)
    assert Z3.numpy().item() == 12
    equal = names["compute_total_loss"](np.zeros((2, 1)), np.array([[1.0], [0.0]]))
    assert float(equal) == pytest.approx(0.6931, abs=5e-5)


def test_a_second_softmax_has_a_floor():
    most = math.e / (math.e + 5)
    assert most == pytest.approx(0.35, abs=0.005)
    assert -math.log(most) == pytest.approx(1.04, abs=0.005)
