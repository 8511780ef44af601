from __future__ import annotations

import pytest

from autograder.grading.handed_in.extras import MAX_RUN, definitions, runnable

ANSWER = "def f(x):\n    return table[x] + helper(x)"


def run(*own, solved=("f",)):
    return runnable(own, [ANSWER], solved)


@pytest.mark.parametrize(
    "source",
    [
        "table = {}",
        "table = dict(a=1)\nfor k in range(3):\n    table[k] = k",
        "table = []\ntable.append(3)\ntable += [4]",
        "try:\n    import table\nexcept ImportError:\n    table = None",
        "if 1:\n    def helper(x):\n        return x",
        "size = 3\ntable = [0] * size",
        "size: int = 3\ndef helper(x):\n    return size",
        "with open('a') as table:\n    pass",
        "import os, sys as system",
        "class Other:\n    pass",
        "%%writefile helper.py\nx = (",
    ],
)
def test_what_an_answer_looks_up_is_run(source):
    assert run(source) == [source]


@pytest.mark.parametrize(
    "source",
    [
        "print(1)",
        "while True:\n    pass",
        "result = slow()",
        "x = 3",
        "f = 3",
        "def f(x):\n    return 0",
        "for f in range(3):\n    table[f] = 1",
        "%%bash\nls",
        "%%html\n<b>table = 1</b>",
        "table = (",
        "np.seterr(all='raise')",
    ],
)
def test_what_only_runs_is_not(source):
    assert run(source) == [""]


def test_statements_keep_their_lines():
    helper = "@g\ndef helper(x):\n    return size"
    source = f"print(1)\ntable = {{}}; print(2); size = 4\n\n{helper}"
    assert run(source) == [f"\ntable = {{}}; size = 4\n\n{helper}"]


def test_the_last_value_counts():
    assert run("table = 1", "table = 2") == ["table = 1", "table = 2"]


def test_a_cell_too_many_does_not_cost_the_others():
    large = f"table = '{'x' * MAX_RUN}'"
    assert run(large, "def helper(x):\n    return x") == [
        "",
        "def helper(x):\n    return x",
    ]


def test_definitions_are_all_that_is_taken_of_an_example():
    source = "import a, b\nx = 1\ndef g():\n    return x\ndef mine(): pass"
    assert definitions(source, leave_out={"mine"}) == (
        "import a, b\n\ndef g():\n    return x"
    )
