from __future__ import annotations

import json

import pytest

from autograder.grading.handed_in import intake


@pytest.fixture
def submission_of(unreleased, week):
    """Return the submission that a notebook with these answers makes."""

    def make(**answers):
        data = json.dumps(unreleased.answered(**answers)).encode()
        return intake.read(data, week, unreleased)

    return make


@pytest.fixture
def judged(submission_of, fake_judge):
    """Return a submission and the verdict on it."""

    def make(**answers):
        submission = submission_of(**answers)
        return submission, fake_judge(submission, "ada")

    return make
