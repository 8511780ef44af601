from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.authoring import student_edition
from autograder.grading.running import editions
from autograder.sandbox import SandboxUnavailable

WEEK = "c1w2_logistic_regression"


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    """A place for temporary files of this test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(editions, "_made", {})


def test_an_edition_has_stubs_where_answers_are_asked():
    folder = editions.edition(WEEK)
    text = (folder / "course_utils" / "logistic_regression.py").read_text()
    assert "is an exercise of" in text
    assert (folder / "course_utils").stat().st_mode & 0o777 == 0o755


def test_workers_that_start_at_once_share_one_edition(monkeypatch):
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(lambda _: editions._make(WEEK), range(8)))
    (folder,) = made
    assert [path.name for path in editions.cache_folder().iterdir()] == [folder.name]


def test_an_edition_that_lost_a_file_is_made_whole():
    folder = editions.edition(WEEK)
    before = student_edition.read_tree(folder)
    (folder / "course_utils" / "vectors.py").unlink()
    editions._made.clear()
    assert student_edition.read_tree(editions.edition(WEEK)) == before


def test_an_edition_is_made_once_and_again_only_from_other_sources(monkeypatch):
    made, sources = [], editions._sources()
    make = student_edition.edition
    monkeypatch.setattr(
        student_edition, "edition", lambda *given: made.append(given) or make(*given)
    )
    for changed in ({}, {}, {"course_utils/vectors.py": b"changed = True"}):
        monkeypatch.setattr(editions, "_sources", lambda new=changed: sources | new)
        editions._made.clear()
        editions.edition(WEEK)
    assert len(made) == 2


def test_a_folder_that_others_may_write_is_refused():
    editions.cache_folder().chmod(0o777)
    with pytest.raises(SandboxUnavailable, match="Remove it"):
        editions.edition(WEEK)


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    place = tmp_path / f"workbook-editions-{os.geteuid()}"
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SandboxUnavailable):
        editions.cache_folder()
