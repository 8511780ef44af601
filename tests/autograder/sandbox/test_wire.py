import io
import json
import random
import socket
import struct
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox import claims
from autograder.sandbox.inside.wire import HEADER_LIMIT, Link, WireError, pack, parse
from autograder.sandbox.outcome import Outcome
from course_utils.desk import plain

NAMES = st.text(max_size=5).filter(lambda name: name != "sizes")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
    ),
    max_leaves=10,
)
OUTPUTS = [{"kind": "printed", "text": "1\n"}, {"kind": "shown", "text": "", "png": 0}]
SENDABLE = (bool, int, float, str, list, tuple, dict, np.ndarray, np.generic)


class Sent(io.BytesIO):
    """The end of a socket on which these bytes arrive, and then a hang-up."""

    recv = io.BytesIO.read

    def settimeout(self, seconds):
        assert seconds > 0


def received(raw):
    """Return what a link makes of raw bytes."""
    return Link(Sent(raw), buffer_limit=1 << 16).receive(time.monotonic() + 60)


def frame(text):
    return struct.pack("<I", len(text)) + text


@settings(max_examples=60, deadline=None)
@given(
    header=st.dictionaries(NAMES, VALUES, max_size=4),
    buffers=st.lists(st.binary(max_size=50), max_size=4),
)
def test_a_frame_arrives_as_it_was_sent(header, buffers):
    raw = b"".join([pack(header, buffers), *buffers])
    assert received(raw) == (header, buffers)


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": 1, "a": 2, "sizes": []}',
        b'{"a": NaN, "sizes": []}',
        b'{"a": Infinity, "sizes": []}',
        b'{"a": 1.5, "sizes": []}',
        b'{"a": 1' + b"0" * 30 + b', "sizes": []}',
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b', "sizes": []}',
        b'{"a": "\xff", "sizes": []}',
        b'{"a": 1}',
        b'{"sizes": [-1]}',
        b'{"sizes": [true]}',
        b'{"sizes": 3}',
        b'{"sizes": [65537]}',
        b'{"sizes": [65536, 1]}',
        b'["sizes"]',
        b"",
    ],
)
def test_a_header_that_pack_would_not_write_is_refused(text):
    with pytest.raises(WireError):
        received(frame(text))


def test_a_long_list_of_buffers_is_refused():
    with pytest.raises(WireError, match="short list"):
        parse(json.dumps({"sizes": [0] * 10_001}).encode())


def test_a_huge_header_is_refused_before_it_is_read():
    with pytest.raises(WireError, match="larger than may travel"):
        received(struct.pack("<I", HEADER_LIMIT + 1))


def test_a_huge_header_is_not_written_either():
    with pytest.raises(ValueError, match="larger than may travel"):
        pack({"text": "x" * HEADER_LIMIT}, [])


def test_half_a_frame_is_a_hang_up():
    with pytest.raises(WireError, match="hung up"):
        received(frame(b'{"sizes": [100]}') + b"x" * 99)


def test_frames_that_arrive_together_are_read_one_by_one():
    first, second = b"".join([pack({"n": 1}, [b"ab"]), b"ab"]), pack({"n": 2}, [])
    link, until = Link(Sent(first + second)), time.monotonic() + 60
    assert link.receive(until) == ({"n": 1}, [b"ab"])
    assert link.receive(until) == ({"n": 2}, [])


def test_a_frame_that_drips_meets_one_deadline():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(frame(b'{"sizes": [100]}') + b"x")
        start = time.monotonic()
        with pytest.raises(TimeoutError):
            Link(ours).receive(start + 0.1)
        assert time.monotonic() - start < 1


def test_sending_to_one_who_does_not_read_meets_the_deadline():
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(TimeoutError):
        Link(ours).send({}, [b"x" * (8 << 20)], time.monotonic() + 0.1)


def is_plain(value):
    if isinstance(value, dict):
        return all(map(is_plain, [*value.keys(), *value.values()]))
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    return value is None or type(value) is plain.Opaque or isinstance(value, SENDABLE)


def mutated(raw, rng):
    """Return a valid frame with a few bytes changed, cut or doubled."""
    changed = bytearray(raw)
    for _ in range(rng.randrange(1, 6)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    cut = rng.randrange(len(changed))
    return bytes(rng.choice([changed, changed[:cut], changed + changed[cut:]]))


def answers():
    """Return frames as an honest runner writes them."""
    values = [
        1,
        [1.5, (2, None)],
        {"a": np.arange(6.0).reshape(2, 3)},
        "x",
        np.float32(1),
    ]
    for value in values:
        tree, buffers = plain.encode((value, [value]))
        header = {"is": "value", "data": tree, "outputs": OUTPUTS, "warnings": []}
        yield b"".join([pack(header, buffers), *buffers])
    error = {"type": "E", "message": "m", "line": 1, "cell": "c", "code": ""}
    yield pack({"is": "raised", "error": error, "outputs": OUTPUTS, "warnings": []}, [])


def test_a_hundred_thousand_random_frames_are_refused_or_give_plain_data():
    rng, kinds = random.Random(2), {True: 0, False: 0}
    honest = list(answers())
    for _ in range(100_000):
        noise = rng.randbytes(rng.randrange(1, 60))
        raw = rng.choice([noise, frame(noise), *[mutated(rng.choice(honest), rng)] * 6])
        try:
            outcome = claims.outcome(*received(raw), ["x"], 0.0)
        except WireError:
            kinds[False] += 1
            continue
        kinds[True] += 1
        assert type(outcome) is Outcome
        assert is_plain(outcome.value) and is_plain(dict(outcome.arguments_after))
    assert min(kinds.values()) > 300, kinds
