from __future__ import annotations

import pytest

from autograder.grading.handed_in.answers import syntax


@pytest.mark.parametrize(
    "source",
    [
        "def f(): pass",
        "async def f(): pass",
        "class f: pass",
        "f = lambda: 0",
        "f = g",
        "f: int = np.vectorize(g)",
        "f = functools.partial(g, 1)",
        "f = lru_cache(maxsize=3)(g)",
        "from m import g as f",
        "%time\n!ls\ndef f(): pass",
    ],
)
def test_functions_finds_what_can_be_called(source):
    assert "f" in syntax.functions(source)


@pytest.mark.parametrize(
    "source", ["f = 1", "f = f(3)", "def g():\n    def f(): pass", "f(", "# def f(): 0"]
)
def test_functions_passes_over_the_rest(source):
    assert "f" not in syntax.functions(source)


def test_wanted_are_the_names_that_come_from_elsewhere():
    source = (
        "y = 1\ndef f(a, b=k):\n    t = a + np.pi + y\n    return [u * i for i in t]"
    )
    assert syntax.wanted(source) == {"k", "np", "u"}


@pytest.mark.parametrize(
    "source, plain",
    [
        ("if\u00a0x:\n\u2003y", "if x:\n y"),
        ("x\u200b = 1", "x = 1"),
        ("if x:\n    y\n\tz", "if x:\n    y\n    z"),
    ],
)
def test_visible_mends_what_cannot_be_seen(source, plain):
    assert syntax.visible(source) == plain


@pytest.mark.parametrize(
    "source", ["s = 'a\u00a0b'", "# a\u200bb", "if (\u00a0", "\tx"]
)
def test_visible_leaves_what_parses_or_cannot_be_mended(source):
    assert syntax.visible(source) == source


@pytest.mark.parametrize("source", ["-" * 150_000 + "1", "(" * 150_000, "x" * 300_000])
def test_nothing_is_too_much(source):
    for look in (syntax.functions, syntax.bound, syntax.wanted):
        assert look(source) in (frozenset(), {"x" * 300_000})
