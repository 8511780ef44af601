"""Right answers written another way keep every mark for being correct."""

import copy
import math

import numpy as np
import pytest

from course_utils import logistic_regression as lr


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid32(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=np.float32)))


def sigmoid_by_halves(x):
    return 0.5 * (1 + np.tanh(np.asarray(x) / 2))


def sigmoid_by_loop(x):
    flat = [1 / (1 + math.exp(-v)) for v in np.asarray(x).ravel()]
    return np.array(flat).reshape(np.shape(x))


def softmax_in_columns(x):
    e = np.exp(x - x.max(axis=1)[:, None])
    return (e.T / e.sum(axis=1)).T


def normalize_by_einsum(x):
    return x / np.sqrt(np.einsum("ij,ij->i", x, x))[:, None]


def normalize_a_copy(x):
    x = x.copy()
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x


def normalize_by_loop(x):
    out = np.zeros_like(x)
    for i in range(x.shape[0]):
        out[i] = x[i] / math.sqrt(sum(v * v for v in x[i]))
    return out


def propagate_with_logs(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    return {"dw": dw, "db": db}, np.squeeze(np.array(cost))


def propagate_with_dots(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.matmul(w.T, X) + b)
    cost = -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m
    db = np.sum(A - Y, axis=1, keepdims=True) / m
    return {"dw": np.einsum("ij,kj->ik", X, A - Y) / m, "db": db}, cost


def propagate_clipped(w, b, X, Y):
    m = X.shape[1]
    A = np.clip(sigmoid(w.T @ X + b), 1e-12, 1 - 1e-12)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return [{"db": np.mean(A - Y), "dw": X @ (A - Y).T / m}, cost]


def propagate32(w, b, X, Y):
    w, X, Y = (np.asarray(v, dtype=np.float32) for v in (w, X, Y))
    return propagate_with_logs(w, np.float32(b), X, Y)


def propagate_by_loop(w, b, X, Y):
    n, m = X.shape
    dw, db, cost = np.zeros((n, 1)), 0, 0
    for i in range(m):
        z = sum(w[j, 0] * X[j, i] for j in range(n)) + b
        a = 1 / (1 + math.exp(-z))
        cost += -(Y[0, i] * math.log(a) + (1 - Y[0, i]) * math.log(1 - a))
        for j in range(n):
            dw[j, 0] += X[j, i] * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m


def optimize_in_place(
    w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=0
):
    costs = []
    for i in range(num_iterations):
        grads, cost = lr.propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


def optimize_a_copy(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=0):
    return optimize_in_place(
        copy.deepcopy(w), copy.deepcopy(b), X, Y, num_iterations, learning_rate
    )


def predict_by_loop(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = sigmoid(np.dot(w.reshape(X.shape[0], 1).T, X) + b)
    for i in range(A.shape[1]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


def model_with_extra_keys(
    X_train,
    Y_train,
    X_test,
    Y_test,
    num_iterations=2000,
    learning_rate=0.5,
    print_cost=0,
):
    d = lr.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**d, "note": "mine", "Y_prediction_test": d["Y_prediction_test"] * 1.0}


RIGHT = [
    ("basic_sigmoid", lambda x: 1 / (1 + math.exp(-x))),
    ("basic_sigmoid", lambda x: float(sigmoid(np.float64(x)))),
    ("basic_sigmoid", lambda x: np.array([sigmoid(x)])),
    ("sigmoid", sigmoid),
    ("sigmoid", sigmoid32),
    ("sigmoid", sigmoid_by_halves),
    ("sigmoid", sigmoid_by_loop),
    ("sigmoid_derivative", lambda x: sigmoid(x) * (1 - sigmoid(x))),
    ("sigmoid_derivative", lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    ("image2vector", lambda v: v.reshape(v.shape[0] * v.shape[1] * v.shape[2], 1)),
    ("image2vector", lambda v: v.flatten()[:, np.newaxis]),
    ("normalize_rows", normalize_by_einsum),
    ("normalize_rows", normalize_a_copy),
    ("normalize_rows", normalize_by_loop),
    ("softmax", softmax_in_columns),
    ("softmax", lambda x: np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)),
    ("L1", lambda yhat, y: np.linalg.norm(y - yhat, 1)),
    ("L1", lambda yhat, y: sum(abs(a - b) for a, b in zip(yhat, y, strict=True))),
    ("L1", lambda yhat, y: np.sum(np.abs(y - yhat), axis=0, keepdims=True)),
    ("L2", lambda yhat, y: np.dot(y - yhat, y - yhat)),
    ("L2", lambda yhat, y: np.square(y - yhat).sum()),
    ("initialize_with_zeros", lambda dim: (np.zeros(shape=(dim, 1), dtype=int), 0)),
    ("initialize_with_zeros", lambda dim: [np.zeros([dim, 1], np.float32), 0.0]),
    ("propagate", propagate_with_logs),
    ("propagate", propagate_with_dots),
    ("propagate", propagate_clipped),
    ("propagate", propagate32),
    ("propagate", propagate_by_loop),
    ("optimize", optimize_in_place),
    ("optimize", optimize_a_copy),
    ("predict", predict_by_loop),
    ("predict", lambda w, b, X: np.round(sigmoid(w.T @ X + b))),
    ("predict", lambda w, b, X: np.where(w.T @ X + b >= 0, 1.0, 0.0)),
    ("model", model_with_extra_keys),
]


@pytest.mark.parametrize(("exercise", "answer"), RIGHT)
@pytest.mark.filterwarnings("ignore")
def test_a_right_answer_keeps_the_marks_for_correct(exercise, answer, judge_function):
    correct = judge_function(exercise, answer).criteria[0]
    assert correct.status == "passed", correct.message
    assert correct.points == correct.max_points
    assert correct.passed_cases == correct.cases


def test_an_in_place_answer_loses_only_purity(judge_function):
    verdict = judge_function("optimize", optimize_in_place)
    assert {c.name: c.status for c in verdict.criteria} == {
        "correct": "passed",
        "pure": "failed",
    }


def test_a_loop_loses_only_the_marks_for_vectorised(judge_function):
    verdict = judge_function("propagate", propagate_by_loop)
    assert [c.status for c in verdict.criteria][:3:2] == ["passed", "failed"]


@pytest.mark.filterwarnings("ignore")
def test_hiding_a_nan_is_not_stable(judge_function):
    def propagate(w, b, X, Y):
        grads, cost = propagate_with_logs(w, b, X, Y)
        return grads, np.nan_to_num(cost)

    verdict = judge_function("propagate", propagate)
    assert [c.status for c in verdict.criteria][:2] == ["passed", "failed"]


def test_a_loop_that_skips_long_inputs_is_not_vectorised(judge_function):
    verdict = judge_function(
        "sigmoid", lambda x: 0 if np.size(x) > 100 else sigmoid_by_loop(x)
    )
    assert [c.points for c in verdict.criteria if c.name == "vectorised"] == [0]


def test_a_warning_costs_nothing_and_is_mentioned(judge_function):
    def loud(x):
        import warnings

        warnings.warn("an overflow somewhere", stacklevel=1)
        return sigmoid_by_halves(x)

    verdict = judge_function("sigmoid", loud)
    assert verdict.points == verdict.max_points
    assert "an overflow somewhere" in verdict.notes[0]
