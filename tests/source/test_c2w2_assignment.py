"""The numbers in the words of c2w2_optimization's assignment."""

import numpy as np
import pytest

WEEK = "c2w2_optimization"


@pytest.fixture(scope="module")
def prose(pieces):
    return " ".join(" ".join(p.source.split()) for p in pieces if p.kind == "markdown")


def one(W, name="W1"):
    return {name: np.array([[float(W)]])}


@pytest.mark.slow
def test_the_race_ends_as_the_prose_says(run, prose):
    names, _, _ = run
    right = {name: names["accuracy"](net) for name, net in names["nets"].items()}
    assert "RMSprop and Adam are far ahead, with 98 or 99 %" in prose
    assert "Gradient descent and momentum are still at about 88 %" in prose
    assert right["gradient descent"] == pytest.approx(88, abs=1.5)
    assert right["momentum"] == pytest.approx(88, abs=1.5)
    assert min(right["RMSprop"], right["Adam"]) > 97
    plain, rolling = (names["costs"][k] for k in ("gradient descent", "momentum"))
    np.testing.assert_allclose(rolling, plain, rtol=0.05)


@pytest.mark.slow
def test_the_schedules_end_as_the_prose_says(run, prose):
    names, _, printed = run
    last = {name: np.array(costs[-20:]) for name, costs in names["decays"].items()}
    mean = {name: costs.mean() for name, costs in last.items()}
    swing = {name: np.ptp(costs) for name, costs in last.items()}
    assert "The stairs end lowest, at 0.03, and calmly." in prose
    assert "The constant rate swings around 0.04." in prose
    assert "sticks at 0.21" in prose
    expected = {"constant": 0.04, "smooth": 0.21, "stairs": 0.03}
    assert mean == pytest.approx(expected, abs=0.01)
    assert mean["stairs"] < mean["constant"] < mean["smooth"]
    assert swing["constant"] > 2 * swing["stairs"] > 2 * swing["smooth"]
    assert "constant: 99 % right" in printed or "constant: 98 % right" in printed


@pytest.mark.slow
def test_another_shuffle_tells_the_same_story(run):
    """A learner's batches come in another order than ours."""
    names, _, _ = run

    def by_global_seed(X, Y, size, seed):
        order = np.random.RandomState(seed).permutation(X.shape[1])
        starts = range(0, X.shape[1], size)
        return [(X[:, order[k : k + size]], Y[:, order[k : k + size]]) for k in starts]

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(names, "random_mini_batches", by_global_seed)
        slow, _ = names["model"]("gradient descent", 0.003)
        fast, _ = names["model"]("Adam", 0.003)
        stairs = names["schedules"]["stairs"]
        _, costs = names["model"]("gradient descent", 1.0, 200, stairs)
    assert names["accuracy"](slow) == pytest.approx(88, abs=1.5)
    assert names["accuracy"](fast) > 97
    assert np.mean(costs[-20:]) == pytest.approx(0.03, abs=0.01)


@pytest.mark.slow
def test_small_predictions_come_true(run):
    _, _, printed = run
    for line in (
        "learning rate     3: cost 0.476",
        "learning rate    30: cost 7.324",
        "44 points",
        "velocity: 193",
        "together 772",
        "step 20: velocity along 0.878, across +0.046",
        "step 19: velocity along 0.865, across -0.060",
        "step   1: 0.0316 where it is steep, 0.0316 where it is flat",
        "step   1: 0.0100 where it is steep, 0.0100 where it is flat",
        "epoch 99: rate 0.010",
        "update_lr: 0.0200, 0.0196, 0.0050",
        "schedule_lr_decay: 1.0000, 0.5000, 0.2500",
    ):
        assert line in printed
    assert round(1 - 0.9**20, 2) == 0.88 and round(1 - 0.9**40, 3) == 0.985


@pytest.mark.slow
def test_steps_worked_by_hand_are_right(run):
    names, _, _ = run
    plain = names["update_parameters_with_gd"](one(1), one(0.5, "dW1"), 0.1)
    rolling, v = names["update_parameters_with_momentum"](
        one(2), one(3, "dW1"), one(1, "dW1"), 0.9, 0.1
    )
    scaled, s = names["update_parameters_with_rmsprop"](
        one(2), one(4, "dW1"), one(2, "dW1"), 0.5, 0.1, 1
    )
    both, *_ = names["update_parameters_with_adam"](
        one(2), one(4, "dW1"), one(0, "dW1"), one(0, "dW1"), 1, 0.1, 0.5, 0.5, 1
    )
    found = [
        part for net in (plain, v, rolling, s, scaled, both) for part in net.values()
    ]
    np.testing.assert_allclose(np.ravel(found), [0.95, 1.2, 1.88, 9, 1.9, 1.92])


@pytest.mark.slow
def test_averages_batches_and_rates_worked_by_hand_are_right(run):
    names, _, _ = run
    average, values = names["exponentially_weighted_average"], np.array([10, 20])
    np.testing.assert_allclose(average(values, 0.9, False), [1, 2.9])
    np.testing.assert_allclose(average(values, 0.9, True), [10, 15.263], atol=5e-4)
    ten = np.zeros((1, 10)), np.zeros((1, 10))
    sizes = [X.shape[1] for X, _ in names["random_mini_batches"](*ten, 4)]
    assert sizes == [4, 4, 2]
    assert [names["update_lr"](0.5, epoch, 1) for epoch in (0, 3)] == [0.5, 0.125]
    stair = names["schedule_lr_decay"](0.8, 2500, 1, 1000)
    assert stair == pytest.approx(0.2667, abs=5e-5)
