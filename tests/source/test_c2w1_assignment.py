"""The numbers in the words of c2w1_practical_aspects's assignment."""

import re

import numpy as np
import pytest

WEEK = "c2w1_practical_aspects"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def prose(pieces):
    words = " ".join(" ".join(p.source.split()) for p in pieces if p.kind == "markdown")
    return words.replace(" # ", " ")


def own_and_new(names, net):
    sets = (names["P"], names["H"]), (names["P_new"], names["H_new"])
    return [names["three_layers"].accuracy(X, Y, names[net]) for X, Y in sets]


def test_prose_reports_how_the_three_starts_go(run, prose):
    names, _, printed = run
    assert "zeros: cost 0.693 before, 0.69 after, 50 %" in printed
    assert "parameters that moved: none" in printed
    assert "It starts at 84, more" in prose
    assert names["large_costs"][0] == pytest.approx(84, abs=0.5)
    right = {
        net: names["three_layers"].accuracy(names["X_new"], names["Y_new"], names[net])
        for net in ("large_net", "he_net")
    }
    assert "to about 81 % of new points" in prose
    assert right["large_net"] == pytest.approx(81, abs=3)
    assert "about 94 % of new points right" in prose
    assert right["he_net"] == pytest.approx(94, abs=1)
    assert names["he_costs"][0] == pytest.approx(np.log(2), abs=0.01)


@pytest.mark.parametrize(
    ("net", "own", "new", "words"),
    [
        (
            "plain",
            86,
            69,
            "About 86 % of its own, more than the rule itself would, and",
        ),
        ("decayed", 82, 82, "fewer of its own, about 82 %, and as many of the new"),
        ("dropped", 84, 81, "About 84 % of its own and 81 % of the new"),
    ],
)
def test_prose_reports_own_and_new_accuracy(run, prose, net, own, new, words):
    assert words in prose
    assert own_and_new(run[0], net) == pytest.approx([own, new], abs=2)


def test_both_ways_of_regularising_close_most_of_the_gap(run):
    gaps = {}
    for net in ("plain", "decayed", "dropped"):
        own, new = own_and_new(run[0], net)
        gaps[net] = own - new
    assert gaps["plain"] > 12
    assert max(gaps["decayed"], gaps["dropped"]) < 6


def test_the_start_is_more_surprised_and_the_trained_network_pays_more(run):
    found = re.findall(r"surprise (\d\.\d+), price (\d\.\d+)", run[2])
    (start, little), (trained, much) = ([float(n) for n in pair] for pair in found)
    assert start > 2 * trained and much > 2 * little


def test_masks_keep_the_mean_within_a_few_per_cent(run):
    found = re.findall(r"keep_prob (\S+): on (\S+), A1 (\S+) of", run[2])
    for keep_prob, on, mean in found:
        assert float(on) == pytest.approx(float(keep_prob), abs=0.02)
        assert float(mean) == pytest.approx(1, abs=0.03)
    assert found[-1] == ("1.0", "1.000", "1.000")


def test_a_smaller_epsilon_makes_a_right_derivative_look_worse(run):
    differences = re.findall(r"epsilon \S+: relative difference (\S+)", run[2])
    numbers = [float(d) for d in differences]
    assert numbers == sorted(numbers) and numbers[0] < 1e-10 and numbers[-1] > 1e-2


def test_one_weight_off_by_a_tenth_shows_and_so_do_moving_masks(run):
    found = re.findall(r"^relative difference (\S+)$", run[2], re.MULTILINE)
    right, broken, repaired = (float(d) for d in found)
    assert max(right, repaired) < 1e-7 and broken > 1e-3
    assert "parameters in all: 47" in run[2]
    assert "new masks in every pass: relative difference 1e+00" in run[2]
    (still,) = re.findall(r"masks in all: *relative difference (\S+)", run[2])
    assert float(still) < 1e-6


def test_numbers_worked_by_hand_are_right(run):
    names, _, _ = run
    train, test = names["normalize_inputs"](np.array([[1.0, 3]]), np.array([[4.0]]))
    assert train.tolist() == [[-1, 1]] and test.tolist() == [[2]]
    net = {f"{k}{i}": np.full((1, 1), 2.0) for i in (1, 2, 3) for k in "Wb"}
    half, one = np.array([[0.5]]), np.array([[1]])
    cost = names["compute_cost_with_regularization"](half, one, net, 0.1)
    assert cost == pytest.approx(1.2931, abs=5e-5)
    assert np.sqrt(2 / 8) == 0.5
    assert abs(3 - 2) / (3 + 2) == 0.2
    g, a = np.array([3, 4]), np.array([3, 4.1])
    share = np.linalg.norm(g - a) / (np.linalg.norm(g) + np.linalg.norm(a))
    assert share == pytest.approx(0.0099, abs=5e-5)
    dZ, A = np.array([[1, 3]]), np.array([[2, 0]])
    assert (dZ @ A.T / 2).tolist() == [[1]] and dZ.mean() == 2


def test_the_handed_out_way_back_has_two_mistakes_and_is_called_by_their_names(pieces):
    from autograder.authoring.roles import without_solution
    from autograder.exercises import exercises

    given = without_solution(
        next(p for p in pieces if p.header.get("solve") == "backward_propagation_n")
    )
    lines = [line for line in given.splitlines() if "raise Not" not in line]
    space = {"np": np}
    exec("\n".join(lines), space)
    exercise = exercises(WEEK)["backward_propagation_n"]
    twin = exercise.twin(exercise.misconception("both-mistakes-left"))
    question = exercise.criteria[0].case(np.random.default_rng(3))
    arguments = question.arguments.values()
    found, known = space["backward_propagation_n"](*arguments), twin(*arguments)
    right = exercise.reference(*arguments)
    for key in right:
        np.testing.assert_allclose(found[key], known[key])
    off = {key for key in right if not np.allclose(found[key], right[key])}
    assert off == {"dW2", "db1"}
