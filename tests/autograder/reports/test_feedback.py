from __future__ import annotations

import html.parser
import re

import pytest

from autograder.grading.book.marks import Mark
from autograder.oracle.verdict import CriterionVerdict, ExerciseVerdict, Verdict
from autograder.reports import feedback
from autograder.reports.feedback import Page, render

PAYLOADS = [
    "<script>alert(1)</script>",
    "</code></pre><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "'\"><iframe src=javascript:alert(1)>",
    "{{ 7 * 191 }}{% raw %}",
    "$\\text{<script>alert(1)</script>}$",
    "$\\href{javascript:alert(1)}{x}$",
    "`<b>bold</b>`",
    "<style>*{display:none}</style>",
    "<!--",
]


class Tags(html.parser.HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def names(self):
        return [tag for tag, _ in self.found]


def criterion(**changes):
    values = {
        "name": "correct",
        "status": "failed",
        "points": 0.0,
        "max_points": 5.0,
        "message": "dw has shape (1, 4); expected (4, 1).",
        "passed_cases": 2,
        "cases": 9,
        "evidence": {"input": "secret-input"},
    }
    return CriterionVerdict(**(values | changes))


def page(student="ada", title="Week", answers=None, marks=(), notes=(), **changes):
    sandbox = changes.pop("sandbox", "A")
    problem = changes.pop("problem", None)
    exercise = ExerciseVerdict("propagate", (criterion(**changes),))
    exercises = () if problem else (exercise,)
    verdict = Verdict("c9w9_tiny", exercises, sandbox, tuple(notes), problem)
    return Page(
        student, title, verdict, answers or {}, {mark.grade_id: mark for mark in marks}
    )


def waiting():
    return Mark("why", None, 5.0, waits=True)


def test_render_has_a_language_a_title_and_one_heading():
    text = render(page())
    tags = Tags(text)
    assert tags.found[0] == ("html", {"lang": "en"})
    assert "<title>0 of 5 · Week · ada</title>" in text
    assert tags.names().count("h1") == 1


def test_render_forbids_all_but_its_own_style():
    (policy,) = (
        attributes["content"]
        for tag, attributes in Tags(render(page())).found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    assert policy.endswith("; form-action 'none'; base-uri 'none'")


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", ["answer", "written", "message", "note", "student"])
def test_render_makes_nothing_of_what_a_student_wrote(payload, place):
    harmless = Tags(
        render(
            page(answers={"propagate": "x", "why": "x"}, marks=[waiting()], notes=["x"])
        )
    )
    text = render(
        page(
            student=payload if place == "student" else "ada",
            answers={
                "propagate": payload if place == "answer" else "x",
                "why": payload if place == "written" else "x",
            },
            message=payload if place == "message" else "x",
            notes=[payload if place == "note" else "x"],
            marks=[waiting()],
        )
    )
    # Formulas and code may add their own tags, and nothing else may.
    more = set(Tags(text).names()) - set(harmless.names())
    assert more <= {"math", "mrow", "mtext", "mi", "mo", "mn", "code"}
    assert "1337" not in text
    links = (attributes.get("href", "#") for _, attributes in Tags(text).found)
    assert all(link.startswith("#") for link in links)
    handlers = {name for _, attributes in Tags(text).found for name in attributes}
    assert not any(name.startswith("on") for name in handlers)


def test_render_shows_the_source_of_an_answer_as_it_is():
    text = render(page(answers={"propagate": 'if a < b and "c":\n    pass'}))
    assert "if a &lt; b and &#34;c&#34;:\n    pass" in text


def test_render_drops_control_characters():
    text = render(
        page(message="a\x1b[31mb\x07\x9b\u202ec", answers={"propagate": "\0"})
    )
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "abc" in text


def test_render_shortens_an_endless_answer():
    assert len(render(page(answers={"propagate": "x" * 10**6}))) < 100_000


def test_render_shows_no_evidence():
    assert "secret-input" not in render(page())


def test_render_writes_maths_without_a_network():
    text = render(page(message="Use $dW = X dZ^T$, not `dZ`."))
    assert "<math" in text and "<code>dZ</code>" in text
    assert "http" not in re.sub(r'xmlns="[^"]*"|http-equiv', "", text)


def test_render_counts_what_waits_apart():
    text = render(page(status="passed", points=5.0, marks=[waiting()]))
    assert "<strong>5</strong> of 5 points so far" in text
    assert "5 more points wait for your teacher" in text
    assert "0 of 5" not in text


def test_render_shows_the_marks_of_a_teacher():
    mark = Mark("why", 3.0, 5.0, waits=False, comment="Well said.")
    text = render(page(marks=[mark]))
    assert "3 of 5" in text and "Well said." in text


def test_render_says_that_a_teacher_changed_points():
    mark = Mark("check-propagate", 4.0, 5.0, waits=False)
    assert "Your teacher changed the points" in render(page(marks=[mark]))


def test_render_marks_a_run_without_a_sandbox():
    assert "Graded without a sandbox" in render(page(sandbox="none"))
    assert "Graded without a sandbox" not in render(page())


def test_render_explains_a_problem():
    text = render(page(problem="The file is empty."))
    assert "could not be graded" in text and "The file is empty." in text
    assert "of 0 points" not in text


@pytest.mark.parametrize("status", list(feedback.WORDS))
def test_every_status_has_a_symbol_and_words(status):
    symbol, words, tone = feedback.WORDS[status]
    assert symbol and words and tone in ("good", "part", "bad", "open")


@pytest.mark.parametrize(
    "statuses, points, expected",
    [
        (["passed", "passed"], 10, "passed"),
        (["passed", "failed"], 5, "partly"),
        (["failed", "not judged"], 0, "failed"),
        (["not attempted", "not attempted"], 0, "not attempted"),
        (["not run", "not judged"], 0, "not run"),
    ],
)
def test_status_of_is_the_word_for_the_whole(statuses, points, expected):
    criteria = tuple(criterion(status=status, points=points / 2) for status in statuses)
    assert feedback.status_of(ExerciseVerdict("f", criteria)) == expected


@pytest.mark.parametrize("message", ["Wrong.", "f: Wrong. Look at the shapes."])
def test_said_tells_the_hint_of_a_misconception_once(message):
    named = criterion(misconception="m", message=message)
    hints = {"m": "Look at the shapes."}
    assert feedback.said(named, "f", hints) == ("Wrong.", "Look at the shapes.")


@pytest.mark.parametrize(
    "message, expected",
    [("f: dw is wrong.", "dw is wrong."), ("f: the result is 1.", "The result is 1.")],
)
def test_said_leaves_out_the_name_that_the_heading_has(message, expected):
    assert feedback.said(criterion(message=message), "f", {}) == (expected, "")


def test_messages_say_each_thing_once_and_nothing_of_what_waits():
    same = criterion(status="not attempted", message="Not written yet.")
    waits = criterion(status="not judged", message="Judged later.")
    exercise = ExerciseVerdict("f", (same, same, waits))
    assert feedback.messages(exercise) == [same]


def test_next_is_the_first_exercise_that_lacks_points():
    assert page().next == (1, "propagate")
    assert page(status="passed", points=5.0).next is None


def test_render_lays_out_the_maths_and_code_of_a_written_answer():
    mark = Mark("why", 3.0, 5.0, waits=False)
    text = render(
        page(answers={"why": "Since $2x$ grows,\nso does `x`."}, marks=[mark])
    )
    assert "<math" in text and "grows,<br>\nso does <code>x</code>." in text


def test_render_has_one_main_part_even_for_a_problem():
    for problem in ("The file is empty.", None):
        assert Tags(render(page(problem=problem))).names().count("main") == 1
