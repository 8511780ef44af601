import numpy as np
import pytest

LOOPS = [
    "def f(x):\n    t = 0\n    for v in x: t += v\n    return t",
    "def f(x): return [v for v in x]",
    "def f(x): return sum(v for v in x)",
    "def f(x): return np.vectorize(lambda v: v + 1)(x)",
    "def f(x): return list(map(lambda v: v, x))",
]


def counts(session):
    sizes = [{"x": np.ones(n)} for n in (10, 1000)]
    return [session.call("f", x, count_events=True).events for x in sizes]


@pytest.mark.parametrize("loop", LOOPS)
def test_the_events_of_a_loop_grow_with_its_data(desk, loop):
    few, many = counts(desk("import numpy as np\n" + loop))
    assert many > few + 900


def test_the_events_of_a_vectorised_line_do_not_grow(desk):
    few, many = counts(desk("import numpy as np\ndef f(x): return np.exp(x).sum()"))
    assert few == many > 0


def test_events_are_not_counted_unless_asked(desk):
    assert desk("def f(): return 1").call("f", {}).events is None


def test_code_that_stops_the_counting_has_no_count(desk):
    source = "import sys\ndef f(): sys.settrace(None)"
    assert desk(source).call("f", {}, count_events=True).events is None


def test_an_answer_of_ours_costs_the_same_for_every_size(desk):
    session = desk("def f(x): return h(x)")
    few, many = (
        session.call("f", {"x": [1] * n}, proxies={"h": len}, count_events=True).events
        for n in (1, 1000)
    )
    assert few == many
