"""Week c2w1: right answers written another way keep every mark for being correct."""

import numpy as np
import pytest

from autograder.exercises import exercises

WEEK = exercises("c2w1_practical_aspects")


def normalize_with_squares(X_train, X_test):
    mu = X_train.sum(axis=1).reshape(-1, 1) / X_train.shape[1]
    sigma = np.sqrt(np.mean((X_train - mu) ** 2, axis=1))[:, None]
    sigma[sigma == 0] = 1
    return [(X_train - mu) / sigma, (X_test - mu) / sigma]


def normalize_by_loop(X_train, X_test):
    train, test = np.zeros(X_train.shape), np.zeros(X_test.shape)
    for i in range(len(X_train)):
        spread = np.sqrt(np.var(X_train[i])) or 1.0
        train[i] = (X_train[i] - np.mean(X_train[i])) / spread
        test[i] = (X_test[i] - np.mean(X_train[i])) / spread
    return train, test


def start(draw):
    """Return an initialiser that draws W from (n, n_prev), as old notebooks do."""

    def initialize(layers_dims):
        np.random.seed(3)
        parameters, L = {}, len(layers_dims)
        for i in range(1, L):
            size = layers_dims[i], layers_dims[i - 1]
            parameters["W" + str(i)] = draw(*size)
            parameters["b" + str(i)] = np.zeros((layers_dims[i], 1))
        return parameters

    return initialize


def he_normal(n, n_prev):
    return np.random.randn(n, n_prev) * (2 / n_prev) ** 0.5


def he_uniform(n, n_prev):
    return np.random.uniform(-1, 1, (n, n_prev)) * np.sqrt(6 / n_prev)


def he_in_float32(n, n_prev):
    draws = np.random.default_rng().standard_normal((n, n_prev), np.float32)
    return draws * np.float32((2 / n_prev) ** 0.5)


def cost_with_logs(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W = [parameters[k] for k in sorted(parameters) if k.startswith("W")]
    surprise = np.sum(-np.log(A3) * Y - np.log(1 - A3) * (1 - Y)) / m
    return surprise + sum(np.linalg.norm(w) ** 2 for w in W) * lambd / m / 2


def backward_with_everything(X, Y, cache, lambd):
    m = X.shape[1]
    (_, A1, W1, _, _, A2, W2, _, _, A3, W3, _) = cache
    dZ3 = 1.0 / m * (A3 - Y)
    dW3 = np.dot(dZ3, A2.T) + (lambd * W3) / m
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = np.dot(dZ2, A1.T) + (lambd * W2) / m
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = np.dot(dZ1, X.T) + (lambd * W1) / m
    found = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for i, (dW, dZ) in enumerate([(dW1, dZ1), (dW2, dZ2), (dW3, dZ3)], start=1):
        found |= {f"dW{i}": dW, f"db{i}": np.sum(dZ, axis=1, keepdims=True)}
    return found


def relu(Z):
    return np.maximum(0, Z)


def forward_step_by_step(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k + i] for i in "123" for k in "Wb")
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = np.random.rand(A1.shape[0], A1.shape[1])
    D1 = D1 < keep_prob
    A1 = A1 * D1
    A1 = A1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.random.rand(A2.shape[0], A2.shape[1])
    D2 = (D2 < keep_prob).astype(float)
    A2 *= D2
    A2 /= keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = 1 / (1 + np.exp(-Z3))
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)


def forward_by_binomial(X, parameters, keep_prob=0.5):
    rng, A, cache = np.random.default_rng(), X, []
    for i in "12":
        Z = parameters[f"W{i}"] @ A + parameters[f"b{i}"]
        D = rng.binomial(1, keep_prob, Z.shape)
        A = np.where(D == 1, relu(Z) / keep_prob, 0)
        cache += [Z, D, A, parameters[f"W{i}"], parameters[f"b{i}"]]
    Z = parameters["W3"] @ A + parameters["b3"]
    A3 = 0.5 * (1 + np.tanh(Z / 2))
    return [A3, [*cache, Z, A3, parameters["W3"], parameters["b3"]]]


