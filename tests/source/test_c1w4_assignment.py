"""The numbers in the words of c1w4_deep_network's assignment."""

import numpy as np
import pytest

WEEK = "c1w4_deep_network"


@pytest.mark.slow
def test_prose_reports_what_comes_out(run, pieces):
    _, _, printed = run
    prose = " ".join(" ".join(p.source.split()) for p in pieces if p.kind == "markdown")
    printed = " ".join(printed.split())
    for said, came in (
        ("86,031", "to learn: 86031"),
        ("from 0.706 to 0.696", "learning rate 0.0075: cost 0.696"),
        ("0.1 raises it to 1.894", "learning rate 0.1 : cost 1.894"),
        ("the share costs 0.649", "0.353 to each: 0.649"),
        ("37 of 50 against 36", "one neuron 94 % 72 % 36"),
        ("right for 91 %", "two layers 91 % 74 % 37"),
        ("36, 37 and 37 of 50", "four layers 90 % 74 % 37"),
        ("11 of the 13", "cost before step 400: 0.340"),
    ):
        assert said in prose
        assert came in printed


@pytest.mark.slow
def test_what_the_four_layers_get_wrong_is_what_the_words_say(run):
    names, _, _ = run
    wrong, Y = names["wrong"], names["Y_test"]
    called = [names["photos"].names_test[i] for i in wrong if Y[0, i] == 0]
    assert (len(wrong), len(wrong) - len(called), Y.sum()) == (13, 11, 18)
    assert called == ["large scissors with black handles", "the great stupa of Sanchi"]


@pytest.mark.slow
def test_a_signal_lives_with_the_root_and_dies_with_a_hundredth(run):
    _, _, printed = run
    assert "divided by the root after layer 10: size 2e-02" in " ".join(printed.split())
    assert "times 0.01 after layer 10: size 2e-12" in " ".join(printed.split())


@pytest.mark.slow
def test_numbers_worked_by_hand_are_right(run):
    names, _, _ = run
    A, W, b = np.array([[3.0], [1.0]]), np.array([[1.0, -2.0]]), np.array([[0.5]])
    Z, cache = names["linear_forward"](A, W, b)
    dA_prev, dW, db = names["linear_backward"](np.array([[2.0]]), cache)
    assert Z == 1.5
    np.testing.assert_array_equal(dA_prev, [[2], [-4]])
    np.testing.assert_array_equal(dW, [[6, 2]])
    np.testing.assert_array_equal(db, [[2]])
    bent = names["sigmoid"](np.array([[1.5, -1.0]]))
    np.testing.assert_allclose(bent, [[0.8176, 0.2689]], atol=5e-5)
    three = np.array([[0.8, 0.1, 0.4]]), np.array([[1, 0, 0]])
    assert names["compute_cost"](*three) == pytest.approx(0.2798, abs=5e-5)


@pytest.mark.slow
def test_the_two_layers_worked_by_hand_are_right(run):
    names, _, _ = run
    net = {"W1": [[1.0]], "b1": [[0.0]], "W2": [[2.0]], "b2": [[0.0]]}
    net = {name: np.array(part) for name, part in net.items()}
    AL, caches = names["L_model_forward"](np.array([[0.5]]), net)
    grads = names["L_model_backward"](AL, np.array([[1]]), caches)
    found = [AL, grads["dW2"], grads["dA1"], grads["dW1"]]
    expected = [0.7311, -0.1345, -0.5379, -0.2689]
    np.testing.assert_allclose(np.ravel(found), expected, atol=5e-5)
