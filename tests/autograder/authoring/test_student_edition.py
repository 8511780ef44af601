import ast
import inspect
from types import SimpleNamespace

import pytest

from autograder.authoring import student_edition
from autograder.authoring.cells import AuthoringError
from autograder.authoring.student_edition import stubbed


@pytest.fixture
def neuron(course, week, registry):
    """The stubbed module, run."""
    folder = student_edition.make(week, course, registry=registry)
    namespace = {}
    exec((folder / "course_utils/neuron.py").read_text(), namespace)
    return SimpleNamespace(**namespace)


@pytest.mark.parametrize("name", ["sigmoid", "propagate"])
def test_a_graded_function_is_a_stub(neuron, week, name):
    function = getattr(neuron, name)
    arguments = [None] * len(inspect.signature(function).parameters)
    said = f"{name} is an exercise of {week}: write it in the notebook"
    with pytest.raises(NotImplementedError, match=said):
        function(*arguments)


def test_signature_and_docstring_stay(neuron):
    assert list(inspect.signature(neuron.propagate).parameters) == list("wbXY")
    assert neuron.propagate.__doc__.startswith("Return the gradients")


@pytest.mark.parametrize("name, arguments", [("_cost", 2), ("propagate_loop", 4)])
def test_helpers_and_slow_twins_are_stubs_too(neuron, name, arguments):
    with pytest.raises(NotImplementedError):
        getattr(neuron, name)(*[None] * arguments)


def test_other_functions_work(neuron):
    import numpy as np

    assert neuron.accuracy(np.array([1, 0]), np.array([1, 1])) == 0.5


def test_comments_of_a_body_go_with_it(course, week, registry):
    folder = student_edition.make(week, course, registry=registry)
    text = (folder / "course_utils/neuron.py").read_text()
    assert "non-positive" not in text and "end of the answer" not in text


def test_a_later_weeks_function_is_a_stub_now(course, week, registry):
    later = {"accuracy": SimpleNamespace(points=1, reference=_reference("accuracy"))}
    files = student_edition.edition(
        week, course, registry=registry | {"c1w3_later": later}
    )
    assert b"accuracy is an exercise of c1w3_later" in files["course_utils/neuron.py"]


def test_an_earlier_weeks_function_works_later(course, week, registry):
    later = {"accuracy": SimpleNamespace(points=1, reference=_reference("accuracy"))}
    files = student_edition.edition(
        "c1w3_later", course, registry=registry | {"c1w3_later": later}
    )
    assert b"np.logaddexp" in files["course_utils/neuron.py"]


def test_a_helper_that_others_use_stays(course, week, registry):
    neuron = course.root / "course_utils/neuron.py"
    used = neuron.read_text() + "\n\ndef report(Z, Y):\n    return _cost(Z, Y)\n"
    neuron.write_text(used)
    files = student_edition.edition(week, course, registry=registry)
    assert b"logaddexp" in files["course_utils/neuron.py"]


def test_a_reference_that_is_not_there_is_a_mistake(course, week):
    lost = {week: {"tanh": SimpleNamespace(points=1, reference=_reference("tanh"))}}
    with pytest.raises(AuthoringError, match=r"neuron\.py has no function 'tanh'"):
        student_edition.edition(week, course, registry=lost)


def test_making_it_again_changes_nothing_and_drops_leftovers(course, week, registry):
    folder = student_edition.make(week, course, registry=registry)
    before = student_edition.read_tree(folder)
    (folder / "left_over.py").write_text("")
    student_edition.make(week, course, registry=registry)
    assert student_edition.read_tree(folder) == before


@pytest.mark.parametrize(
    "head",
    [
        "def f(x):",
        "def f(x) -> dict[str, int]:  # why: a comment",
        "def f(\n    x=lambda y: y,\n    z={1: 2},\n):",
        'def f(x):\n    """Doc."""',
        'def f(x):\n    """Doc.\n\n        a = b\n    """',
    ],
)
def test_only_the_body_goes(head):
    module = f"{head}\n    # why\n    return 1\n    # end\n\n\ny = 2\n"
    cut = stubbed(module, {"f": "no"})
    assert cut == f"{head}\n    raise NotImplementedError('no')\n\n\ny = 2\n"
    ast.parse(cut)


def test_a_body_beside_its_signature_is_a_mistake():
    with pytest.raises(AuthoringError, match="below its signature"):
        stubbed("def f(x): return x\n", {"f": "no"})


def _reference(name):
    return SimpleNamespace(__module__="course_utils.neuron", __name__=name)