def backward_dropout_in_place(X, Y, cache, keep_prob):
    m = X.shape[1]
    (_, D1, A1, _, _, _, D2, A2, W2, _, _, A3, W3, _) = cache
    A3 -= Y
    dZ2 = W3.T @ A3
    dZ2 *= D2
    dZ2 /= keep_prob
    dZ2 *= A2 > 0
    dZ1 = (W2.T @ dZ2) * (D1 / keep_prob) * (A1 > 0)
    grads = {}
    for i, (dZ, A) in {"3": (A3, A2), "2": (dZ2, A1), "1": (dZ1, X)}.items():
        grads[f"dW{i}"] = np.einsum("im,jm->ij", dZ, A) / m
        grads[f"db{i}"] = np.mean(dZ, axis=1, keepdims=True)
    return grads


def check_with_norms(x, theta, epsilon=1e-7, print_msg=False):
    up, down = forward_propagation(x, theta + epsilon), theta - epsilon
    approx = (up - forward_propagation(x, down)) / epsilon / 2
    grad = backward_propagation(x, theta)
    numerator = np.linalg.norm(grad - approx)
    return numerator / (np.linalg.norm(grad) + np.linalg.norm(approx))


def forward_propagation(x, theta):
    return np.dot(theta, x)


def backward_propagation(x, theta):
    return x


def forward_propagation_n(X, Y, parameters):
    A = X
    for i in "12":
        A = relu(parameters[f"W{i}"] @ A + parameters[f"b{i}"])
    Z = parameters["W3"] @ A + parameters["b3"]
    return np.mean(np.log1p(np.exp(Z)) - Y * Z), None


def check_n_key_by_key(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    grad, approx = [], []
    for key in sorted(parameters):
        part = parameters[key].copy()
        for at in np.ndindex(part.shape):
            costs = []
            for sign in (1, -1):
                moved = part.copy()
                moved[at] = part[at] + sign * epsilon
                costs.append(forward_propagation_n(X, Y, {**parameters, key: moved})[0])
            approx.append((costs[0] - costs[1]) / (2 * epsilon))
            grad.append(gradients["d" + key][at])
    grad, approx = np.array(grad), np.array(approx)
    below = np.linalg.norm(grad) + np.linalg.norm(approx)
    return np.array([[np.linalg.norm(approx - grad) / below]])


def back_n(X, Y, cache):
    return backward_with_everything(X, Y, cache, 0.0)


RIGHT = [
    ("normalize_inputs", normalize_with_squares),
    ("normalize_inputs", normalize_by_loop),
    ("initialize_parameters_zeros", start(lambda n, n_prev: np.zeros([n, n_prev]))),
    ("initialize_parameters_random", start(lambda *s: 10 * np.random.randn(*s))),
    ("initialize_parameters_he", start(he_normal)),
    ("initialize_parameters_he", start(he_uniform)),
    ("initialize_parameters_he", start(he_in_float32)),
    ("compute_cost_with_regularization", cost_with_logs),
    ("backward_propagation_with_regularization", backward_with_everything),
    ("forward_propagation_with_dropout", forward_step_by_step),
    ("forward_propagation_with_dropout", forward_by_binomial),
    ("backward_propagation_with_dropout", backward_dropout_in_place),
    ("forward_propagation", forward_propagation),
    ("backward_propagation", lambda x, theta: np.array([x])),
    ("gradient_check", check_with_norms),
    ("gradient_check_n", check_n_key_by_key),
    ("backward_propagation_n", back_n),
]  # fmt: skip


@pytest.mark.parametrize(("exercise", "answer"), RIGHT)
@pytest.mark.filterwarnings("ignore")
def test_a_right_answer_keeps_the_marks_for_correct(exercise, answer, judge_function):
    correct = judge_function(WEEK[exercise], answer).criteria[0]
    assert correct.status == "passed", correct.message
    assert correct.passed_cases == correct.cases


WRONG = [
    (lambda x, theta, epsilon=1e-7, print_msg=False: 0.0, "gradient_check"),
    (lambda x, theta, epsilon=1e-7, print_msg=False: 1.0, "gradient_check"),
    (lambda parameters, gradients, X, Y, *more: 0.0, "gradient_check_n"),
]


@pytest.mark.parametrize(("answer", "exercise"), WRONG)
def test_a_check_that_always_says_the_same_earns_nothing(
    answer, exercise, judge_function
):
    assert judge_function(WEEK[exercise], answer).points == 0


@pytest.mark.parametrize("keep_prob", [0.5, 1.0])
def test_a_forward_pass_without_dropout_is_not_dropout(keep_prob, judge_function):
    def forward(X, parameters, kept=0.5):
        return forward_by_binomial(X, parameters, keep_prob)

    exercise = WEEK["forward_propagation_with_dropout"]
    assert judge_function(exercise, forward).points == 0
