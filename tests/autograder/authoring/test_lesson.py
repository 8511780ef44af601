import json

import pytest

from autograder.authoring.build import build_lesson, differences
from autograder.authoring.cells import AuthoringError
from autograder.authoring.lesson import lesson_differences

LESSON = """\
# %% [markdown]
# # A lesson

# %% tags=["nbval-ignore-output"]
import course_utils

print("from", course_utils.__name__)
print("in two lines")

# %%
1 + 1
"""


@pytest.fixture
def lesson(course, week):
    """A course with a lesson's text."""
    path = course.lesson_text(week)
    path.parent.mkdir()
    path.write_text(LESSON)
    return course


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The notebook of an executed lesson, and the same once more."""
    from autograder.course import Course

    course = Course(tmp_path_factory.mktemp("lesson"))
    course.lesson_text("w").parent.mkdir()
    course.lesson_text("w").write_text(LESSON)
    first = build_lesson("w", course).read_text()
    return first, build_lesson("w", course).read_text(), course


@pytest.mark.slow
def test_an_executed_lesson_holds_its_outputs(built):
    cells = json.loads(built[0])["cells"]
    assert cells[1]["outputs"][0]["text"] == ["from course_utils\n", "in two lines\n"]
    assert cells[2]["outputs"][0]["data"]["text/plain"] == ["2"]
    assert [cell.get("execution_count") for cell in cells] == [None, 1, 2]


@pytest.mark.slow
def test_running_it_again_gives_the_same_bytes(built):
    assert built[0] == built[1]
    assert "iopub" not in built[0]


@pytest.mark.slow
def test_an_executed_lesson_has_no_differences(built):
    assert lesson_differences(built[2]) == []


def test_a_lesson_without_results_is_a_difference(lesson, week):
    path = build_lesson(week, lesson, execute=False)
    (difference,) = lesson_differences(lesson)
    assert difference.startswith(str(path.relative_to(lesson.root)))
    assert "without a result" in difference


@pytest.mark.parametrize(
    "old, new",
    [("1 + 1", "1 + 2"), ("# A lesson", "# The lesson"), ("nbval-ignore-output", "x")],
)
def test_a_changed_text_is_a_difference(lesson, week, old, new):
    build_lesson(week, lesson, execute=False)
    lesson.lesson_text(week).write_text(LESSON.replace(old, new))
    (difference,) = lesson_differences(lesson)
    assert "is not what its text gives" in difference


def test_a_lesson_that_was_never_built_is_a_difference(lesson, week, given):
    found = differences(lesson, **given)
    assert any(f"notebooks/{week}.ipynb is missing" in sentence for sentence in found)


def test_a_graded_cell_in_a_lesson_is_a_mistake(lesson, week):
    text = LESSON + '\n# %% check="sigmoid"\ncheck(sigmoid)\n'
    lesson.lesson_text(week).write_text(text)
    with pytest.raises(AuthoringError, match=r"line 13: a lesson has no graded cells"):
        build_lesson(week, lesson)


@pytest.mark.slow
def test_an_error_names_its_cell(lesson, week, capfd):
    lesson.lesson_text(week).write_text(LESSON + "\n# %%\n1 / 0\n")
    with pytest.raises(AuthoringError, match=r"line 13: the cell raised ZeroDivision"):
        build_lesson(week, lesson)
    assert not lesson.lesson_notebook(week).exists()
    assert capfd.readouterr() == ("", "")
