"""What comes out of the sandbox to be shown: text and our own pictures."""

from __future__ import annotations

import io
import struct
import time
import zlib
from textwrap import dedent

import pytest
from PIL import Image

from autograder.sandbox import Cell, Limits, claims, open_session
from autograder.sandbox.inside.capture import (
    OUTPUT_COUNT,
    PICTURE_COUNT,
    TEXT_LIMIT,
)
from autograder.sandbox.inside.wire import WireError
from autograder.sandbox.outcome import Output


def png(size=(4, 3)):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, format="PNG")
    return file.getvalue()


@pytest.fixture
def run(session):
    """Run one cell and return its outcome."""

    def run(source):
        (outcome,) = session.run([Cell("answer", dedent(source))])
        return outcome

    return run


BOMB = """
import struct, zlib
def chunk(name, data):
    crc = zlib.crc32(name + data)
    return struct.pack('>I', len(data)) + name + data + struct.pack('>I', crc)
class Bomb:
    def _repr_png_(self):
        head = struct.pack('>IIBBBBB', 60_000, 60_000, 8, 2, 0, 0, 0)
        return (b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head)
                + chunk(b'IDAT', zlib.compress(bytes(10**7))) + chunk(b'IEND', b''))
Bomb()
"""


@pytest.mark.parametrize(
    "body",
    [
        "return b'garbage'",
        "return 'garbage'",
        "return '<script>'",
        "return b'\\x89PNG'",
    ],
)
def test_garbage_as_a_picture_becomes_a_note(run, body):
    source = f"class C:\n    def _repr_png_(self): {body}\nC()"
    outcome = run(source)
    assert outcome.kind == "value"
    assert not any(one.png for one in outcome.outputs)
    assert "script" not in repr(outcome.outputs)


@pytest.mark.parametrize("body", ["1 / 0", "return 3", "return self", "return None"])
def test_a_picture_that_is_no_picture_leaves_the_text(run, body):
    outcome = run(f"class C:\n    def _repr_png_(self): {body}\nC()")
    assert [one.text[:1] for one in outcome.outputs if one.kind == "shown"] == ["<"]


def test_a_png_bomb_becomes_a_note(run):
    start = time.perf_counter()
    (note,) = run(BOMB).outputs
    assert (note.kind, note.png) == ("note", b"")
    assert "60,000 by 60,000 pixels" in note.text
    assert time.perf_counter() - start < 5


def test_a_print_of_100_megabytes_is_cut(run):
    outcome = run("print('x' * 10**8)")
    assert outcome.kind == "value"
    assert len(outcome.printed) == TEXT_LIMIT
    assert [one.kind for one in outcome.outputs] == ["printed", "note"]


def test_an_endless_print_is_stopped_by_the_clock(run):
    outcome = run("while True: print('x' * 1000)")
    assert (outcome.kind, outcome.outputs) == ("timeout", ())


def test_a_giant_repr_is_cut(run):
    outcome = run("class C:\n    def __repr__(self): return 'y' * 10**7\nC()")
    assert len(outcome.outputs[0].text) == TEXT_LIMIT


def test_thousands_of_displays_are_cut(run):
    outcome = run("for n in range(3000): display(n)")
    assert outcome.kind == "value"
    assert len(outcome.outputs) == OUTPUT_COUNT + 1
    assert outcome.outputs[-1].kind == "note"


@pytest.mark.parametrize(
    "source",
    [
        "class C:\n    def _repr_html_(self): return '<script>alert(1)</script>'\nC()",
        "class C:\n    def _repr_svg_(self): return '<svg onload=alert(1)>'\nC()",
        "class C:\n    def _repr_markdown_(self): return '<script>'\nC()",
        "class C:\n    def _repr_javascript_(self): return 'alert(1)'\nC()",
        "class C:\n    def _repr_mimebundle_(self, **k):\n"
        "        return {'text/html': '<script>', 'application/x': 'alert'}\nC()",
        "from IPython.display import HTML\nHTML('<script>alert(1)</script>')",
        "from IPython.display import Javascript, display\n"
        "display(Javascript('alert(1)'))",
        "%%html\n<script>alert(1)</script>",
        "%%javascript\nalert(1)",
        "%%svg\n<svg onload='alert(1)'/>",
    ],
)
def test_markup_stays_inside(run, source):
    outcome = run(source)
    assert outcome.kind == "value"
    assert not any(
        word in repr(outcome.outputs) for word in ("script>", "alert", "svg")
    )


