"""The picture of a deep network names every array with its shape and its numbers."""

import matplotlib.pyplot as plt
import pytest

from course_utils.desk import blocks

SIZES = [3, 7, 2, 1]


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


@pytest.fixture
def step(rng):
    """Arrays of the shapes of one step with four examples: A, caches, grads."""
    A = [rng.normal(size=(n, 4)) for n in SIZES]
    caches, grads = [], {f"dA{i}": rng.normal(size=a.shape) for i, a in enumerate(A)}
    for layer in (1, 2, 3):
        W, b = rng.normal(size=(SIZES[layer], SIZES[layer - 1])), A[layer][:, :1]
        caches.append(((A[layer - 1], W, b), A[layer]))
        grads |= {f"dW{layer}": W, f"db{layer}": b}
    return A, caches, grads


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_forward_alone_names_arrays_with_their_shapes(step):
    A, caches, _ = step
    said = words(blocks.draw_blocks(A, caches))
    assert {"A0 (3, 4)", "W1 (7, 3)", "b2 (2, 1)", "A3 (1, 4)"} <= set(said)
    assert not any("dA" in text for text in said)


def test_each_cache_lies_under_its_own_layer(step):
    A, caches, _ = step
    ax = blocks.draw_blocks(A, caches)
    places = {text.get_text(): text.get_position() for text in ax.texts}
    for layer in (1, 2, 3):
        kept = f"cache {layer}\nA{layer - 1}, W{layer}, b{layer}\nZ{layer}"
        assert places[kept][0] == places[f"layer {layer}"][0] == layer
        assert places[kept][1] < places[f"layer {layer}"][1]


def test_back_flows_the_other_way(step):
    A, caches, grads = step
    ax = blocks.draw_blocks(A, caches, grads)
    assert {"dA0 (3, 4)", "dW1 (7, 3)", "db3 (1, 1)"} <= set(words(ax))
    runs = [(text.xyann, text.xy) for text in ax.texts if not text.get_text()]
    level = [(start, end) for start, end in runs if start[1] == end[1]]
    assert {
        start[0] < end[0] for start, end in level if start[1] == blocks.FORWARD
    } == {True}
    assert {start[0] > end[0] for start, end in level if start[1] == blocks.BACK} == {
        True
    }


def test_numbers_are_those_of_the_first_example_and_not_too_many(step):
    A, caches, _ = step
    said = words(blocks.draw_blocks(A, caches))
    assert "\n".join(f"{value:.3f}" for value in A[0][:, 0]) in said
    long = [f"{value:.3f}" for value in A[1][: blocks.MOST, 0]]
    assert "\n".join([*long, "..."]) in said


def test_bends_are_written_into_the_blocks(step):
    A, caches, _ = step
    said = words(blocks.draw_blocks(A, caches, bends=["ReLU", "tanh", "sigmoid"]))
    assert {"layer 1\nReLU", "layer 2\ntanh", "layer 3\nsigmoid"} <= set(said)


def test_draws_on_the_axis_it_gets(step):
    _, ax = plt.subplots()
    assert blocks.draw_blocks(*step, ax=ax, title="t") is ax
    assert ax.get_title() == "t"
