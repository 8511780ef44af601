"""Tensors as plain data: they travel, come alive, and are compared as arrays."""

import numpy as np
import pytest

from course_utils.desk import plain
from course_utils.desk.calling import call, changed
from course_utils.desk.compare import Rules, describe, differences, remarks
from course_utils.desk.standins import enliven
from course_utils.desk.tensors import (
    Tensor,
    Variable,
    kind_of,
    same_kind,
    settle,
    tensor,
    variable,
)


@pytest.fixture(scope="module")
def tf():
    import tensorflow

    return tensorflow


@pytest.mark.parametrize("made", [tensor([[1, 2.5]]), variable(3.0), tensor(4, int)])
def test_what_stands_for_a_tensor_travels_and_comes_alive(tf, made):
    tree, buffers = plain.encode(made)
    arrived = plain.decode(tree, buffers)
    assert kind_of(arrived) == kind_of(made) and arrived.dtype == made.dtype
    live = enliven([arrived])[0]
    assert isinstance(live, tf.Variable) == isinstance(made, Variable)
    assert np.array_equal(live.numpy(), made)


def test_live_tensors_travel_and_settle_as_what_they_were(tf):
    nest = {"W": tf.Variable([[1.0]]), "all": [tf.constant([1, 2]), (tf.constant(3),)]}
    for settled in (settle(nest), plain.decode(*plain.encode(nest))):
        assert kind_of(settled["W"]) == "variable"
        assert [kind_of(settled["all"][0]), kind_of(settled["all"][1][0])] == [
            "tensor",
            "tensor",
        ]


def test_a_class_or_a_stranger_with_a_numpy_method_is_no_tensor():
    class Odd:
        def numpy(self):
            raise RuntimeError

    assert settle(Odd) is Odd
    odd = Odd()
    assert settle(odd) is odd


@pytest.mark.parametrize("kind", ["list", 3, None, ["tensor"]])
def test_a_message_with_another_kind_is_refused(kind):
    tree, buffers = plain.encode(tensor([1.0]))
    with pytest.raises(plain.PlainError):
        plain.decode({**tree, "tensor": kind}, buffers)


def test_a_call_gets_live_tensors_and_gives_arrays(tf):
    called = call(lambda z: tf.add(z, 1.0), {"z": tensor([1.0, 2.0])})
    assert isinstance(called.answer.value, Tensor)
    assert np.array_equal(called.answer.value, [2, 3])
    assert changed({"z": tensor([1.0, 2.0])}, called.arguments_after) == []


def test_a_variable_is_there_to_be_changed(tf):
    called = call(lambda v: v.assign_add([1.0]), {"v": variable([2.0])})
    assert called.arguments_after["v"] == 3
    assert changed({"v": variable([2.0])}, called.arguments_after) == []


def test_an_array_in_place_of_a_tensor_is_accepted_with_a_word():
    got, want = np.array([1.0]), tensor([1.0])
    assert differences(got, want, Rules()) == []
    (said,) = remarks(got, want, Rules())
    assert "an array of shape (1,) where a tensor was meant; accepted" in said
    assert remarks(tensor([1.0]), want, Rules()) == []
    assert describe(variable([1.0])) == "a variable of shape (1,)"


def test_what_is_made_of_a_tensors_numbers_can_stand_for_it_again():
    assert kind_of(same_kind([1.0], variable([2.0]))) == "variable"
    assert same_kind(1.0, np.array(2.0)) == 1.0
