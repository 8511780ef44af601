"""A student opens the release in JupyterLab, answers, and reads what `check` says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# week -> an exercise, a wrong answer, its misconception, a right answer
SOLVED = {
    "c1w1_introduction": (
        "relu",
        "def relu(z):\n    return np.abs(z)",
        "absolute-value",
        "def relu(z):\n    return (z + np.abs(z)) / 2",
    ),
    "c1w2_logistic_regression": (
        "sigmoid",
        "def sigmoid(z):\n    return 1 / (1 + np.exp(z))",
        "sign-of-exponent",
        "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))",
    ),
    "c1w3_planar_classification": (
        "compute_cost",
        "def compute_cost(A2, Y):\n"
        "    return -np.sum(np.log(np.where(Y == 1, A2, 1 - A2)))",
        "not-averaged",
        "def compute_cost(A2, Y):\n"
        "    return -np.mean(np.log(np.where(Y == 1, A2, 1 - A2)))",
    ),
    "c1w4_deep_network": (
        "linear_forward",
        "def linear_forward(A, W, b):\n    return W @ A, (A, W, b)",
        "bias-forgotten",
        "def linear_forward(A, W, b):\n    return np.dot(W, A) + b, (A, W, b)",
    ),
    "c2w1_practical_aspects": (
        "gradient_check",
        "def gradient_check(x, theta, epsilon=1e-7, print_msg=False):\n"
        "    J_plus = forward_propagation(x, theta + epsilon)\n"
        "    J_minus = forward_propagation(x, theta - epsilon)\n"
        "    a, g = (J_plus - J_minus) / epsilon, backward_propagation(x, theta)\n"
        "    return abs(g - a) / (abs(g) + abs(a))",
        "epsilon-not-doubled",
        "def gradient_check(x, theta, epsilon=1e-7, print_msg=False):\n"
        "    J_plus = forward_propagation(x, theta + epsilon)\n"
        "    J_minus = forward_propagation(x, theta - epsilon)\n"
        "    a, g = (J_plus - J_minus) / epsilon / 2, backward_propagation(x, theta)\n"
        "    return abs(g - a) / (abs(g) + abs(a))",
    ),
    "c2w2_optimization": (
        "random_mini_batches",
        "def random_mini_batches(X, Y, mini_batch_size=64, seed=0):\n"
        "    np.random.seed(seed)\n"
        "    order, size = np.random.permutation(X.shape[1]), mini_batch_size\n"
        "    cuts = [order[k * size :][:size] for k in range(order.size // size)]\n"
        "    return [(X[:, cut], Y[:, cut]) for cut in cuts]",
        "last-batch-dropped",
        "def random_mini_batches(X, Y, mini_batch_size=64, seed=0):\n"
        "    np.random.seed(seed)\n"
        "    order, size = np.random.permutation(X.shape[1]), mini_batch_size\n"
        "    cuts = [order[k:][:size] for k in range(0, order.size, size)]\n"
        "    return [(X[:, cut], Y[:, cut]) for cut in cuts]",
    ),
    "c2w3_tuning_batchnorm_frameworks": (
        "compute_total_loss",
        "def compute_total_loss(logits, labels):\n"
        "    y, z = tf.transpose(labels), tf.transpose(logits)\n"
        "    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, z))",
        "mean-for-total",
        "def compute_total_loss(logits, labels):\n"
        "    y, z = tf.transpose(labels), tf.transpose(logits)\n"
        "    return tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits(y, z))",
    ),
}

READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget
    const kernel = panel?.sessionContext?.session?.kernel
    return kernel?.status == 'idle' && kernel.connectionStatus == 'connected'
}"""
FIND = """grade_id => {
    const notebook = window.jupyterapp.shell.currentWidget.content
    const known = cell => [cell.getMetadata('nbgrader')?.grade_id, cell.id]
    const i = [...notebook.model.cells].findIndex(c => known(c).includes(grade_id))
    if (i < 0) throw new Error(`no cell ${grade_id}`)
    notebook.activeCellIndex = i
    return notebook.scrollToItem(i, 'center').then(() => i)
}"""


class Notebook:
    """The open notebook, handled as a person does: click, type, Ctrl+Enter."""

    def __init__(self, page):
        self.page = page
        page.wait_for_function(READY)

    def cell(self, grade_id):
        """Bring a cell into view and return it."""
        index = self.page.evaluate(FIND, grade_id)
        # The number of a cell stays the same when its text changes.
        return self.page.locator(f".jp-Cell[data-windowed-list-index='{index}']")

    def write(self, grade_id, text):
        """Replace what an answer cell holds."""
        self.cell(grade_id).locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def run(self, grade_id):
        """Run a cell, wait until it has run, and return its output."""
        cell = self.cell(grade_id)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before)
        # Importing TensorFlow takes a while.
        expect(prompt).to_have_text(re.compile(r"\[\d+\]"), timeout=60_000)
        return cell.locator(".jp-OutputArea")


@pytest.fixture
def notebook(page):
    return Notebook(page)


def hint(week, exercise, misconception):
    """Return what the registry wants a learner with this mistake to be told."""
    from autograder.exercises import exercises

    known = exercises(week)[exercise].misconceptions
    return next(m.hint for m in known if m.id == misconception)


@pytest.mark.parametrize("week", SOLVED, indirect=True, scope="module")
def test_a_student_learns_from_a_mistake_and_solves_an_exercise(
    notebook, page, week, tmp_path_factory
):
    exercise, wrong, misconception, right = SOLVED[week]
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    notebook.run("imports")

    notebook.write(exercise, wrong)
    notebook.run(exercise)
    answer = notebook.run(f"check-{exercise}")
    expect(answer).to_contain_text(f"✗ {exercise}")
    expect(answer).to_contain_text(hint(week, exercise, misconception))

    notebook.write(exercise, right)
    notebook.run(exercise)
    answer = notebook.run(f"check-{exercise}")
    expect(answer).to_contain_text(f"✓ {exercise}")
    expect(answer.locator("table")).not_to_contain_text("wrong")
    page.screenshot(path=tmp_path_factory.mktemp("pictures") / "solved.png")

    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert page.said == []


def test_a_student_sees_no_tools_of_an_instructor(notebook, page):
    for words in ("Formgrader", "Create Assignment", "Course List"):
        expect(page.get_by_text(words, exact=True)).to_have_count(0)
    expect(page.get_by_text("Validate", exact=True)).to_have_count(1)
    page.locator(".lm-MenuBar-item").get_by_text("Nbgrader").click()
    menu = page.locator(".lm-Menu")
    expect(menu).to_contain_text("Assignment List")
    expect(menu).not_to_contain_text("Formgrader")
