import base64
import json

import pytest

from autograder.authoring import leaks, student_edition
from autograder.authoring.build import weeks
from autograder.course import REPOSITORY, Course
from autograder.grading.secret import SECRET_FILE
from course_utils.desk.compare import Rules
from course_utils.desk.diagnose import Answer
from course_utils.desk.frozen import Case, FrozenExercise, dumps

ANSWER = "e = np.exp(-np.abs(z))\np = np.where(z >= 0, 1, e) / (1 + e)\n"
HERE = Course(REPOSITORY)


@pytest.fixture
def scan(published, week, registry):
    return lambda: leaks.scan(week, published, registry=registry)


@pytest.fixture
def edit_cell(published, week):
    """Put something else into a cell of the released notebook."""

    def edit(index, **changes):
        path = published.release_notebook(week)
        notebook = json.loads(path.read_text())
        notebook["cells"][index] |= changes
        path.write_text(json.dumps(notebook))

    return edit


def test_a_clean_release_has_no_leaks(released, week, registry):
    assert leaks.scan(week, released, registry=registry) == []


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"source": ANSWER}, "computes the solution of sigmoid"),
        ({"source": ANSWER.splitlines(keepends=True)}, "the solution of sigmoid"),
        ({"source": "x = 1\n### END SOLUTION"}, "the mark 'END SOLUTION'"),
        ({"source": "### BEGIN HIDDEN TESTS"}, "the mark 'BEGIN HIDDEN TESTS'"),
        ({"source": "from autograder import grade"}, "imports the autograder"),
        ({"outputs": [{"output_type": "stream"}]}, "a stored output"),
    ],
)
def test_a_leak_in_a_code_cell_is_named(scan, edit_cell, changes, said):
    edit_cell(5, **changes)
    assert said in str(scan()[0])
    assert "cell 6" in scan()[0].where


@pytest.mark.parametrize(
    "source, said",
    [
        ("Use\n```python\n" + ANSWER.replace("z", "x") + "```", "solution of sigmoid"),
        (
            "Hint. The squared error of a sigmoid is not convex in the weights.",
            "tells the model answer of why-not-squares",
        ),
    ],
)
def test_a_leak_in_prose_is_named(scan, edit_cell, source, said):
    edit_cell(2, source=source)
    assert said in " ".join(map(str, scan()))


@pytest.mark.parametrize(
    "source", ["return Z", "x.shape", "s = 1 - p", "e = np.exp(2)"]
)
def test_everyday_lines_are_no_leak(scan, edit_cell, source):
    edit_cell(5, source=source)
    assert scan() == []


def test_a_reference_in_the_student_edition_is_a_leak(published, week, scan):
    library = published.student_edition(week) / "course_utils"
    library.joinpath("neuron.py").write_bytes(
        (published.root / "course_utils/neuron.py").read_bytes()
    )
    said = {(leak.where, leak.what) for leak in scan()}
    assert ("sigmoid()", "it computes the reference of sigmoid") in said
    assert ("propagate()", "it computes the reference of propagate") in said


def test_another_file_in_the_handout_is_read_too(published, week, scan):
    import zipfile

    with zipfile.ZipFile(published.root / f"build/student/{week}.zip", "a") as archive:
        archive.writestr(
            f"{week}/notes.txt", f"By the way:\n{ANSWER}".replace("z", "x")
        )
    assert {leak.file for leak in scan()} == {
        f"build/student/{week}.zip/{week}/notes.txt"
    }


def frozen_checks(name):
    """Return frozen checks with one case of that name."""
    right = Answer(0.5)
    cases = [Case(name, "correct", {"x": 0.0}, right)]
    return json.loads(dumps("w", [FrozenExercise("sigmoid", Rules(), cases, [])]))


@pytest.mark.parametrize(
    "name, leaked", [("case 1", 0), ("stable case 2", 0), ("hidden 1", 1)]
)
def test_frozen_checks_hold_visible_cases_only(name, leaked):
    content = json.dumps(frozen_checks(name)).encode()
    found = leaks.leaks_in("w/checks.json", content, leaks.Secrets((), {}))
    assert [leak.what for leak in found] == ["it is not a visible case"] * leaked


@pytest.mark.parametrize("part", [(), ("exercises", "sigmoid")])
def test_frozen_checks_have_no_other_parts(part):
    checks = place = frozen_checks("case 1")
    for key in part:
        place = place[key]
    place["seed"] = 7
    content = json.dumps(checks).encode()
    (leak,) = leaks.leaks_in("w/checks.json", content, leaks.Secrets((), {}))
    assert "key 'seed'" in leak.where


@pytest.mark.parametrize("spell", [bytes, bytes.hex, base64.b64encode])
def test_the_secret_of_the_course_is_found(published, week, scan, spell):
    secret = bytes(range(200, 232))
    (published.root / SECRET_FILE).write_bytes(secret)
    spelled = spell(secret)
    content = spelled.encode() if isinstance(spelled, str) else spelled
    (published.release(week) / "figure.png").write_bytes(b"..." + content + b"...")
    (leak,) = scan()
    assert leak.what == "it holds the secret of the hidden cases"


@pytest.mark.parametrize("week", weeks(HERE))
def test_the_real_student_edition_gives_nothing_away(week):
    secrets = leaks.secrets_of(week, HERE)
    solved = leaks.solved_before(week)
    files = student_edition.edition(week, HERE).items()
    less = [(name, leaks.without_solved(name, text, solved)) for name, text in files]
    found = [
        leak for name, text in less for leak in leaks.leaks_in(name, text, secrets)
    ]
    assert found == []


@pytest.mark.parametrize("week", weeks(HERE))
def test_each_real_answer_would_be_found(week):
    secrets = leaks.secrets_of(week, HERE)
    solutions = (f"the solution of {name}" for name in _solutions(week))
    whats = {answer.what for answer in secrets.answers}
    known = {what.split()[-1] for what in solutions if what in whats}
    # A line that anybody would write, such as a tuple of shapes, is no secret.
    assert len(known) >= len(_solutions(week)) / 2
    for name, source in _solutions(week).items():
        if name not in known:
            continue
        code = f"def {name}():\n" + "".join(
            f"  {line}\n" for line in source.split("\n")
        )
        notebook = {"cells": [{"cell_type": "code", "id": "x", "source": code}]}
        found = leaks.leaks_in("a.ipynb", json.dumps(notebook).encode(), secrets)
        assert f"the solution of {name}" in " ".join(map(str, found))


def _solutions(week):
    pieces = leaks.read_pieces(HERE.text(week).read_text(), week)
    return {
        piece.header["solve"]: leaks.solution(piece)
        for piece in pieces
        if "solve" in piece.header
    }


def test_an_answer_to_an_earlier_week_is_no_leak_of_this_one():
    week, file = "c1w4_deep_network", "course_utils/shallow_network.py"
    secrets, solved = leaks.secrets_of(week, HERE), leaks.solved_before(week)
    source = (HERE.root / file).read_bytes()
    less = leaks.without_solved(f"build/student/{week}/{file}", source, solved)
    assert leaks.leaks_in(file, source, secrets) != []
    assert leaks.leaks_in(file, less, secrets) == []


def test_an_answer_to_this_week_is_never_taken_for_an_earlier_one():
    week, file = "c1w4_deep_network", "course_utils/deep_network.py"
    source = (HERE.root / file).read_bytes()
    solved = leaks.solved_before(week)
    assert (
        leaks.without_solved(f"build/student/{week}/{file}", source, solved) == source
    )