def test_colours_and_controls_are_taken_out(run):
    source = r"""
        print('\x1b[31mred\x1b[0m \x1b]0;title\x07\x9b2J \u202eabc \x00\x08 tab\tend')
        '\x1b[2J'
    """
    outcome = run(source)
    said = "".join(one.text for one in outcome.outputs)
    assert said.startswith("red ") and "tab\tend\n" in said
    assert not any(ord(c) < 32 and c not in "\n\t" for c in said)
    assert not set(said) & set("\x7f\x9b\u202e") and "title" not in said


def test_half_a_surrogate_pair_does_not_travel(run):
    assert run(r"print('a\ud800b')").printed == "a b\n"


def test_what_a_cell_shows_survives_the_end_of_the_next(session):
    cells = [Cell("a", "print('seen')"), Cell("b", "import os; os._exit(1)")]
    first, second = session.run(cells)
    assert (first.printed, second.kind) == ("seen\n", "died")


@pytest.mark.slow
def test_a_flood_of_figures_is_cut(edition):
    source = """
        import matplotlib.pyplot as plt
        for n in range(12):
            plt.figure(figsize=(1, 1))
            plt.plot([n])
            plt.show()
        plt.figure(figsize=(300, 1))
        plt.show()
    """
    with open_session(edition, limits=Limits(cell_seconds=120)) as session:
        (outcome,) = session.run([Cell("a", dedent(source))])
    assert outcome.kind == "value", outcome
    assert len([one for one in outcome.outputs if one.png]) == PICTURE_COUNT
    assert outcome.outputs[-1].kind == "note"


def read(outputs, buffers=()):
    header = {"is": "value", "outputs": outputs, "warnings": []}
    return claims.outcome(header, list(buffers), [], 0.0).outputs


def shown(**changes):
    return {"kind": "shown", "text": "x"} | changes


@pytest.mark.parametrize(
    "claim",
    [
        3,
        None,
        {"kind": "shown"},
        ["text"],
        [[]],
        [shown(kind="html")],
        [shown(kind=None)],
        [shown(kind=["shown"])],
        [shown(text=3)],
        [shown(text=None)],
        [{"kind": "shown"}],
        [shown(png=0)],
        [shown(png=-1)],
        [shown(png=True)],
        [shown(png="0")],
        [shown(png=None)],
    ],
)
def test_a_claim_that_our_runner_would_not_make_ends_the_link(claim):
    with pytest.raises(WireError):
        read(claim)


def test_a_claim_is_cut_again_outside():
    claim = [shown(text="x" * 10**6) for _ in range(1000)]
    outputs = read(claim)
    assert sum(len(one.text) for one in outputs) == TEXT_LIMIT


def test_a_claim_of_many_outputs_is_cut_again_outside():
    assert len(read([shown() for _ in range(1000)])) == OUTPUT_COUNT + 1


def test_a_claim_of_many_pictures_is_cut_again_outside():
    outputs = read([shown(png=0) for _ in range(30)], [png()])
    assert len([one for one in outputs if one.png]) == PICTURE_COUNT


def test_a_picture_is_ours_and_keeps_its_words():
    (picture,) = read([shown(png=0, text="A line")], [png() + b"<script>"])
    assert b"script" not in picture.png
    assert (picture.kind, picture.alt) == ("shown", "A line")


def test_a_picture_that_cannot_be_read_says_so():
    head = struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head
    broken = start + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    (note,) = read([shown(png=0)], [broken])
    assert note == Output("note", "A picture is left out: it breaks off.")


@pytest.mark.parametrize("kind", [["value"], {}, None, 3, "html"])
def test_an_answer_of_an_odd_kind_ends_the_link(kind):
    with pytest.raises(WireError):
        claims.outcome({"is": kind, "warnings": []}, [], [], 0.0)


def test_an_answer_without_outputs_shows_nothing():
    assert claims.outcome({"is": "value", "warnings": []}, [], [], 0.0).outputs == ()


def test_matplotlibs_own_words_are_no_description():
    assert "description" in Output("shown", "<Figure size 6x4 with 1 Axes>", b"p").alt
