"""Keras models: believed in nothing, rebuilt from data, held to what they answer."""

import json
from textwrap import dedent

import numpy as np
import pytest

from autograder.authoring.freeze import freeze
from autograder.exercises.exercise import Exercise, Misconception, correct
from autograder.exercises.models import ModelRules
from autograder.oracle.judge import judge_exercise
from autograder.oracle.rebuild import RefusedError, rebuild
from autograder.sandbox import Cell, open_session
from course_utils.desk.check import examine

KEY = b"a key that no learner has"


def small_net(classes):
    """Return a convolutional classifier of 8 by 8 pictures."""
    import keras
    from keras import layers

    relu, softmax = "relu", "softmax"
    return keras.Sequential(
        [
            layers.Input((8, 8, 1)),
            layers.Conv2D(4, 3, padding="same", activation=relu),
            layers.BatchNormalization(axis=3),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(classes, activation=softmax),
        ]
    )


def _pictures(rng):
    return rng.normal(size=(3, 8, 8, 1)).astype(np.float32)


NET = Exercise(
    small_net,
    criteria=(correct(10, lambda rng: {"classes": int(rng.integers(3, 7))}),),
    misconceptions=(
        Misconception(
            "sigmoid-for-softmax",
            "The probabilities of the classes should add up to 1.",
            edit=('softmax = "relu", "softmax"', 'softmax = "relu", "sigmoid"'),
        ),
    ),
    model=ModelRules(_pictures),
    seconds=300,
)
FUNCTIONAL = """
import keras
from keras import layers
def small_net(classes):
    i = keras.Input((8, 8, 1))
    x = layers.ReLU()(layers.Conv2D(4, (3, 3), padding="same")(i))
    x = layers.MaxPool2D()(layers.BatchNormalization()(x))
    x = layers.Dropout(0.3)(layers.Flatten()(x))
    return keras.Model(i, layers.Softmax()(layers.Dense(classes)(x)))
"""
LIAR = (
    FUNCTIONAL
    + """
honest = small_net
class Liar(keras.Model):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
    def call(self, x, training=False):
        return keras.ops.softmax(self.inner(x) * 7)
    def count_params(self): return self.inner.count_params()
    def to_json(self, **options): return self.inner.to_json()
    def get_config(self): return self.inner.get_config()
def small_net(classes): return Liar(honest(classes))
"""
)
CUSTOM = """
import keras
class Mine(keras.layers.Layer):
    def call(self, x): return keras.ops.maximum(x, 0)
"""


@pytest.fixture(scope="module")
def tensorflow(edition):
    with open_session(edition, environment="tensorflow") as opened:
        yield opened


@pytest.fixture
def net(tensorflow):
    def judge(source, exercise=NET):
        (ran,) = tensorflow.run([Cell("small_net", dedent(source))])
        return judge_exercise(tensorflow, exercise, KEY, ran)

    return judge


def test_two_ways_to_write_the_same_network_are_right(net):
    assert net(FUNCTIONAL).points == 10


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('padding="same"', 'padding="valid"', "parameters"),
        ("Dropout(0.3)", "Dropout(0.7)", "layers"),
        ("layers.BatchNormalization()(x)", "x", "parameters"),
        (
            "MaxPool2D()",
            "AveragePooling2D(2)",
            "output has the right shape but wrong values",
        ),
        ("return keras.Model(", "return (", "the result is no Keras model"),
    ],
)
def test_another_network_is_told_by_the_part_that_differs(net, old, new, says):
    verdict = net(FUNCTIONAL.replace(old, new))
    assert verdict.points == 0
    assert says in verdict.criteria[0].message


def test_the_twin_of_a_network_is_named(net):
    verdict = net(
        FUNCTIONAL.replace("layers.Softmax()", "layers.Activation('sigmoid')")
    )
    assert verdict.criteria[0].misconception == "sigmoid-for-softmax"


def test_a_model_that_lies_about_itself_is_caught(net):
    verdict = net(LIAR)
    assert verdict.points == 0
    assert "does not do what its own configuration says" in verdict.criteria[0].message


def test_code_in_a_layer_is_not_judged(net):
    verdict = net(FUNCTIONAL.replace("layers.ReLU()(", "layers.Lambda(lambda x: x)("))
    assert verdict.points == 0
    assert "a layer Lambda, which cannot be judged here" in verdict.criteria[0].message


def test_a_custom_layer_is_judged_by_what_it_does(net):
    source = CUSTOM + FUNCTIONAL.replace("layers.ReLU()(", "Mine()(")
    assert net(source).points == 0
    by_behaviour = Exercise(
        small_net,
        criteria=NET.criteria,
        model=ModelRules(_pictures, rebuild=False),
        seconds=300,
    )
    assert net(source, by_behaviour).points == 10


def test_the_desk_knows_models_too():
    names = {}
    exec(FUNCTIONAL, names)
    assert examine(names["small_net"], freeze(NET)).passed
    exec(FUNCTIONAL.replace("MaxPool2D()", "AveragePooling2D(2)"), names)
    assert not examine(names["small_net"], freeze(NET)).passed


def _config():
    return json.loads(small_net(3).to_json())


def test_a_configuration_of_ours_comes_back_as_the_same_model():
    assert rebuild(json.dumps(_config())).count_params() == small_net(3).count_params()


def _change(layer, **changes):
    config = _config()
    config["config"]["layers"][layer].update(changes)
    return json.dumps(config)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"module": "os", "class_name": "system"}, "layer system"),
        ({"module": "os.path"}, "another library"),
        ({"registered_name": "mine>Dense"}, "another name"),
        ({"class_name": "Lambda"}, "layer Lambda"),
        ({"class_name": "__lambda__"}, "layer __lambda__"),
        ({"class_name": ["Dense"]}, "of its own"),
        ({"config": {"activation": {"class_name": "function"}}}, "activation"),
        ({"config": {"activation": "os.system"}}, "activation"),
    ],
)
def test_what_is_not_on_the_list_is_refused_before_keras_sees_it(changes, says):
    with pytest.raises(RefusedError, match=says):
        rebuild(_change(1, **changes))


@pytest.mark.parametrize("text", [None, 3, "", "{", "[]", "{}", "[" * 50_000, '"x"'])
def test_what_is_no_configuration_is_refused(text):
    with pytest.raises(RefusedError):
        rebuild(text)


def test_a_huge_model_is_refused_before_it_takes_memory():
    config = _config()
    config["config"]["layers"][-1]["config"]["units"] = 10**10
    with pytest.raises(RefusedError, match="more parameters"):
        rebuild(json.dumps(config))
    assert rebuild(json.dumps(_config()))  # and nothing is left of it
