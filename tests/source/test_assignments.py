"""What every assignment has in common: order, points, hints, places to write."""

import ast
import inspect
import re

import numpy as np
import pytest

from autograder.authoring.roles import BEGIN, END, without_solution
from autograder.course import Course
from autograder.exercises import exercises, weeks

WRITTEN = [week for week in weeks() if Course().text(week).is_file()]
DETAILS = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
each_week = pytest.mark.parametrize("week", WRITTEN, indirect=True, scope="module")
each_exercise = pytest.mark.parametrize(
    "week, name",
    [(week, name) for week in WRITTEN for name in exercises(week)],
    indirect=["week"],
    scope="module",
)


def prose_of(piece):
    """The words outside folded answers and displayed maths."""
    return re.sub(r"\$\$.*?\$\$", "", DETAILS.sub("", piece.source), flags=re.DOTALL)


def solution_of(piece):
    lines = piece.source.split(BEGIN)[1].split(END)[0].splitlines()[1:]
    return [line for line in lines if line.strip() and line.strip()[0] != "#"]


@each_week
def test_exercises_come_in_the_order_of_the_registry(at, week):
    assert list(at) == list(exercises(week))


@each_exercise
def test_check_follows_the_solve_cell(pieces, at, name, week):
    check = pieces[at[name] + 1]
    assert (check.header, check.source) == ({"check": name}, f"check({name})")


@each_exercise
def test_prompt_says_the_points_of_the_registry(pieces, at, name, week):
    points = f"`{name}` ({exercises(week)[name].points:g} points)"
    assert points in pieces[at[name] - 1].source


@each_week
def test_points_add_up_to_what_the_first_cell_says(pieces, week):
    written = sum(p.header["points"] for p in pieces if "answer" in p.header)
    graded = sum(exercise.points for exercise in exercises(week).values())
    assert f"**{graded + written:g} points**" in pieces[0].source


@each_exercise
def test_cell_that_is_handed_out_has_the_signature_of_the_reference(
    pieces, at, name, week
):
    namespace = {"np": np}
    exec(without_solution(pieces[at[name]]), namespace)
    wanted = inspect.signature(exercises(week)[name].reference).parameters.values()
    given = inspect.signature(namespace[name]).parameters.values()
    assert [(p.name, p.default) for p in given] == [(p.name, p.default) for p in wanted]


@each_exercise
def test_cell_that_is_handed_out_says_where_to_write(pieces, at, name, week):
    before = without_solution(pieces[at[name]]).split("# YOUR CODE HERE")[0]
    assert "# Your part, " in before.rstrip().splitlines()[-1]


@each_exercise
def test_student_writes_one_to_eight_lines(pieces, at, name, week):
    assert 1 <= len(solution_of(pieces[at[name]])) <= 8


@each_exercise
def test_hints_are_a_question_then_a_line_of_maths(pieces, at, name, week):
    (first, question), (second, maths) = DETAILS.findall(pieces[at[name] - 1].source)
    assert (first, second) == ("Hint: a question", "Hint: the line of maths")
    assert question.strip().endswith("?")
    assert "$" in maths


@each_exercise
def test_hints_show_no_code(pieces, at, name, week):
    hints = " ".join(text for _, text in DETAILS.findall(pieces[at[name] - 1].source))
    assert not re.search(r"`|\bnp\.|\bmath\.|\breturn\b|@|\*\*|\.T\b|==", hints)


@each_exercise
def test_after_the_check_comes_a_prediction_then_something_to_look_at(
    pieces, at, name, week
):
    question, look = pieces[at[name] + 2 : at[name] + 4]
    assert "**Predict before you run.**" in " ".join(question.source.split())
    assert (look.kind, look.header) == ("code", {})


@each_week
def test_prose_is_15_to_75_words(pieces, week):
    prose = [p for p in pieces if p.kind == "markdown" and "answer" not in p.header]
    long = {p.where: len(re.findall(r"[\w`(]\S*", prose_of(p))) for p in prose}
    assert {where: n for where, n in long.items() if not 15 <= n <= 75} == {}


@each_week
def test_every_figure_has_alternative_text_and_a_caption(pieces, week):
    trees = [ast.parse(p.source) for p in pieces if p.kind == "code"]
    calls = [n for t in trees for n in ast.walk(t) if isinstance(n, ast.Call)]
    shows = [c for c in calls if ast.unparse(c.func) == "plotting.show"]
    assert shows
    assert all({k.arg for k in c.keywords} == {"alt", "caption"} for c in shows)


@each_week
def test_sections_of_the_lesson_that_are_named_exist(pieces, repository, week):
    lesson = (repository / "notebooks" / f"{week}.py").read_text("utf-8")
    have = set(re.findall(r"^# ## (\d+)\. ", lesson, re.MULTILINE))
    prose = " ".join(" ".join(p.source.split()) for p in pieces)
    phrases = " ".join(re.findall(r"[Ss]ections? ((?:\d+|,|and|to| )+)", prose))
    named = set(re.findall(r"\d+", phrases))
    assert named
    assert named <= have


@pytest.mark.slow
@each_exercise
def test_solution_passes_its_own_check(run, name, week):
    _, reports, _ = run
    assert reports[name].passed, str(reports[name])
