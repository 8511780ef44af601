"""A student's JupyterLab and a browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright

from autograder import lab
from autograder.course import Course

WEEK = "c1w2_logistic_regression"
TOKEN = "a-student"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Requests that JupyterLab makes for decoration; their absence harms nobody.
NOISE = ("favicon", "jupyter.png")


@pytest.fixture(scope="module")
def week(request):
    """The week on the desk: a test's parameter, else its module's `WEEK`, else c1w2."""
    return getattr(request, "param", getattr(request.module, "WEEK", WEEK))


@pytest.fixture(scope="module")
def desk(repository, tmp_path_factory, week):
    """A student's desk in a course that shares this one's release and data."""
    root = tmp_path_factory.mktemp("course")
    for shared in ("source", "release", "data"):
        (root / shared).symlink_to(repository / shared)
    return lab.prepare(week, Course(root))


@pytest.fixture(scope="module")
def server(desk):
    """JupyterLab on this desk, on a free port of the loopback interface."""
    port = free_port()
    home = desk.settings.parent / "home"
    home.mkdir(parents=True)
    log = desk.settings.parent / "server.log"
    options = [
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        "--LabApp.expose_app_in_browser=True",
    ]
    surroundings = {"HOME": str(home), "MPLCONFIGDIR": str(home / "mpl")}
    with log.open("wb") as stream:
        process = subprocess.Popen(
            lab.command(desk, *options),
            cwd=desk.folder,
            env=lab.environment(desk, {**os.environ, **surroundings}),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(process, f"http://127.0.0.1:{port}/api", log)
            yield SimpleNamespace(url=f"http://127.0.0.1:{port}", log=log)
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture
def page(server, desk):
    """The week's notebook, open in Chromium; what the console said is `page.said`."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.said = listen(page)
        page.goto(f"{server.url}/lab/tree/{desk.notebook}?token={TOKEN}&reset")
        yield page
        browser.close()


def listen(page):
    """Collect the errors of a page's console; the list grows as they come."""
    said = []

    def note(message):
        text = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not any(word in text for word in NOISE):
            said.append(text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(process, url, log, seconds=90):
    """Wait until the server answers; say what its log says when it does not."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")
