"""Week c2w2: right answers in other forms pass, on the desk and in the oracle alike."""

import numpy as np
import pytest

from autograder.authoring.freeze import freeze
from autograder.exercises import exercises
from course_utils import optimizers
from course_utils.desk.check import examine

EXERCISES = exercises("c2w2_optimization")
ADAM = EXERCISES["update_parameters_with_adam"]
NAMES = ("W", "b")


def update_parameters_with_gd(parameters, grads, learning_rate):
    for layer in range(len(parameters) // 2):
        for name in NAMES:
            key = name + str(layer + 1)
            parameters[key] -= learning_rate * grads["d" + key]
    return parameters


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m, batches = X.shape[1], []
    order = list(np.random.permutation(m))
    X, Y = X[:, order], Y[:, order].reshape((1, m))
    full = m // mini_batch_size
    for k in range(full):
        cut = slice(k * mini_batch_size, (k + 1) * mini_batch_size)
        batches.append((X[:, cut], Y[:, cut]))
    if m % mini_batch_size != 0:
        batches.append((X[:, full * mini_batch_size :], Y[:, full * mini_batch_size :]))
    return batches


def by_sorting(X, Y, mini_batch_size=64, seed=0):
    order = np.argsort(np.random.default_rng(seed).random(X.shape[1]))
    cuts = np.arange(mini_batch_size, X.shape[1], mini_batch_size)
    both = (np.split(part[:, order], cuts, axis=1) for part in (X, Y))
    return [[x.astype(np.float32), y] for x, y in zip(*both, strict=True)]


def from_an_array_of_zeros(values, beta, bias_correction):
    v = np.zeros(len(values) + 1)
    for t in range(1, len(values) + 1):
        v[t] = v[t - 1] * beta + values[t - 1] * (1 - beta)
    times = np.arange(1, len(values) + 1)
    return v[1:] / (1 - np.power(beta, times)) if bias_correction else v[1:]


def initialize_velocity(parameters):
    return {"d" + key: 0 * value for key, value in parameters.items()}


def momentum_in_place(parameters, grads, v, beta, learning_rate):
    for key in v:
        v[key] += (1 - beta) * (grads[key] - v[key])
        parameters[key[1:]] -= learning_rate * v[key]
    return parameters, v


def rmsprop_in_place(parameters, grads, s, beta, learning_rate, epsilon):
    for key in s:
        s[key] = beta * s[key] + (1 - beta) * np.square(grads[key])
        parameters[key[1:]] -= learning_rate * (
            grads[key] / (np.power(s[key], 0.5) + epsilon)
        )
    return parameters, s


def adam_in_place(
    parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    v_corrected, s_corrected = {}, {}
    for layer in range(1, len(parameters) // 2 + 1):
        for key in (f"dW{layer}", f"db{layer}"):
            v[key] = beta1 * v[key] + (1 - beta1) * grads[key]
            s[key] = beta2 * s[key] + (1 - beta2) * np.power(grads[key], 2)
            v_corrected[key] = v[key] / (1 - np.power(beta1, t))
            s_corrected[key] = s[key] / (1 - np.power(beta2, t))
            root = np.sqrt(s_corrected[key])
            parameters[key[1:]] -= learning_rate * v_corrected[key] / (root + epsilon)
    return parameters, v, s, v_corrected, s_corrected


def adam_of_old(*arguments):
    return adam_in_place(*arguments)[:3]


def schedule_by_whole_division(
    learning_rate0, epoch_num, decay_rate, time_interval=1000
):
    return 1 / (1 + decay_rate * (epoch_num // time_interval)) * learning_rate0


RIGHT = [
    ("update_parameters_with_gd", update_parameters_with_gd),
    ("random_mini_batches", random_mini_batches),
    ("random_mini_batches", by_sorting),
    ("exponentially_weighted_average", from_an_array_of_zeros),
    ("initialize_velocity", initialize_velocity),
    ("update_parameters_with_momentum", momentum_in_place),
    ("update_parameters_with_rmsprop", rmsprop_in_place),
    ("initialize_adam", lambda p: (initialize_velocity(p), initialize_velocity(p))),
    ("update_parameters_with_adam", adam_in_place),
    ("update_parameters_with_adam", adam_of_old),
    ("update_lr", lambda rate, epoch, decay: (1 / (1 + epoch * decay)) * rate),
    ("schedule_lr_decay", schedule_by_whole_division),
]


@pytest.fixture(scope="module")
def at_the_desk():
    """Return a function that checks an answer as the notebook does."""
    return lambda name, answer: examine(answer, freeze(EXERCISES[name]))


@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_a_right_answer_earns_every_point(judge_function, at_the_desk, name, answer):
    verdict = judge_function(EXERCISES[name], answer)
    assert verdict.points == EXERCISES[name].points, verdict
    report = at_the_desk(name, answer)
    assert report.passed, str(report)


def test_the_old_form_of_adam_is_accepted_with_a_sentence(judge_function, at_the_desk):
    said = "3 values came where 5 were meant: no v_corrected and s_corrected; accepted."
    assert said in judge_function(ADAM, adam_of_old).notes
    assert said in at_the_desk(ADAM.id, adam_of_old).notes


@pytest.mark.parametrize(
    "mistake", ["epsilon-inside-the-root", "beta-times-t", "betas-swapped", "uphill"]
)
def test_a_mistake_in_the_old_form_has_the_same_name(
    judge_function, at_the_desk, mistake
):
    known = ADAM.misconception(mistake)
    twin = ADAM.twin(known)
    verdict = judge_function(ADAM, lambda *arguments: twin(*arguments)[:3])
    assert verdict.criteria[0].misconception == mistake
    report = at_the_desk(ADAM.id, lambda *arguments: twin(*arguments)[:3])
    assert known.hint in report.hints


@pytest.mark.parametrize("count", [1, 2, 4])
def test_no_other_number_of_results_is_accepted(judge_function, at_the_desk, count):
    def answer(*arguments):
        return optimizers.update_parameters_with_adam(*arguments)[:count]

    assert judge_function(ADAM, answer).points == 0
    report = at_the_desk(ADAM.id, answer)
    assert f"has {count} entries; expected 5" in str(report)


def test_a_wrong_memory_is_called_by_its_full_name(judge_function):
    def answer(*arguments):
        parameters, v, s, *corrected = optimizers.update_parameters_with_adam(
            *arguments
        )
        return parameters, v, {key: 2 * square for key, square in s.items()}, *corrected

    said = judge_function(ADAM, answer).criteria[0].message
    assert 's["dW1"] has the right shape but wrong values' in said


def test_one_order_for_x_and_one_for_y_is_found_out(judge_function):
    def answer(X, Y, mini_batch_size=64, seed=0):
        X_alone = random_mini_batches(X, Y, mini_batch_size, seed)
        Y_alone = random_mini_batches(X, Y, mini_batch_size, seed + 1)
        return [(x, y) for (x, _), (_, y) in zip(X_alone, Y_alone, strict=True)]

    verdict = judge_function(EXERCISES["random_mini_batches"], answer)
    assert verdict.criteria[0].misconception == "shuffled-apart"
