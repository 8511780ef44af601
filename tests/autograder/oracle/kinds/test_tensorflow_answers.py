"""Right answers to the TensorFlow exercises, in the styles that people write."""

from textwrap import dedent

import numpy as np
import pytest

from autograder.exercises import exercises
from autograder.exercises.c2w3_tuning_batchnorm_frameworks import training
from autograder.oracle.judge import judge_exercise
from autograder.sandbox import Cell, open_session
from course_utils import tensorflow_network
from course_utils.desk.calling import call

WEEK = "c2w3_tuning_batchnorm_frameworks"
KEY = b"a key that no learner has"
HEAD = "import numpy as np\nimport tensorflow as tf\n"


@pytest.fixture(scope="module")
def tensorflow(edition):
    with open_session(edition, environment="tensorflow") as opened:
        yield opened


@pytest.fixture
def verdict(tensorflow):
    """Return the verdict on source as an answer to an exercise of the week."""

    def judge(name, source, **more):
        (ran,) = tensorflow.run([Cell(name, HEAD + dedent(source))])
        return judge_exercise(tensorflow, exercises(WEEK)[name], KEY, ran, **more)

    return judge


RIGHT = {
    "operators": ("linear_function", "def linear_function(W, X, b): return W @ X + b"),
    "numpy": (
        "linear_function",
        "def linear_function(W, X, b): return np.dot(W, X) + np.asarray(b)",
    ),
    "keras sigmoid": (
        "sigmoid",
        "def sigmoid(z): return tf.keras.activations.sigmoid(tf.cast(z, tf.float32))",
    ),
    "formula": (
        "sigmoid",
        "def sigmoid(z): return 1 / (1 + tf.exp(-tf.cast(z, 'float32')))",
    ),
    "numpy sigmoid": (
        "sigmoid",
        "def sigmoid(z): return 1 / (1 + np.exp(-np.asarray(z, np.float32)))",
    ),
    "transposed one-hot": (
        "one_hot_matrix",
        """
        def one_hot_matrix(label, depth=6):
            return tf.transpose(tf.one_hot(label, depth))
        """,
    ),
    "numpy one-hot": (
        "one_hot_matrix",
        "def one_hot_matrix(label, depth=6): return np.eye(depth)[np.asarray(label)].T",
    ),
    "seeded initializer": (
        "initialize_parameters",
        """
        def initialize_parameters():
            draw = tf.keras.initializers.GlorotNormal(seed=1)
            sizes = [12288, 25, 12, 6]
            parameters = {}
            for i in (1, 2, 3):
                parameters[f"W{i}"] = tf.Variable(draw((sizes[i], sizes[i - 1])))
                parameters[f"b{i}"] = tf.Variable(np.zeros((sizes[i], 1), "float32"))
            return parameters
        """,
    ),
    "keras relu": (
        "forward_propagation",
        """
        def forward_propagation(X, p):
            Z = tf.math.add(tf.linalg.matmul(p["W1"], X), p["b1"])
            A = tf.keras.activations.relu(Z)
            A = tf.keras.activations.relu(p["W2"] @ A + p["b2"])
            return p["W3"] @ A + p["b3"]
        """,
    ),
    "a function of the graph": (
        "forward_propagation",
        """
        @tf.function
        def forward_propagation(X, parameters):
            for i in (1, 2):
                X = tf.maximum(parameters[f"W{i}"] @ X + parameters[f"b{i}"], 0)
            return parameters["W3"] @ X + parameters["b3"]
        """,
    ),
    "keras loss": (
        "compute_total_loss",
        """
        def compute_total_loss(logits, labels):
            loss = tf.keras.losses.CategoricalCrossentropy(True, reduction="sum")
            return loss(tf.transpose(labels), tf.transpose(logits))
        """,
    ),
    "log softmax": (
        "compute_total_loss",
        """
        def compute_total_loss(logits, labels):
            return -tf.reduce_sum(labels * tf.nn.log_softmax(logits, axis=0)).numpy()
        """,
    ),
}
MODEL = """
    def model(X_train, Y_train, X_test, parameters=None, learning_rate=0.0001,
              num_epochs=100, minibatch_size=32, print_cost=False):
        tf.get_logger().warning("a word of TensorFlow's")
        Y = tf.one_hot(Y_train, parameters["b3"].shape[0])
        data = tf.data.Dataset.zip((tf.data.Dataset.from_tensor_slices(X_train),
                                    tf.data.Dataset.from_tensor_slices(Y)))
        adam, costs = tf.keras.optimizers.Adam(learning_rate), []
        names = ["W1", "b1", "W2", "b2", "W3", "b3"]
        def logits(X):
            W1, b1, W2, b2, W3, b3 = (tf.transpose(parameters[n]) for n in names)
            return tf.nn.relu(tf.nn.relu(X @ W1 + b1) @ W2 + b2) @ W3 + b3
        for _ in range(num_epochs):
            total = tf.constant(0.0)
            for x, y in data.batch(minibatch_size):
                with tf.GradientTape() as tape:
                    each = tf.nn.softmax_cross_entropy_with_logits(y, logits(x))
                    loss = tf.reduce_sum(each)
                moved = [parameters[name] for name in names]
                adam.apply_gradients(zip(tape.gradient(loss, moved), moved))
                total += loss
            costs.append(total / len(X_train))
        return parameters, costs, tf.argmax(logits(X_test), axis=1)
"""


