"""What one request shows is kept in order, up to a limit, inside the sandbox."""

from __future__ import annotations

import base64

import pytest

from autograder.sandbox.inside import capture
from autograder.sandbox.inside.capture import Record

PNG = b"\x89PNG"


@pytest.fixture
def record():
    return Record()


def texts(record):
    return [(one["kind"], one["text"]) for one in record.pack(0)[0]]


def test_prints_in_a_row_are_one_output(record):
    record.print("a")
    record.print("b\n")
    assert texts(record) == [("printed", "ab\n")]


@pytest.mark.parametrize(
    "writes, left",
    [
        (["10 %\r", "20 %\r", "done\n"], "done\n"),
        (["a\n", "10 %", "\r20 %"], "a\n20 %"),
        (["a\r\n", "b\r\n"], "a\r\nb\r\n"),
        (["a\rb\rc"], "c"),
    ],
)
def test_a_carriage_return_goes_back_to_the_start_of_its_line(record, writes, left):
    for text in writes:
        record.print(text)
    assert texts(record) == [("printed", left)]


def test_a_progress_bar_never_fills_the_record(record):
    for step in range(100_000):
        record.print(f"step {step}\r")
    assert texts(record) == [("printed", "step 99999\r")]


def test_a_long_text_ends_in_a_note(record):
    record.print("x" * 10**6)
    record.print("y")
    (kind, text), note = texts(record)
    assert (kind, len(text)) == ("printed", capture.TEXT_LIMIT)
    assert note == ("note", capture.LEFT_OUT)


def test_a_text_that_just_fits_has_no_note(record):
    record.print("x" * capture.TEXT_LIMIT)
    assert len(texts(record)) == 1


def test_displays_share_the_room_with_prints(record):
    record.print("x" * (capture.TEXT_LIMIT - 2))
    record.show({"text/plain": "yes"}, None)
    assert [text[-2:] for _, text in texts(record)][:2] == ["xx", "ye"]


def test_the_number_of_outputs_is_limited(record):
    for n in range(5_000):
        record.show({"text/plain": str(n)}, None)
    assert len(texts(record)) == capture.OUTPUT_COUNT + 1
    assert texts(record)[-1] == ("note", capture.LEFT_OUT)


def test_the_number_of_pictures_is_limited(record):
    for _ in range(100):
        record.show({"image/png": PNG}, None)
    told, sent = record.pack(first=3)
    assert len(sent) == capture.PICTURE_COUNT
    assert [one["png"] for one in told[:-1]] == list(range(3, 3 + len(sent)))


@pytest.mark.parametrize("given", [PNG, base64.b64encode(PNG).decode(), bytearray(PNG)])
def test_a_picture_comes_as_bytes_or_in_base64(record, given):
    record.show({"image/png": given, "text/plain": "words"}, None)
    assert record.pack(0) == ([{"kind": "shown", "text": "words", "png": 0}], [PNG])


@pytest.mark.parametrize("given", ["", None, 3, "ä", "===", ["a"], {}])
def test_a_picture_that_is_none_leaves_the_words(record, given):
    record.show({"image/png": given, "text/plain": "words"}, None)
    assert record.pack(0) == ([{"kind": "shown", "text": "words"}], [])


def test_a_picture_of_too_many_bytes_becomes_a_note(record):
    record.show({"image/png": bytes(capture.PICTURE_BYTES + 1)}, None)
    assert texts(record) == [("note", capture.LARGE_PICTURE)]


@pytest.mark.parametrize(
    "mime",
    [
        "text/html",
        "image/svg+xml",
        "application/javascript",
        "text/latex",
        "image/jpeg",
    ],
)
def test_only_text_and_png_are_kept(record, mime):
    record.show({mime: "<script>alert(1)</script>"}, None)
    assert record.pack(0) == ([], [])


def test_clear_gives_the_room_back(record):
    record.print("x" * 10**6)
    record.clear(wait=True)
    record.print("new")
    assert texts(record) == [("printed", "new")]


def test_clear_that_waits_for_nothing_keeps_all(record):
    record.print("old")
    record.clear(wait=True)
    assert texts(record) == [("printed", "old")]
    record.clear(wait=False)
    assert texts(record) == []


def test_an_update_takes_the_place_of_what_has_its_name(record):
    for text in ("one", "two", "three"):
        record.show({"text/plain": text}, "id", update=text != "one")
    assert texts(record) == [("shown", "three")]


def test_an_update_of_nothing_is_shown(record):
    record.show({"text/plain": "one"}, "id", update=True)
    assert texts(record) == [("shown", "one")]


def test_what_is_muted_leaves_no_trace(record):
    record.muted = True
    record.print("x" * 10**6)
    record.show({"text/plain": "x"}, None)
    assert record.pack(0) == ([], [])
