"""Small changes to a reference: which there are, what they are called, what stays."""

import importlib.util
import itertools

import pytest

from autograder.audit.mutation.killing import function_of
from autograder.audit.mutation.mutants import mutants_of
from autograder.audit.subject import subjects, subjects_of
from autograder.exercises.exercise import Exercise, correct, pure

MODULES = itertools.count()


@pytest.fixture
def exercise_of(tmp_path):
    """Return an exercise whose reference is the first function of a text."""

    def load(text, *criteria):
        path = tmp_path / f"module_{next(MODULES)}.py"
        path.write_text(text)
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return Exercise(module.f, criteria or (correct(1, lambda rng: {}),))

    return load


def changes(exercise):
    """Return what the changed lines become, in every mutant."""
    return [mutant.id.partition(" → ")[2] for mutant in mutants_of(exercise)]


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("return x + y", "return x - y"),
        ("return x / y", "return x"),
        ("return x / y", "return x // y"),
        ("return x / y", "return y / x"),
        ("return x.T @ y", "return x @ y"),
        ("return x.T @ y", "return x.T @ y.T"),
        ("return x.T @ y", "return x.T * y"),
        ("return x > y", "return x >= y"),
        ("return x and y", "return x or y"),
        ("return x if y else 2", "return 2"),
        ("return x * 3", "return x * 4"),
        ("return x * 2.5", "return x * 2"),
        ("return x[1:]", "return x[2:]"),
        ("return x[:y]", "return x[:y - 1]"),
        ("return x[y]", "return x[y + 1]"),
        ("return {'a': x, 'b': y}", 'return {"b": y}'),
        ("return x, y", "return (y, x)"),
        ("return sum(x, axis=1, keepdims=True)", "return mean(x, axis=1, keepdims=1)"),
        ("return sum(x, axis=1)", "return sum(x, axis=0)"),
        ("return sum(x, axis=1)", "return sum(x)"),
        ("return sum(x)", "return sum(x, axis=-1)"),
        ("return sum(x, keepdims=True)", "return sum(x, keepdims=False)"),
        ("return maximum(x, y)", "return minimum(x, y)"),
        ("return maximum(x, y)", "return x"),
        ("return x.copy()", "return x"),
        ("return f(x, y)", "return f(y, x)"),
        ("return list(range(y))", "return list(range(y - 1))"),
        ("return x + y", "x[...] = x + y ⏎ return x"),
        ("x = x - y; return x", "x -= y; return x"),
        ("x = x - y; return x", "pass; return x"),
        ("x -= y; return x", "x += y; return x"),
        ("return x + y", "return y + y"),
        ("return x + y", "return -(x + y)"),
    ],
)
def test_a_line_may_become(exercise_of, line, becomes):
    found = changes(exercise_of(f"def f(x, y):\n    {line}\n"))
    assert becomes.replace("keepdims=1", "keepdims=True") in found


LOOP = """def f(x):
    total = 0
    for i in range(3):
        total += x
        if i > 5:
            break
    return total
"""


@pytest.mark.parametrize(
    "becomes",
    [
        "for i in range(1, 3):",
        "continue",
        "if True:",
        "total = x",
    ],
)
def test_a_loop_may_become(exercise_of, becomes):
    assert becomes in changes(exercise_of(LOOP))


def test_a_loop_may_end_after_its_first_round(exercise_of):
    ids = [mutant.id for mutant in mutants_of(exercise_of(LOOP))]
    assert "f: after break comes return total" in ids


def test_a_mutant_keeps_its_name_when_the_code_moves(exercise_of):
    here = mutants_of(exercise_of(LOOP))
    there = mutants_of(exercise_of("import math\n\n# A comment: ⏎.\n\n\n" + LOOP))
    assert [m.id for m in here] == [m.id for m in there]
    assert [m.line + 5 for m in here] == [m.line for m in there]


def test_equal_lines_at_two_places_are_told_apart(exercise_of):
    ids = [m.id for m in mutants_of(exercise_of("def f(x):\n    x = -x\n    x = -x\n"))]
    assert len(ids) == len(set(ids))
    assert {"f: x = -x → pass", "f: x = -x → pass #2"} <= set(ids)


def test_signature_docstring_guards_and_prints_stay(exercise_of):
    text = '''def f(x: int = 3, loud: bool = False):
    """Return 7 + 1."""
    if x < 1:
        raise ValueError(f"x is {x - 1}")
    if loud:
        print("x is", x + 2)
    return x
'''
    lines = {mutant.line for mutant in mutants_of(exercise_of(text))}
    assert lines == {7}


def test_the_arguments_are_spoiled_only_where_pure_is_asked(exercise_of):
    text = "def f(x, n: int):\n    return {'x': x + n}\n"
    either = exercise_of(text), exercise_of(text, correct(1, lambda rng: {}), pure(1))
    spoiled = [sum("[...] = 0" in m.source for m in mutants_of(e)) for e in either]
    assert spoiled == [0, 1]


def test_a_private_helper_is_changed_too_and_a_shared_one_is_not(exercise_of):
    text = """def f(x):
    return _mine(x) + _ours(x)

def _mine(x):
    return x * 2

def _ours(x):
    return x * 5

def other(x):
    return _ours(x)
"""
    lines = {mutant.line for mutant in mutants_of(exercise_of(text))}
    assert lines == {2, 5}


def test_columns_are_counted_as_python_counts_them(exercise_of):
    text = "def f(x):\n    π = 3.0; return π * x\n"
    assert "π = 3.0; return π / x" in changes(exercise_of(text))


def test_no_mutant_is_the_reference_and_no_two_are_alike():
    for subject in subjects_of("tests.autograder.audit.toy"):
        sources = [mutant.source for mutant in mutants_of(subject.exercise)]
        assert len(sources) == len(set(sources)) > 20


def test_a_mutant_runs_among_the_names_of_the_reference():
    (subject,) = (
        s for s in subjects("c1w2_logistic_regression") if s.name == "softmax"
    )
    mutant = mutants_of(subject.exercise)[0]
    assert function_of(mutant.source, subject).__globals__["np"].__name__ == "numpy"
