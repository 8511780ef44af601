from __future__ import annotations

import html.parser
import re

import pytest

from autograder.reports.classroom.findings import look_at
from autograder.reports.classroom.page.render import Files, render
from autograder.reports.classroom.tables import tables

HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>'\"\x1b[31m{{ 7*191 }}"


class Page(html.parser.HTMLParser):
    """The tags, ids and links of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.handlers = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.links += [attrs["href"]] if "href" in attrs else []
        self.handlers += [name for name in attrs if name.startswith("on")]


def page_of(classroom):
    found = look_at(classroom)
    return render(found, Files(tables(found), {}))


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("n", [0, 1, 2, 9, 60, 500])
def test_render_answers_for_a_class_of_any_size(drawn, n, marked):
    page = Page(page_of(drawn(n, marked=marked)))
    assert page.tags.count("h1") == 1
    assert len(page.ids) == len(set(page.ids))
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)


def test_render_of_nobody_is_a_sentence(hand):
    text = page_of(hand.of())
    assert "Nobody has handed in this week yet." in text
    assert "<table" not in text


def test_render_of_somebody_unreadable_alone(hand, drawn):
    unread = next(p for p in drawn(60).pupils if p.attempts and p.verdict is None)
    text = page_of(hand.of(unread))
    assert "1 student handed in: 0 graded, 1 could not be." in text
    assert unread.id in text


def test_render_asks_nothing_of_the_network_and_runs_nothing(drawn):
    text = page_of(drawn(60))
    page = Page(text)
    assert "default-src 'none'" in text
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not re.search(r"https?:|@import|url\(", text)


def test_render_makes_nothing_of_what_students_wrote(drawn):
    harmless, hostile = Page(page_of(drawn(60))), page_of(drawn(60, hostile=HOSTILE))
    page = Page(hostile)
    assert set(page.tags) == set(harmless.tags)
    assert page.handlers == []
    assert "1337" not in hostile and "\x1b" not in hostile
    assert "&lt;script&gt;" in hostile


def test_render_shows_hints_and_the_students_behind_them(drawn):
    classroom = drawn(60)
    found = look_at(classroom)
    text = page_of(classroom)
    assert "What may be taken off every score of a row" in text
    for student in found.named[0].students:
        assert student in text


def test_render_does_not_speak_of_discrimination_in_a_small_class(drawn):
    assert "Goes with the rest" not in page_of(drawn(9))
    assert "20 are needed" in page_of(drawn(9))
    assert "Goes with the rest" in page_of(drawn(60))


def test_render_calls_the_same_answers_an_observation(hand):
    evidence = {"case": "case 1", "outcome": "value", "came": "7"}
    wrong = hand.judged("failed", evidence=evidence)
    pupils = [
        hand.pupil(s, hand.exercise("f", wrong), hand.exercise("g", wrong))
        for s in ("ada", "ben")
    ]
    text = page_of(hand.of(*pupils))
    assert "An observation, not a finding." in text
    assert "ada and ben" in text


def test_render_links_the_tables_and_the_pages_that_exist(drawn):
    found = look_at(drawn(9))
    student = found.classroom.graded[0].id
    text = render(found, Files(tables(found), {student: "../a/b.html"}))
    links = Page(text).links
    assert "exercises.csv" in links and "../a/b.html" in links
