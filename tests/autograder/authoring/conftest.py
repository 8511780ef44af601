"""A course of one small week, and what authoring makes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.authoring import release
from autograder.course import REPOSITORY, Course

HERE = Path(__file__).parent
WEEK = "c1w2_small"

TEXT = """\
# %% [markdown]
# # Logistic regression, the small version
#
# $a = \\sigma(w^\\top x + b)$. Twenty minutes, 28.5 points.

# %% setup="imports"
import numpy as np

from course_utils.desk import check

# %% [markdown]
# ## Sigmoid
#
# Any shape in, the same shape out.


# %% solve="sigmoid"
def sigmoid(x):
    \"\"\"Return the logistic function of every entry.\"\"\"
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(x))
    s = np.where(x >= 0, 1, e) / (1 + e)
    ### END SOLUTION
    return s


# %% check="sigmoid"
check(sigmoid)

# %% tags=["figure"]
print("at zero:", sigmoid(np.zeros(1)))

# %% [markdown]
# ---


# %% solve="propagate"
def propagate(w, b, X, Y):
    \"\"\"Return the gradients and the cost: one pass there and back.\"\"\"
    m = X.shape[1]
    ### BEGIN SOLUTION
    Z = w.T @ X + b
    cost = np.sum(np.logaddexp(0, Z) - Y * Z) / m
    dZ = sigmoid(Z) - Y
    dw, db = X @ dZ.T / m, np.sum(dZ) / m
    ### END SOLUTION
    return {"dw": dw, "db": db}, cost


# %% check="propagate"
check(propagate)

# %% [markdown]
# ---

# %% [markdown] answer="why-not-squares" points=5
# The squared error of a sigmoid is not convex in the weights. The likelihood is.

# %% [markdown] task="draw-the-cost" points=2.5
# Add a cell below and draw the cost.

"""

OWN_TEST = {
    "grade": True,
    "grade_id": "own-test",
    "locked": True,
    "points": 1,
    "schema_version": 3,
    "solution": False,
    "task": False,
}

LITERAL = f"""\
# %% nbgrader={json.dumps(OWN_TEST)}
assert sigmoid(np.zeros(1)) > 0
### BEGIN HIDDEN TESTS
assert sigmoid(np.zeros(1)) == 0.5
### END HIDDEN TESTS
"""

NEURON = '''\
"""A neuron."""

import numpy as np


def sigmoid(x):
    """Return the logistic function of every entry."""
    # exp only sees non-positive numbers.
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


def _cost(Z, Y):
    return np.mean(np.logaddexp(0, Z) - Y * Z)


def propagate(
    w,
    b,
    X,
    Y,
):
    """Return the gradients and the cost: one pass there and back."""
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    return {"dw": X @ dZ.T / X.shape[1], "db": np.mean(dZ)}, _cost(Z, Y)
    # The end of the answer.


def propagate_loop(w, b, X, Y):
    """Say the same, one example after the other."""
    return [x - y for x, y in zip(X, Y)]


def accuracy(guess, Y):
    """Return the share of right guesses."""
    return np.mean(guess == Y)
'''


def pytest_collection_modifyitems(items):
    """A released course needs nbgrader, whose import alone takes seconds."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.path.is_relative_to(HERE) and fixtures & {"released", "published"}:
            item.add_marker(pytest.mark.slow)


def exercise(points, name, module="course_utils.neuron"):
    """Return what authoring needs of an exercise."""
    reference = SimpleNamespace(__module__=module, __name__=name)
    return SimpleNamespace(points=points, reference=reference)


def freeze(week, folder):
    """Write visible checks that are always the same."""
    (folder / "checks.json").write_text(f'{{"week": "{week}"}}\n')


def make_course(root):
    """Return a course in `root` with a text, a library and a data set."""
    course = Course(root)
    for folder in ("source", "course_utils/desk", "data/dots"):
        (root / folder).mkdir(parents=True)
    course.text(WEEK).write_text(TEXT + LITERAL)
    (root / "course_utils/__init__.py").write_text('"""A small library."""\n')
    (root / "course_utils/neuron.py").write_text(NEURON)
    (root / "course_utils/desk/__init__.py").write_text('"""The desk."""\n')
    (root / "data/dots/dots.json").write_text("[1, 2]\n")
    (root / "data/dots/make.py").write_text("print([1, 2])\n")
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    return course


@pytest.fixture(scope="session")
def registry():
    """The exercises of the small week, and of a later one."""
    return {
        WEEK: {
            "sigmoid": exercise(6.0, "sigmoid"),
            "propagate": exercise(14, "propagate"),
        }
    }


@pytest.fixture(scope="session")
def given(registry):
    """The arguments that stand for the registry and its frozen checks."""
    return {"registry": registry, "freeze": freeze}


@pytest.fixture
def course(tmp_path):
    """A course that a test may change."""
    return make_course(tmp_path)


@pytest.fixture(scope="session")
def released(tmp_path_factory, given):
    """A course whose week was released: for reading only."""
    course = make_course(tmp_path_factory.mktemp("released"))
    release.release_week(WEEK, course, **given)
    return course


@pytest.fixture
def published(released, tmp_path):
    """A copy of the released course, for tests that change it."""
    shutil.copytree(released.root, tmp_path, dirs_exist_ok=True)
    return Course(tmp_path)


@pytest.fixture(scope="session")
def week():
    """The name of the small week."""
    return WEEK


@pytest.fixture(scope="session")
def text():
    """The text of the small week."""
    return TEXT
