from __future__ import annotations

import csv

from autograder.reports.classroom.writing import PAGE, write


def test_write_makes_a_page_and_the_tables_it_links(graded, week):
    page = write(week, graded)
    assert page == graded.reports / week / PAGE
    text = page.read_text("utf-8")
    for table in page.parent.glob("*.csv"):
        assert f'href="{table.name}"' in text
        assert list(csv.reader(table.read_text("utf-8").splitlines()))
    assert len(list(page.parent.glob("*.csv"))) == 13


def test_write_links_the_feedback_that_exists(graded, week):
    page = write(week, graded)
    link = f"../../feedback/ada/{week}/{week}.html"
    assert f'href="{link}"' in page.read_text("utf-8")
    assert (page.parent / link).is_file()
    (graded.feedback / "ada" / week / f"{week}.html").unlink()
    assert link not in write(week, graded).read_text("utf-8")


def test_write_takes_another_folder(graded, week, tmp_path):
    assert write(week, graded, tmp_path / "a" / "b") == tmp_path / "a" / "b" / PAGE


def test_write_before_anybody_handed_in_says_so(tiny, week):
    assert "Nobody has handed in" in write(week, tiny).read_text("utf-8")
