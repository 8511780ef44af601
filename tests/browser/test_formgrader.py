"""A teacher in formgrader: our points, a mark by hand, the Autograde button."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect, sync_playwright

from autograder.course import Course
from tests.browser.conftest import FLAGS, free_port, listen, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WEEK = "c1w2_logistic_regression"
TOKEN = "a-teacher"
# Formgrader's own state of rest: its last request is answered.
QUIET = "networkidle"
# The server answers nobody while it grades.
PATIENCE = 90_000


@pytest.fixture(scope="module")
def course(tmp_path_factory, repository):
    """The real week, released; two are graded already, one waits for the button."""
    from autograder import samples
    from autograder.authoring import gradebook
    from autograder.authoring.generate import generate
    from autograder.commands import demo
    from autograder.grading.engine import grade_week

    made = demo.fresh_course(Course(repository), tmp_path_factory.mktemp("class"))
    folders = {"source": made.root / "source", "release": made.root / "release"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gradebook.prepare(made)
        generate(WEEK, made, **folders, gradebook=True)
        samples.write(WEEK, made)
        for student in {path.name for path in made.submitted.iterdir()}:
            if student not in ("cleo", "dan", "finn"):
                shutil.rmtree(made.submitted / student)
        for student in ("cleo", "dan"):
            grade_week(WEEK, made, only=student)
    (made.root / "build" / "exchange").mkdir(mode=0o777, parents=True)
    (made.root / "build" / "exchange").chmod(0o777)
    return made


@pytest.fixture(scope="module")
def server(course, tmp_path_factory):
    """JupyterLab as a teacher has it, in the folder of the course."""
    home = tmp_path_factory.mktemp("home")
    port, log = free_port(), home / "server.log"
    command = [
        *[sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"],
        *["--allow-root"] * (os.geteuid() == 0),
        *[f"--port={port}", "--ServerApp.port_retries=0"],
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={course.root}",
    ]
    own = {f"JUPYTER_{kind}_DIR": str(home / kind) for kind in ("CONFIG", "DATA")}
    own |= {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=course.root,
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(process, f"http://127.0.0.1:{port}/api", log, seconds=240)
        yield SimpleNamespace(url=f"http://127.0.0.1:{port}", log=log)
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def page(server):
    """Formgrader in Chromium; what the console said is `page.said`."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.said = listen(page)
        page.goto(f"{server.url}/formgrader?token={TOKEN}", wait_until=QUIET)
        yield page
        browser.close()


@pytest.fixture
def open_page(page, server):
    """Open a page of formgrader's."""

    def go(*path):
        page.goto("/".join((server.url, "formgrader", *path)), wait_until=QUIET)
        return page

    return go


def press_autograde(page, student):
    """Press a student's Autograde, and wait until formgrader says that it is done."""
    row(page, student).locator(".autograde a").click()
    said = page.locator(".modal-body")
    expect(said).to_contain_text("Successfully autograded", timeout=PATIENCE)


def row(page, student):
    """Return the line of a student in the list of submissions."""
    return page.locator("tr", has=page.locator(f"td:text-is('{student}')"))


def complaints(page):
    """Return the console's errors, but that MathJax is not to be had offline."""
    return [said for said in page.said if "mathjax" not in said.lower()]


def fill_in(page, field, text, saved_as):
    """Write into a field, leave it, and wait until formgrader has saved it."""
    field.fill(text)
    with page.expect_response(re.compile(f"/formgrader/api/{saved_as}/")) as answer:
        field.press("Tab")
    assert (answer.value.request.method, answer.value.status) == ("PUT", 200)


def test_submissions_are_listed_with_our_points(open_page):
    page = open_page("manage_submissions", WEEK)
    expect(row(page, "cleo")).to_contain_text("81 / 100")
    expect(row(page, "dan")).to_contain_text("41 / 100")
    expect(row(page, "finn")).to_contain_text("needs autograding")
    assert complaints(page) == []


def test_autograde_button_runs_this_engine(open_page, course):
    page = open_page("manage_submissions", WEEK)
    press_autograde(page, "finn")
    page.locator(".modal-footer button").click()
    expect(row(page, "finn")).to_contain_text("95 / 100")
    assert (course.feedback / "finn" / WEEK / f"{WEEK}.html").is_file()
    assert complaints(page) == []


def test_mark_and_comment_by_hand_outlast_the_button(open_page):
    page = open_page("manage_submissions", WEEK)
    row(page, "cleo").get_by_role("link").first.click()
    page.get_by_role("link", name=WEEK).last.click()
    page.wait_for_load_state(QUIET)
    fill_in(page, page.locator("input.score").last, "4", saved_as="grade")
    word = page.locator("textarea.comment").last
    fill_in(page, word, "Well argued.", saved_as="comment")
    open_page("manage_submissions", WEEK)
    expect(row(page, "cleo")).to_contain_text("85 / 100")
    press_autograde(page, "cleo")
    page.reload(wait_until=QUIET)
    expect(row(page, "cleo")).to_contain_text("85 / 100")
    assert complaints(page) == []


def test_settings_are_not_shown(open_page):
    page = open_page("manage_assignments")
    expect(page.get_by_text(WEEK).first).to_be_visible()
    assert not re.search(r"db_url|gradebook\.db", page.content())
