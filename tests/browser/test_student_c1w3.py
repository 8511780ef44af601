"""A student opens the release of week c1w3 in JupyterLab and solves an exercise."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from autograder.exercises import exercises
from tests.browser.test_student import Notebook

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WEEK = "c1w3_planar_classification"

RIGHT = """def compute_cost(A2, Y):
    return -np.mean(np.log(np.where(Y == 1, A2, 1 - A2)))"""
SUMMED = RIGHT.replace("np.mean", "np.sum")


def test_a_student_learns_from_a_sum_and_solves_compute_cost(page):
    notebook = Notebook(page)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    notebook.run("imports")

    notebook.write("compute_cost", SUMMED)
    notebook.run("compute_cost")
    answer = notebook.run("check-compute_cost")
    hint = exercises(WEEK)["compute_cost"].misconception("not-averaged").hint
    expect(answer).to_contain_text(hint)

    notebook.write("compute_cost", RIGHT)
    notebook.run("compute_cost")
    expect(notebook.run("check-compute_cost")).to_contain_text("✓ compute_cost")

    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert page.said == []
