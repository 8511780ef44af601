"""The codec: what is plain comes back equal, what is not stays behind."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course_utils.desk.plain import Opaque, PlainError, decode, encode

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ARRAYS = hnp.arrays(
    st.sampled_from(["b1", "<i4", ">f8", "<f4", "<c16", "<u2"]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)
PLAIN = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def travel(value):
    tree, buffers = encode(value)
    return decode(json.loads(json.dumps(tree)), buffers)


@settings(max_examples=150, deadline=None)
@given(PLAIN)
def test_plain_data_comes_back_equal_and_of_the_same_type(value):
    back = travel(value)
    assert type(back) is type(value)
    np.testing.assert_equal(back, value)


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = None


class LyingFloat(float):
    def __eq__(self, other):
        return True

    __hash__ = None


def test_objects_arrive_as_a_name_that_refuses_to_be_compared():
    stranger = travel(AlwaysEqual())
    assert repr(stranger) == "<AlwaysEqual>"
    with pytest.raises(TypeError):
        stranger == 1  # noqa: B015
    with pytest.raises(TypeError):
        bool(stranger)


@pytest.mark.parametrize(
    "liar", [LyingFloat(2.5), np.ma.array([[2.5]]), np.array([[2.5]]).view(np.recarray)]
)
def test_subclasses_arrive_by_value_as_their_plain_type(liar):
    back = travel(liar)
    assert type(back) in (float, np.ndarray)
    assert not np.any(back == 1)


@pytest.mark.parametrize(
    "value", [np.array([object()]), np.array(["a"]), np.datetime64(0, "s"), 10**2000]
)
def test_what_is_not_numbers_is_left_behind(value):
    assert isinstance(travel(value), Opaque)


def test_a_list_inside_itself_is_cut_off():
    loop = []
    loop.append(loop)
    assert isinstance(travel(loop), list)


def test_an_array_that_changes_later_has_already_been_copied():
    array = np.zeros(3)
    tree, buffers = encode(array)
    array += 1
    assert not decode(tree, buffers).any()


@pytest.mark.parametrize(
    ("tree", "buffers"),
    [
        (1, []),
        ([], []),
        ({}, []),
        ({"list": "abc"}, []),
        ({"list": [], "tuple": []}, []),
        ({"dict": [[None]]}, []),
        ({"dict": [["a", None], ["a", None]]}, []),
        ({"dict": [[{"opaque": "x"}, None]]}, []),
        ({"dict": [[{"list": []}, None]]}, []),
        ({"int": 5}, []),
        ({"int": "9" * 2000}, []),
        ({"float": "lots"}, []),
        ({"array": 0, "dtype": "<f8", "shape": [2]}, [b"\0" * 8]),
        ({"array": 0, "dtype": "<f8", "shape": [-1]}, [b"\0" * 8]),
        ({"array": 0, "dtype": "|O8", "shape": [1]}, [b"\0" * 8]),
        ({"array": 0, "dtype": "<f8,<f8", "shape": [1]}, [b"\0" * 16]),
        ({"array": 3, "dtype": "<f8", "shape": [1]}, [b"\0" * 8]),
        ({"array": -1, "dtype": "<f8", "shape": [1]}, [b"\0" * 8]),
        ({"array": True, "dtype": "<f8", "shape": [1]}, [b"\0" * 8, b"\0" * 8]),
        ({"array": 0, "dtype": "<f8", "shape": [2**62]}, [b"\0" * 8]),
        ({"array": 0, "dtype": "<f8", "shape": [0, 2**62]}, [b""]),
    ],
)
def test_what_encode_would_not_write_is_refused_or_harmless(tree, buffers):
    try:
        back = decode(tree, buffers)
    except PlainError:
        return
    assert isinstance(back, np.ndarray)
    assert back.size == 0


def test_deep_nests_are_refused():
    tree = None
    for _ in range(100):
        tree = {"list": [tree]}
    with pytest.raises(PlainError, match="deeper"):
        decode(tree, [])


def test_wide_nests_are_refused():
    with pytest.raises(PlainError, match="larger"):
        decode({"list": [None] * 100_001}, [])


@pytest.mark.parametrize(
    "key",
    [
        lambda i: {"int": str(i * (2**61 - 1))},
        lambda i: {"tuple": [{"int": str(-1 - (i >> bit & 1))} for bit in range(16)]},
    ],
)
def test_a_dict_of_keys_that_share_their_hash_is_refused(key):
    tree = {"dict": [[key(i), None] for i in range(2_000)]}
    with pytest.raises(PlainError, match="too many keys"):
        decode(tree, [])


def test_a_large_dict_of_words_or_numbers_travels():
    words = {f"word {i}": i for i in range(5_000)}
    assert travel(words) == words
    assert travel({i: None for i in words.values()}) == dict.fromkeys(range(5_000))
