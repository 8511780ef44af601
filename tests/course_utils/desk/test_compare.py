"""The ladder stops at the first rung: which part, what was meant, what came."""

import numpy as np
import pytest

from course_utils.desk.compare import Rules, differences, remarks
from course_utils.desk.plain import Opaque

COLUMN = np.array([[1.0], [2.0], [3.0]])
LOOSE = Rules(exact_shape=False)


def rungs(got, want, rules=Rules()):
    return [d.rung for d in differences(got, want, rules)]


@pytest.mark.parametrize(
    ("got", "want", "rung"),
    [
        (None, COLUMN, "type"),
        ([1.0, 2.0, 3.0], COLUMN, "type"),
        ("2.5", 2.5, "type"),
        (Opaque("Liar"), 2.5, "type"),
        ((1.0, 2.0), {"a": 1.0}, "type"),
        ({"b": 1.0}, {"a": 1.0}, "keys"),
        ((1.0,), (1.0, 2.0), "length"),
        ([1.0, 2.0, 3.0], [1.0, 2.0], "length"),
        (COLUMN.ravel(), COLUMN, "shape"),
        (COLUMN.T, COLUMN, "shape"),
        (np.array([1.0, 2.0]), 1.0, "shape"),
        (COLUMN > 0, COLUMN, "kind"),
        (COLUMN + 0j, COLUMN, "kind"),
        (COLUMN * np.nan, COLUMN, "finite"),
        (np.inf, 1.0, "finite"),
        (COLUMN + 1e-3, COLUMN, "value"),
    ],
)
def test_each_rung_catches_what_it_is_for(got, want, rung):
    assert rungs(got, want) == [rung]


@pytest.mark.parametrize(
    ("got", "want", "rules"),
    [
        (COLUMN.astype(np.float32), COLUMN, Rules()),
        (COLUMN.astype(int), COLUMN, Rules()),
        (np.array(2.5), 2.5, Rules()),
        (np.array([[2.5]]), 2.5, Rules()),
        (2.5, np.array(2.5), Rules()),
        (COLUMN.ravel(), COLUMN, LOOSE),
        ([1, 2], (1.0, 2.0), Rules()),
        (np.array([0.5, 0.25]), [0.5, 0.25], Rules()),
        (np.array([[[0.5]], [[0.25]]]), [0.5, 0.25], Rules()),
        (np.squeeze(np.array([0.5])), [0.5], Rules()),
        ({"a": 1.0, "more": None}, {"a": 1.0}, Rules()),
        (np.float64("nan"), np.float64("nan"), Rules()),
    ],
)
def test_what_a_fair_reader_would_accept_passes(got, want, rules):
    assert rungs(got, want, rules) == []


def test_a_row_is_not_a_column_even_where_shapes_are_loose():
    assert rungs(COLUMN.T, COLUMN, LOOSE) == ["shape"]


def test_every_wrong_part_is_named_by_the_learners_words():
    want = ({"dw": COLUMN, "db": 0.5}, 0.7)
    got = ({"dw": COLUMN, "db": 1.0}, 0.9)
    found = differences(got, want, Rules(names=("grads", "cost")))
    assert [d.part for d in found] == ["db", "cost"]
    assert "db has a wrong value" in found[0].sentence


def test_the_sentence_keeps_the_numbers_for_the_detail():
    (found,) = differences(COLUMN * 3, COLUMN, Rules())
    assert "9" not in found.sentence
    assert "At [2, 0]: 9; expected 3." in found.detail


@pytest.mark.parametrize("factor", [-1.0, 4.0, 0.5])
def test_a_constant_factor_is_pointed_out(factor):
    (found,) = differences(COLUMN * factor, COLUMN, Rules())
    assert f"{factor:g} times what it should be" in found.detail


def test_an_accepted_odd_shape_is_remarked_on():
    (said,) = remarks(np.array([[2.5]]), 2.5, Rules())
    assert "(1, 1)" in said
    assert remarks(2.5, 2.5, Rules()) == []


def test_a_squeezed_list_of_one_is_right_and_remarked_on_without_a_crash():
    assert remarks({"costs": np.array(0.5)}, {"costs": [0.5]}, Rules()) == []
    assert rungs(np.zeros((10**9, 0)), [0.5, 0.25]) == ["length"]


def test_keys_nobody_asked_for_are_remarked_on():
    assert "extra" in remarks({"a": 1, "extra": 2}, {"a": 1}, Rules())[0]


@pytest.mark.parametrize("got", [dict.fromkeys(range(10**5)), {"k" * 10**6: 1}])
def test_the_sentence_stays_short_whatever_the_keys(got):
    (found,) = differences(got, {"a": 1.0}, Rules())
    assert len(found.sentence) < 300
    assert len(remarks({**got, "a": 1.0}, {"a": 1.0}, Rules())[0]) < 300


def test_a_number_too_large_for_an_array_is_a_difference_not_a_crash():
    assert rungs(10**400, 1.0) == ["kind"]


def test_true_and_false_may_stand_for_one_and_zero():
    said, want = np.array([[True, False]]), np.array([[1, 0]])
    assert differences(said, want, Rules(exact_kind=False)) == []
    assert differences(said, want, Rules())[0].rung == "kind"
    assert differences(~said, want, Rules(exact_kind=False))[0].rung == "value"


OLDER = Rules(names=("net", "v", "s"), may_lack=1)


def test_a_tuple_may_lack_what_an_older_form_has_not_had_and_nothing_else():
    assert rungs((1.0, 2.0), (1.0, 2.0, 3.0), OLDER) == []
    assert rungs((1.0, 2.5), (1.0, 2.0, 3.0), OLDER) == ["value"]
    assert rungs((1.0,), (1.0, 2.0, 3.0), OLDER) == ["length"]
    assert rungs({"a": (1.0, 2.0)}, {"a": (1.0, 2.0, 3.0)}, OLDER) == ["length"]


def test_what_is_lacking_is_remarked_on():
    (said,) = remarks((1.0, 2.0), (1.0, 2.0, 3.0), OLDER)
    assert said == "2 values came where 3 were meant: no s; accepted."


def test_a_key_that_two_values_have_is_told_with_its_owner():
    want = ({"dW1": COLUMN}, {"dW1": COLUMN})
    got = ({"dW1": COLUMN}, {"dW1": 2 * COLUMN})
    (found,) = differences(got, want, Rules(names=("v", "s"), long_names=True))
    assert found.part == 's["dW1"]'


def gradients(*layers):
    return {f"dA{n}": value * COLUMN for n, value in layers} | {"dW1": 0.5}


COUNTED = gradients((0, 1.0), (1, 2.0))


def test_dA_may_be_counted_from_one_and_that_is_remarked_on():
    older = gradients((1, 1.0), (2, 2.0))
    assert rungs(older, COUNTED) == []
    assert any("dA from 1" in said for said in remarks(older, COUNTED, Rules()))


@pytest.mark.parametrize(
    ("got", "parts"),
    [
        (gradients((1, 1.0), (2, 3.0)), ["dA1"]),
        (gradients((0, 1.0), (1, 3.0), (2, 2.0)), ["dA1"]),
        (gradients((1, 2.0)), [""]),
    ],
)
def test_a_wrong_dA_is_wrong_in_either_way_of_counting(got, parts):
    assert [d.part for d in differences(got, COUNTED, Rules())] == parts
