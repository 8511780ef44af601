import json

import pytest

from autograder.authoring.build import build, build_week, differences, weeks
from autograder.authoring.cells import AuthoringError


@pytest.fixture
def exercises(registry, week):
    return registry[week]


def test_the_same_text_gives_the_same_bytes(text, exercises):
    assert build(text, exercises) == build(text, exercises)


def test_a_cells_id_is_its_grade_id(text, exercises):
    for cell in json.loads(build(text, exercises))["cells"]:
        assert cell["id"] == cell["metadata"]["nbgrader"]["grade_id"]


def test_blank_lines_between_cells_do_not_change_the_notebook(text, exercises):
    assert build(text.replace("\n\n# %%", "\n\n\n# %%"), exercises) == build(
        text, exercises
    )


def test_points_of_a_check_come_from_the_exercise(text, exercises):
    cells = json.loads(build(text, exercises))["cells"]
    points = {cell["id"]: cell["metadata"]["nbgrader"].get("points") for cell in cells}
    assert (points["check-sigmoid"], points["check-propagate"]) == (6, 14)


@pytest.mark.slow
def test_nbgraders_own_validator_accepts_the_notebook(text, exercises):
    from nbgrader.nbgraderformat import reads

    assert reads(build(text, exercises), as_version=4).cells


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('check="sigmoid"', 'setup="imports"', "has no check cell|imports only"),
        ('answer="why-not-squares"', 'answer="sigmoid"', "id 'sigmoid' is taken"),
        ('task="draw-the-cost"', 'task="imports"', "id 'imports' is taken.*line 6"),
        ('# %% check="propagate"\ncheck(propagate)\n', "", "'propagate' has no check"),
        ('solve="sigmoid"', 'solve="propagate"', "defines sigmoid"),
    ],
)
def test_a_text_that_is_not_whole_is_a_mistake(text, exercises, old, new, said):
    with pytest.raises(AuthoringError, match=said):
        build(text.replace(old, new), exercises, name="w.py")


def test_a_check_before_its_solve_is_a_mistake(text, exercises):
    check = '# %% check="sigmoid"\ncheck(sigmoid)\n'
    moved = check + "\n" + text.replace(check, "")
    with pytest.raises(AuthoringError, match="line 1: check='sigmoid' stands before"):
        build(moved, exercises, name="w.py")


def test_building_writes_notebook_and_checks(course, week, given):
    path = build_week(week, course, **given)
    assert path == course.source_notebook(week)
    assert {file.name for file in path.parent.iterdir()} == {path.name, "checks.json"}


def test_a_week_without_a_text_is_a_mistake(course, given, week):
    with pytest.raises(AuthoringError, match=rf"there is no .*the weeks .* are {week}"):
        build_week("c9w9_missing", course, **given)


def test_weeks_are_those_with_a_text(course, week):
    assert weeks(course) == [week]


def test_a_released_course_has_no_differences(released, given):
    assert differences(released, **given) == []


@pytest.mark.parametrize(
    "name", ["source/{}/{}.ipynb", "release/{}/{}.ipynb", "release/{}/checks.json"]
)
def test_a_changed_file_is_a_difference(published, week, given, name):
    path = published.root / name.format(week, week)
    path.write_text(path.read_text() + " ")
    (difference,) = differences(published, **given)
    assert str(path.relative_to(published.root)) in difference
    assert (
        f"run `workbook {name.split('/')[0].replace('source', 'build')}" in difference
    )


def test_comparing_writes_nothing(published, week, given):
    published.source_notebook(week).unlink()
    before = sorted(published.root.rglob("*"))
    assert differences(published, **given)
    assert sorted(published.root.rglob("*")) == before


def test_a_figure_beside_the_notebook_is_no_difference_once_released(
    published, week, given
):
    for folder in (published.source(week), published.release(week)):
        (folder / "figure.svg").write_text("<svg/>")
    assert differences(published, **given) == []
