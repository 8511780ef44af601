"""The frozen checks name every twin, and hold no hidden case."""

import numpy as np
import pytest

from autograder.authoring import freeze
from autograder.exercises import exercises
from autograder.exercises.exercise import Asking, Exercise, correct
from autograder.oracle import draw
from course_utils.desk import frozen
from course_utils.desk.check import examine

WEEK = "c1w2_logistic_regression"
TWINS = [(e, m) for e in exercises(WEEK).values() for m in e.misconceptions]


@pytest.fixture(scope="module")
def checks(tmp_path_factory):
    """Return the frozen exercises of the week, written and read again."""
    return frozen.load(freeze.write(WEEK, tmp_path_factory.mktemp("frozen")))


@pytest.mark.parametrize("name", exercises(WEEK))
def test_the_reference_passes_its_visible_checks(checks, name):
    assert examine(exercises(WEEK)[name].reference, checks[name]).passed


@pytest.mark.parametrize(
    ("exercise", "mistake"), TWINS, ids=[f"{e.id}/{m.id}" for e, m in TWINS]
)
def test_the_desk_names_every_misconception(checks, exercise, mistake):
    report = examine(exercise.twin(mistake), checks[exercise.id])
    assert report.hints == (mistake.hint,)


@pytest.mark.parametrize(
    ("slip", "ids"),
    [
        (("dw = 1 / m * ", "dw = "), ["dw-not-averaged"]),
        (("(1 - A)) / m", "(1 - A))"), ["cost-not-averaged"]),
        (("1 / m * ", ""), ["db-not-averaged", "dw-not-averaged"]),
        (("dZ = A - Y", "dZ = Y - A"), ["dz-sign"]),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_the_desk_names_a_slip_in_code_that_takes_plain_logs(checks, slip, ids):
    source = """def propagate(w, b, X, Y):
    m = X.shape[1]
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    dZ = A - Y
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = 1 / m * X @ dZ.T
    db = 1 / m * np.sum(dZ)
    return {"dw": dw, "db": db}, cost"""
    names = {"np": np}
    exec(source.replace(*slip), names)
    report = examine(names["propagate"], checks["propagate"])
    known = exercises(WEEK)["propagate"]
    assert report.hints == tuple(known.misconception(i).hint for i in ids)


def test_freezing_twice_gives_the_same_bytes(tmp_path):
    (tmp_path / "again").mkdir()
    first = freeze.write(WEEK, tmp_path).read_bytes()
    assert freeze.write(WEEK, tmp_path / "again").read_bytes() == first


def test_no_hidden_case_is_frozen(checks):
    drawn = draw.hidden_cases(exercises(WEEK)["L1"], b"any key")
    visible = [str(case.arguments) for case in checks["L1"].cases]
    assert not {str(case.arguments) for case in drawn} & set(visible)


@pytest.mark.parametrize(("decimals", "kept"), [(None, 2.46913578e-08), (6, 0.0)])
def test_an_answer_whose_last_digits_are_noise_keeps_few_decimals(decimals, kept):
    def twice(x):
        """Return x twice."""
        return 2 * x

    asked = correct(1, lambda rng: {"x": 0.0}, Asking({"x": 1.23456789012e-8}))
    exercise = Exercise(twice, criteria=(asked,), decimals=decimals)
    (value,) = {case.right.value for case in freeze.freeze(exercise).cases[:1]}
    assert value == pytest.approx(kept, rel=1e-9, abs=0)
