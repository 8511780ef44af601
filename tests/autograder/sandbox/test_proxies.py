import time

import numpy as np
import pytest

TWICE = """
    def helper(x): return 0
    def f(x): return helper(x) + helper(x)
    def g(x): return helper(x)
"""


def test_a_proxy_answers_from_here(desk):
    asked = []
    proxies = {"helper": lambda x: asked.append(x) or x * 2}
    outcome = desk(TWICE).call("f", {"x": np.ones(2)}, proxies=proxies)
    np.testing.assert_array_equal(outcome.value, [4, 4])
    assert len(asked) == 2


def test_proxies_are_gone_after_the_call(desk):
    session = desk(TWICE)
    session.call("f", {"x": 1}, proxies={"helper": lambda x: 5, "new": abs})
    assert session.call("g", {"x": 1}).value == 0
    assert session.call("new", {"x": 1}).kind == "missing"


def test_proxies_are_gone_after_a_call_that_raised(desk):
    session = desk("def helper(): return 0\ndef f(): return helper() / 0")
    session.call("f", {}, proxies={"helper": lambda: 1})
    assert session.call("helper", {}).value == 0


def test_a_proxy_takes_keywords(desk):
    session = desk("def f(): return h(1, b=2)")
    assert session.call("f", {}, proxies={"h": lambda a, b: a - b}).value == -1


def test_an_error_of_ours_is_raised_where_it_was_asked_for(desk):
    def helper(x):
        raise ValueError("too odd")

    error = desk(TWICE).call("f", {"x": 1}, proxies={"helper": helper}).error
    assert (error.type, error.message, error.line) == ("ValueError", "too odd", 3)


def test_a_function_as_argument_is_opaque_to_us(desk):
    kinds = []
    session = desk("def f(): return h(f)")
    session.call("f", {}, proxies={"h": lambda x: kinds.append(type(x).__name__)})
    assert kinds == ["Opaque"]


def test_questions_are_counted(desk, small_limits):
    asked = []
    session = desk("def f():\n    while True: h()")
    outcome = session.call("f", {}, proxies={"h": lambda: asked.append(1)})
    assert outcome.kind == "timeout" and "questions" in outcome.reason
    assert len(asked) == small_limits.questions


def test_our_function_stops_at_the_deadline(desk):
    def endless(n):
        while True:
            n += 1

    start = time.monotonic()
    outcome = desk("def f(): return h(1)").call(
        "f", {}, proxies={"h": endless}, timeout=0.3
    )
    assert outcome.kind == "timeout"
    assert time.monotonic() - start < 2


def test_our_function_is_not_asked_for_anything_huge(desk):
    session = desk("def f(): return h(shape=[10**9, 1])")
    error = session.call("f", {}, proxies={"h": lambda shape: np.zeros(shape)}).error
    assert error.type == "ValueError" and "1,000,000" in error.message


@pytest.mark.parametrize("cheat", ["h.__globals__", "h.__closure__"])
def test_a_proxy_holds_nothing_of_ours(desk, cheat):
    outcome = desk(f"def f(): return str({cheat})").call(
        "f", {}, proxies={"h": lambda: "the-answer"}
    )
    assert "the-answer" not in outcome.value


def test_a_proxy_refuses_arrays_whose_product_could_fill_the_memory(desk):
    source = (
        "import numpy as np\ndef f():\n    return h(np.ones(15_000), np.ones(15_000))"
    )
    error = desk(source).call("f", {}, proxies={"h": np.outer}).error
    assert "entries" in error.message


@pytest.mark.parametrize(
    "argument",
    ["np.zeros((0, 10**8))", "np.int64(5 * 10**7)", "'a' * 20_000", "np.array(10**9)"],
)
def test_a_proxy_refuses_what_hides_its_size(desk, argument):
    source = f"import numpy as np\ndef f():\n    return h({argument})"
    outcome = desk(source).call("f", {}, proxies={"h": lambda x: 1})
    assert outcome.error is not None
    assert "more than this can take" in outcome.error.message