@pytest.mark.parametrize("style", RIGHT)
def test_a_right_answer_in_any_style_earns_every_point(verdict, style):
    name, source = RIGHT[style]
    found = verdict(name, source)
    assert found.points == exercises(WEEK)[name].points, found


def test_a_model_in_another_style_that_logs_a_warning_keeps_its_marks(verdict):
    found = verdict("model", MODEL)
    assert found.points == 8, found


def test_tensors_for_variables_are_told_by_a_sentence(verdict):
    source = RIGHT["seeded initializer"][1].replace("tf.Variable(draw", "(draw")
    found = verdict("initialize_parameters", source)
    assert found.points == 0
    assert found.criteria[0].misconception == "no-variables"
    assert "tf.Variable" in found.criteria[0].message


def test_an_array_for_a_tensor_gets_a_word_and_the_marks(verdict):
    found = verdict(*RIGHT["numpy sigmoid"])
    assert any("where a tensor was meant; accepted" in note for note in found.notes)


def test_ours_in_place_of_theirs_gives_live_tensors(verdict):
    """A proxy's answer is a tensor again, on which a learner's code may go on."""
    source = """
    def forward_propagation(X, parameters):
        Z = linear_function(parameters["W1"], X, parameters["b1"])
        A = tf.nn.relu(Z.numpy() if hasattr(Z, "numpy") else 0 * Z)
        A = tf.nn.relu(linear_function(parameters["W2"], A, parameters["b2"]))
        return linear_function(parameters["W3"], A, parameters["b3"])
    """
    ours = {"linear_function": tensorflow_network.linear_function}
    assert verdict("forward_propagation", source, proxies=ours).points == 8


def test_with_shuffled_labels_nothing_is_learned(rng):
    scores = []
    for _ in range(3):
        asked = training._question("learn", rng)
        labels = rng.permutation(asked.arguments["Y_train"])
        found = call(training.MODEL.reference, {**asked.arguments, "Y_train": labels})
        scores.append(np.mean(found.answer.value[2] == asked.withheld["Y_test"]))
    assert np.mean(scores) < 0.6


def test_the_bar_is_reached_from_every_start(rng):
    for _ in range(4):
        asked = training._question("learn", rng)
        found = call(training.MODEL.reference, asked.arguments)
        assert np.mean(found.answer.value[2] == asked.withheld["Y_test"]) > training.BAR
