import ast
import contextlib
import inspect
import io
import re

import numpy as np
import pytest

from autograder.authoring import freeze
from autograder.authoring.cells import read_pieces
from autograder.authoring.roles import BEGIN, END, without_solution
from autograder.exercises import exercises

WEEK = "c1w3_planar_classification"
EXERCISES = exercises(WEEK)
DETAILS = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
each_exercise = pytest.mark.parametrize("name", EXERCISES)


@pytest.fixture(scope="module")
def pieces(repository):
    path = repository / "source" / f"{WEEK}.py"
    return read_pieces(path.read_text("utf-8"), path.name)


@pytest.fixture(scope="module")
def at(pieces):
    """Where the solve cell of an exercise stands."""
    return {p.header["solve"]: i for i, p in enumerate(pieces) if "solve" in p.header}


@pytest.fixture(scope="module")
def run(pieces, tmp_path_factory):
    """What the cells printed, what they left behind, what each check said."""
    folder = tmp_path_factory.mktemp(WEEK)
    freeze.write(WEEK, folder)
    names, reports, printed = {"__name__": "notebook"}, {}, io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        for piece in (p for p in pieces if p.kind == "code"):
            if "check" in piece.header:
                reports[piece.header["check"]] = eval(piece.source, names)
            else:
                exec(compile(piece.source, piece.where, "exec"), names)
    return names, reports, printed.getvalue()


def prose_of(piece):
    """The words outside folded answers and displayed maths."""
    return re.sub(r"\$\$.*?\$\$", "", DETAILS.sub("", piece.source), flags=re.DOTALL)


def solution_of(piece):
    lines = piece.source.split(BEGIN)[1].split(END)[0].splitlines()[1:]
    return [line for line in lines if line.strip() and line.strip()[0] != "#"]


def test_exercises_come_in_the_order_of_the_registry(at):
    assert list(at) == list(EXERCISES)


@each_exercise
def test_check_follows_the_solve_cell(pieces, at, name):
    check = pieces[at[name] + 1]
    assert (check.header, check.source) == ({"check": name}, f"check({name})")


@each_exercise
def test_prompt_says_the_points_of_the_registry(pieces, at, name):
    points = f"`{name}` ({EXERCISES[name].points:g} points)"
    assert points in pieces[at[name] - 1].source


def test_points_add_up_to_what_the_first_cell_says(pieces):
    written = sum(p.header["points"] for p in pieces if "answer" in p.header)
    graded = sum(exercise.points for exercise in EXERCISES.values())
    assert f"**{graded + written:g} points**" in pieces[0].source


@each_exercise
def test_cell_that_is_handed_out_has_the_signature_of_the_reference(pieces, at, name):
    namespace = {"np": np}
    exec(without_solution(pieces[at[name]]), namespace)
    wanted = inspect.signature(EXERCISES[name].reference).parameters.values()
    given = inspect.signature(namespace[name]).parameters.values()
    assert [(p.name, p.default) for p in given] == [(p.name, p.default) for p in wanted]


@each_exercise
def test_cell_that_is_handed_out_says_where_to_write(pieces, at, name):
    before = without_solution(pieces[at[name]]).split("# YOUR CODE HERE")[0]
    assert "# Your part, " in before.rstrip().splitlines()[-1]


@each_exercise
def test_student_writes_one_to_eight_lines(pieces, at, name):
    assert 1 <= len(solution_of(pieces[at[name]])) <= 8


@each_exercise
def test_hints_are_a_question_then_a_line_of_maths(pieces, at, name):
    (first, question), (second, maths) = DETAILS.findall(pieces[at[name] - 1].source)
    assert (first, second) == ("Hint: a question", "Hint: the line of maths")
    assert question.strip().endswith("?")
    assert "$" in maths


@each_exercise
def test_hints_show_no_code(pieces, at, name):
    hints = " ".join(text for _, text in DETAILS.findall(pieces[at[name] - 1].source))
    assert not re.search(r"`|\bnp\.|\bmath\.|\breturn\b|@|\*\*|\.T\b|==", hints)


@each_exercise
def test_after_the_check_comes_a_prediction_then_something_to_look_at(pieces, at, name):
    question, look = pieces[at[name] + 2 : at[name] + 4]
    assert "**Predict before you run.**" in " ".join(question.source.split())
    assert (look.kind, look.header) == ("code", {})


def test_prose_is_15_to_75_words(pieces):
    prose = [p for p in pieces if p.kind == "markdown" and "answer" not in p.header]
    long = {p.where: len(re.findall(r"[\w`(]\S*", prose_of(p))) for p in prose}
    assert {where: n for where, n in long.items() if not 15 <= n <= 75} == {}


def test_every_figure_has_alternative_text_and_a_caption(pieces):
    trees = [ast.parse(p.source) for p in pieces if p.kind == "code"]
    calls = [n for t in trees for n in ast.walk(t) if isinstance(n, ast.Call)]
    shows = [c for c in calls if ast.unparse(c.func) == "plotting.show"]
    assert shows
    assert all({k.arg for k in c.keywords} == {"alt", "caption"} for c in shows)


def test_sections_of_the_lesson_that_are_named_exist(pieces, repository):
    lesson = (repository / "notebooks" / f"{WEEK}.py").read_text("utf-8")
    have = set(re.findall(r"^# ## (\d+)\. ", lesson, re.MULTILINE))
    prose = " ".join(" ".join(p.source.split()) for p in pieces)
    phrases = " ".join(re.findall(r"[Ss]ections? ((?:\d+|,|and|to| )+)", prose))
    named = set(re.findall(r"\d+", phrases))
    assert named
    assert named <= have


@pytest.mark.slow
@each_exercise
def test_solution_passes_its_own_check(run, name):
    _, reports, _ = run
    assert reports[name].passed, str(reports[name])


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
