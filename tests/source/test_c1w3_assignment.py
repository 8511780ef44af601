"""The numbers in the words of c1w3_planar_classification's assignment."""

import numpy as np
import pytest

WEEK = "c1w3_planar_classification"


@pytest.mark.slow
def test_prose_reports_what_comes_out(run, pieces):
    names, _, printed = run
    prose = " ".join(" ".join(p.source.split()) for p in pieces if p.kind == "markdown")
    for words in (
        "straight border: 50.0 %",
        "own 98 %, new 82 %",
        "own 92 %, new 88 %",
    ):
        assert words in printed
    own = names["accuracy"](
        names["predict"](names["parameters"], names["X"]), names["Y"]
    )
    assert f"{own:.1f} % of its own" in prose
    assert "four hidden units: 90.0 %" in " ".join(printed.split())
    assert "flower: 89.0 %" in printed


@pytest.mark.slow
def test_numbers_worked_by_hand_are_right(run):
    names, _, _ = run
    net = {"W1": [[1.0]], "b1": [[0.0]], "W2": [[2.0]], "b2": [[0.0]]}
    net = {name: np.array(part) for name, part in net.items()}
    X, Y = np.array([[0.5]]), np.array([[1]])
    A2, cache = names["forward_propagation"](X, net)
    grads = names["backward_propagation"](net, cache, X, Y)
    found = [cache["A1"], cache["Z2"], A2, A2 - Y, grads["dW2"], grads["dW1"]]
    expected = [0.4621, 0.9242, 0.7159, -0.2841, -0.1313, -0.2234]
    np.testing.assert_allclose(np.ravel(found), expected, atol=5e-5)
    assert grads["db1"].item() == pytest.approx(-0.4469, abs=5e-5)
    three = np.array([[0.5, 0.9, 0.2]]), np.array([[1, 1, 0]])
    assert names["compute_cost"](*three) == pytest.approx(0.3406, abs=5e-5)
