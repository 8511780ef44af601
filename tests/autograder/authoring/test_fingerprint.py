import textwrap

import pytest

from autograder.authoring.fingerprint import answer, parse, scopes, shapes, squeeze

BODY = """\
Z = w.T @ X + b
cost = np.sum(np.logaddexp(0, Z) - Y * Z) / m
dZ = sigmoid(Z) - Y
return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, cost
"""
SECRET = answer("propagate", "the answer", BODY)


def found(code, secret=SECRET):
    return secret.is_in_code(shapes(parse(code)))


@pytest.mark.parametrize(
    "disguise",
    [
        lambda code: code,
        lambda code: textwrap.indent(code, "        "),
        lambda code: code.replace("Z", "H").replace("w.", "weights."),
        lambda code: code.replace(" ", "").replace("return", "return "),
        lambda code: code.replace("\n", "  # see?\n"),
        lambda code: "if True:\n" + textwrap.indent(code, "  "),
        lambda code: code.replace("cost = ", "print(").replace(") / m\nd", ") / m)\nd"),
        lambda code: code.replace("Z = w.T @ X + b\n", ""),
        lambda code: "%matplotlib inline\n" + code,
        lambda code: "def lesson(w, b, X, Y):\n" + textwrap.indent(code, "    "),
    ],
)
def test_a_disguised_answer_is_found(disguise):
    assert found(disguise(BODY))


@pytest.mark.parametrize(
    "code",
    [
        "return Z",
        "return cost",
        "m = X.shape[1]",
        "dZ = A - Y",
        "Z = w.T @ X + b",
        "return grads, cost",
        "grads, cost = propagate(w, b, X, Y)",
        "A = softmax(w.T @ X + b)\nprint(np.mean(A, axis=0))",
    ],
)
def test_everyday_lines_are_no_answer(code):
    assert not found(code)


def test_a_trivial_answer_has_nothing_to_give_away():
    assert answer("f", "it", "return Z").expressions == ()


def test_what_is_given_on_purpose_is_no_secret():
    secret = SECRET.without("cost = np.sum( np.logaddexp(0, Z) - Y * Z ) / m")
    assert secret.weight < SECRET.weight


def test_a_line_that_is_given_under_other_names_is_no_secret_either():
    repair = answer("back", "it", "dW2 = dZ2 @ A1.T / m\ndb1 = np.sum(dZ1) / (2 * m)")
    left = repair.without("def back(dZ3, A2, m):\n    dW3 = dZ3 @ A2.T / m")
    assert [e.words for e in left.expressions] == ["np.sum(dZ1)/(2*m)"]


def test_an_answer_is_found_in_words():
    assert SECRET.is_in_text(squeeze("Write:\n\n" + BODY.replace('"', "'")))
    assert not SECRET.is_in_text(squeeze("Write `cost = np.sum(...) / m`, then `dw`."))


def test_scopes_are_functions_and_the_rest():
    module = parse("x = 1\ndef f():\n    return 2\ny = 3\n")
    assert [(name, len(nodes)) for name, nodes in scopes(module)] == [("f", 1), ("", 2)]


def test_text_that_is_no_python_is_not_code():
    assert parse("def f(:") is None
