"""The feedback page shows what cells showed, and none of it can act."""

from __future__ import annotations

import base64
import html.parser
import re

import pytest

from autograder.grading.book.marks import Mark
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict
from autograder.reports.feedback import Page, render
from autograder.reports.outputs import as_html
from autograder.sandbox.outcome import Output

PAYLOADS = [
    "<script>alert(1)</script>",
    "</pre></details><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onerror='alert(1)",
    "{{ 7 * 191 }}",
    "$\\href{javascript:alert(1)}{x}$",
    "<!--",
]
PNG = b"\x89PNG not quite"


class Tags(html.parser.HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def page(*outputs, cell="f", marks=()):
    criterion = CriterionVerdict("correct", "failed", 0.0, 5.0, "f: wrong.")
    verdict = Verdict(
        "c9w9_tiny",
        (ExerciseVerdict("f", (criterion,)),),
        "A",
        outputs={cell: outputs} if outputs else {},
    )
    answers = {"f": "def f(): pass", "figure": "plot()"}
    return render(Page("ada", "Week", verdict, answers, {m.grade_id: m for m in marks}))


def test_text_is_shown_folded_under_the_code():
    text = page(Output("printed", "cost 0.69\n"))
    assert re.search(
        r'<details class="outputs">\s*<summary>[^<]*</summary>\s*<pre', text
    )
    assert text.index("def f(): pass") < text.index("cost 0.69")


def test_nothing_is_said_of_a_cell_that_showed_nothing():
    assert 'class="outputs"' not in page()


def test_what_other_cells_showed_is_not_on_the_page():
    assert "secret" not in page(Output("printed", "secret"), cell="imports")


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("kind", ["printed", "shown", "note", "picture"])
def test_what_is_shown_cannot_act(payload, kind):
    harmless = page(Output("shown", "x", PNG), Output("printed", "x"))
    picture = Output("shown", payload, PNG)
    text = page(picture if kind == "picture" else Output(kind, payload))
    known = {tag for tag, _ in Tags(harmless).found}
    assert {tag for tag, _ in Tags(text).found} <= known
    names = {name for _, attributes in Tags(text).found for name in attributes}
    assert not any(name.startswith("on") for name in names)
    assert "<script" not in text and "1337" not in text


def test_controls_colours_and_turned_writing_are_taken_out():
    text = page(Output("printed", "a\x1b[31mb\x07\x9b\u202ec\x00d"))
    assert "abcd" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_a_picture_is_part_of_the_page_and_has_words():
    (image,) = (
        attributes
        for tag, attributes in Tags(page(Output("shown", "Cost falls", PNG))).found
        if tag == "img"
    )
    encoded = base64.b64encode(PNG).decode()
    assert image == {"src": f"data:image/png;base64,{encoded}", "alt": "Cost falls"}


def test_a_picture_without_words_says_so():
    assert 'alt="A figure without a description"' in as_html(
        Output("shown", "<Figure size 640x480 with 1 Axes>", PNG)
    )
    assert 'alt=""' not in as_html(Output("shown", "", PNG))


def test_the_policy_of_the_page_lets_in_pictures_of_its_own_alone():
    (policy,) = (
        attributes["content"]
        for _, attributes in Tags(page(Output("shown", "x", PNG))).found
        if "content" in attributes and "http-equiv" in attributes
    )
    assert policy.startswith("default-src 'none';")
    assert "img-src data:;" in policy and "script-src" not in policy


def test_an_answer_that_a_teacher_marks_has_its_outputs_too():
    mark = Mark("figure", None, 5.0, waits=True)
    text = page(Output("shown", "Cost falls", PNG), cell="figure", marks=[mark])
    assert 'alt="Cost falls"' in text
