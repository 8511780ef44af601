"""A whole way over nbgrader's exchange, and what it asks for beside a page."""

from __future__ import annotations

import getpass
import json
import warnings

import pytest

from autograder import settings
from autograder.grading.engine import grade_week
from autograder.grading.written import exchange

TIME = "2026-10-01 12:00:00.000000 UTC"


@pytest.fixture
def app(tiny, week, tmp_path, settle):
    """Run one of nbgrader's exchange actions for the tiny week."""
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange import default

    place = tmp_path / "exchange"
    place.mkdir()
    place.chmod(0o777)
    cache = tmp_path / "cache"
    settle(
        'c.CourseDirectory.course_id = "tiny"',
        f"c.CourseDirectory.root = {str(tiny.root)!r}",
        f"c.Exchange.root = {str(place)!r}",
        f"c.Exchange.cache = {str(cache)!r}",
        f"c.Exchange.assignment_dir = {str(tmp_path)!r}",
    )

    def run(action):
        config = settings.read(tiny.root)
        config.CourseDirectory.assignment_id = week
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            coursedir = CourseDirectory(config=config)
            step = getattr(default, action)
            step(
                coursedir=coursedir,
                authenticator=Authenticator(config=config),
                config=config,
            ).start()

    return run


@pytest.mark.slow
def test_page_comes_back_over_the_exchange(
    tiny, week, app, tmp_path, monkeypatch, answers, fake_judge
):
    monkeypatch.setenv("USER", getpass.getuser())
    app("ExchangeReleaseAssignment")
    monkeypatch.chdir(tmp_path)
    app("ExchangeFetchAssignment")
    (tmp_path / week / f"{week}.ipynb").write_text(json.dumps(tiny.answered(**answers)))
    app("ExchangeSubmit")
    app("ExchangeCollect")
    tiny.hand_in("bob", tiny.answered(**answers))  # by mail: he has no secret
    rows = grade_week(week, tiny, judge=fake_judge)
    assert [row.points for row in rows] == [10, 10]
    app("ExchangeReleaseFeedback")
    app("ExchangeFetchFeedback")
    (page,) = tmp_path.joinpath(week, "feedback").rglob("*.html")
    assert "<strong>10</strong> of 10 points so far" in page.read_text()


@pytest.fixture
def folder(unreleased, week):
    made = unreleased.feedback / "ada" / week
    made.mkdir(parents=True)
    return made


def beside(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_secret_of_the_submission_is_taken_over(unreleased, week, folder):
    submitted = unreleased.hand_in("ada", {"cells": []}).parent
    (submitted / "submission_secret.txt").write_text("5e5a3e")
    exchange.complete(folder, "ada", week, unreleased, TIME)
    assert beside(folder) == {
        "submission_secret.txt": "5e5a3e",
        "timestamp.txt": TIME,
    }


def test_secret_that_was_made_up_stays_and_cannot_be_guessed(unreleased, week, folder):
    unreleased.hand_in("ada", {"cells": []})
    exchange.complete(folder, "ada", week, unreleased, None)
    before = beside(folder)
    assert len(before["submission_secret.txt"]) == 64
    exchange.complete(folder, "ada", week, unreleased, None)
    assert beside(folder) == before


def test_secret_is_never_read_through_a_link(unreleased, week, folder, tmp_path):
    (tmp_path / "other").write_text("of somebody else")
    submitted = unreleased.hand_in("ada", {"cells": []}).parent
    (submitted / "submission_secret.txt").symlink_to(tmp_path / "other")
    exchange.complete(folder, "ada", week, unreleased, None)
    assert "somebody" not in beside(folder)["submission_secret.txt"]
