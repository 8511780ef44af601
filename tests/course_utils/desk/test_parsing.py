"""Parsing from many threads."""

import ast
import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from course_utils.desk import parsing

SOURCE = Path(ast.__file__).read_text("utf-8")


class Leftover:
    """Something that runs Python when it is collected, and so lets a thread in."""

    def __init__(self):
        self.me = self

    def __del__(self):
        sum(range(2000))


@pytest.fixture
def restless():
    """Collect garbage often, as a busy process does."""
    before = gc.get_threshold()
    gc.set_threshold(50)
    yield
    gc.set_threshold(*before)


def nested(_):
    Leftover()
    return len(parsing.parse(SOURCE).body)


def test_threads_may_parse_at_the_same_time(restless):
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(nested, range(16)))) == 1


def test_a_mistake_is_that_of_python():
    with pytest.raises(SyntaxError):
        parsing.parse("def (")
