"""Exercises on whole-array arithmetic: shapes, axes, rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Arguments,
    Exercise,
    Misconception,
    correct,
    pure,
    stable,
    vectorised,
)
from course_utils import vectors


def _image(rng: np.random.Generator) -> Arguments:
    n_H, n_W = rng.permutation([3, 4, 5])[:2]
    return {"image": rng.uniform(size=(n_H, n_W, 2))}


def _sized_image(rng: np.random.Generator, n: int) -> Arguments:
    return {"image": rng.uniform(size=(n, 3, 2))}


def _rows(rng: np.random.Generator) -> Arguments:
    n, k = rng.permutation([2, 3, 4, 5])[:2]
    return {"x": rng.normal(scale=2, size=(n, k))}


def _rows_with_zeros(rng: np.random.Generator) -> Arguments:
    x = rng.normal(size=(3, 4))
    x[rng.integers(3)] = 0
    return {"x": x}


def _huge_scores(rng: np.random.Generator) -> Arguments:
    x = rng.normal(size=(3, 4))
    # Far apart within a row as well: only its largest score keeps exp in range.
    x[1, rng.integers(4)] -= 4000
    return {"x": x + np.array([[2000.0], [0.0], [-2000.0]])}


def _sized_rows(rng: np.random.Generator, n: int) -> Arguments:
    return {"x": rng.normal(size=(n, 3))}


def _scores_in_place(x: np.ndarray) -> np.ndarray:
    if np.issubdtype(x.dtype, np.floating):
        x -= np.max(x, axis=1, keepdims=True)
    return vectors.softmax(x)


def _rows_in_place(x: np.ndarray) -> np.ndarray:
    x[:] = vectors.normalize_rows(x)
    return x


def _rows_by_loop(x: np.ndarray) -> Any:
    return np.vstack([vectors.normalize_rows(row[None, :]) for row in x])


def _softmax_by_loop(x: np.ndarray) -> Any:
    return np.vstack([vectors.softmax(row[None, :]) for row in x])


def _rows_without_guard(x: np.ndarray) -> Any:
    with np.errstate(all="ignore"):
        return x / np.linalg.norm(x, axis=1, keepdims=True)


def _softmax_without_shift(x: np.ndarray) -> Any:
    with np.errstate(all="ignore"):
        e = np.exp(x)
        return e / e.sum(axis=1, keepdims=True)


def _softmax_of_the_whole(x: np.ndarray) -> Any:
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def _softmax_with_one_shift(x: np.ndarray) -> Any:
    with np.errstate(all="ignore"):
        e = np.exp(x - np.max(x))
        return e / e.sum(axis=1, keepdims=True)


def _image_by_loop(image: np.ndarray) -> np.ndarray:
    return np.array([[value] for row in image for pixel in row for value in pixel])


def _image_in_place(image: np.ndarray) -> np.ndarray:
    image.resize((image.size, 1), refcheck=False)
    return image


LOOP_HINT = (
    "The values are right, but Python walks through the entries one by one. "
    "One expression on whole arrays does it at once."
)

IMAGE2VECTOR = Exercise(
    vectors.image2vector,
    criteria=(
        correct(3.5, _image, {"image": np.arange(12.0).reshape(2, 3, 2)}),
        vectorised(1, _sized_image),
        pure(0.5),
    ),
    misconceptions=(
        Misconception(
            "flat-array",
            "A column has two axes. (n,) is neither a row nor a column: "
            "ask for the shape (n, 1).",
            edit=("image.reshape(-1, 1)", "image.reshape(-1)"),
        ),
        Misconception(
            "row-for-column",
            "This is one row. One example is one column in this course.",
            edit=("image.reshape(-1, 1)", "image.reshape(1, -1)"),
        ),
        Misconception(
            "columns-first",
            "The numbers are all there, in another order. Keep NumPy's own order: "
            "the last axis runs fastest.",
            edit=("image.reshape(-1, 1)", 'image.reshape(-1, 1, order="F")'),
        ),
        Misconception(
            "channels-kept-apart",
            "The channels still have an axis of their own: the column has "
            "n_H * n_W * n_C entries.",
            edit=("image.reshape(-1, 1)", "image.reshape(-1, image.shape[2])"),
        ),
        Misconception(
            "channels-first",
            "The picture was turned before it was laid out. Leave its axes alone.",
            edit=("image.reshape(-1, 1)", "image.transpose(2, 0, 1).reshape(-1, 1)"),
        ),
        Misconception(
            "loop-over-pixels", LOOP_HINT, twin=_image_by_loop, criterion="vectorised"
        ),
        Misconception(
            "changes-its-input",
            "The caller's picture has another shape now. reshape makes a new view and "
            "leaves the picture alone.",
            twin=_image_in_place,
            criterion="pure",
        ),
    ),
)

NORMALIZE_ROWS = Exercise(
    vectors.normalize_rows,
    criteria=(
        correct(
            6,
            _rows,
            {"x": np.array([[0.0, 3.0, 4.0], [1.0, 6.0, 4.0]])},
            {"x": np.array([[1.0, 2.0, 2.0], [4.0, 0.0, 3.0], [6.0, -2.0, 3.0]])},
        ),
        stable(0.5, _rows_with_zeros, {"x": np.array([[0.0, 0.0], [3.0, 4.0]])}),
        vectorised(1, _sized_rows),
        pure(0.5),
    ),
    misconceptions=(
        Misconception(
            "columns-for-rows",
            "Now every column has length one. Which axis runs along a row?",
            edit=("axis=1", "axis=0"),
        ),
        Misconception(
            "keepdims-forgotten",
            "The lengths have lost an axis, so they line up with the columns. "
            "What keeps them a column?",
            edit=(", keepdims=True", ""),
        ),
        Misconception(
            "one-length-for-all",
            "All rows are divided by the length of the whole matrix. "
            "Each row has a length of its own.",
            edit=("np.linalg.norm(x, axis=1, keepdims=True)", "np.linalg.norm(x)"),
        ),
        Misconception(
            "sum-of-absolute-values",
            "The length of (3, 4) is 5, not 7: square, add, take the root.",
            edit=("x, axis=1", "x, ord=1, axis=1"),
        ),
        Misconception(
            "root-forgotten",
            "The length of (3, 4) is 5, not 25: a step is missing after the sum.",
            edit=(
                "np.linalg.norm(x, axis=1, keepdims=True)",
                "np.sum(x**2, axis=1, keepdims=True)",
            ),
        ),
        Misconception(
            "largest-entry",
            "Dividing by the largest entry makes that entry 1, not the row's length.",
            edit=(
                "np.linalg.norm(x, axis=1, keepdims=True)",
                "np.max(np.abs(x), axis=1, keepdims=True)",
            ),
        ),
        Misconception(
            "zero-row",
            "A row of zeros has length 0, and 0 / 0 is nan. "
            "What could such a row be divided by, so that it stays zero?",
            twin=_rows_without_guard,
            criterion="stable",
        ),
        Misconception(
            "loop-over-rows", LOOP_HINT, twin=_rows_by_loop, criterion="vectorised"
        ),
        Misconception(
            "changes-its-input",
            "The caller's array was overwritten. Divide into a new one: / and not /=.",
            twin=_rows_in_place,
            criterion="pure",
        ),
    ),
)

SOFTMAX = Exercise(
    vectors.softmax,
    criteria=(
        correct(
            5,
            _rows,
            {"x": np.array([[9, 2, 5, 0, 0], [7, 5, 0, 0, 0]])},
            {"x": np.array([[1.0, 2.0], [3.0, 0.5]])},
        ),
        stable(1, _huge_scores, {"x": np.array([[1000.0, 1001.0], [-5.0, -6.0]])}),
        vectorised(0.5, _sized_rows),
        pure(0.5),
    ),
    misconceptions=(
        Misconception(
            "columns-for-rows",
            "Now every column sums to 1. One row is one example: sum along it.",
            twin=lambda x: vectors.softmax(x.T).T,
        ),
        Misconception(
            "one-sum-for-all",
            "All entries together sum to 1. Each row should sum to 1 on its own.",
            twin=_softmax_of_the_whole,
        ),
        Misconception(
            "keepdims-forgotten",
            "The sums have lost an axis, so they line up with the columns. "
            "What keeps them a column?",
            edit=("np.sum(e, axis=1, keepdims=True)", "np.sum(e, axis=1)"),
        ),
        Misconception(
            "exponential-forgotten",
            "This divides the scores themselves. Softmax takes exp of them first, "
            "so that all come out positive.",
            twin=lambda x: x / np.sum(x, axis=1, keepdims=True),
        ),
        Misconception(
            "not-divided",
            "The rows do not sum to 1 yet: divide by the row's sum.",
            twin=lambda x: np.exp(x),
        ),
        Misconception(
            "shifted-and-not-divided",
            "The largest entry of each row is 1, and the rows do not sum to 1 yet: "
            "divide by the row's sum.",
            edit=("return e / np.sum(e, axis=1, keepdims=True)", "return e"),
        ),
        Misconception(
            "sigmoid-for-softmax",
            "This squashes every score by itself. Softmax makes the scores of a row "
            "compete.",
            twin=lambda x: 1 / (1 + np.exp(-x)),
        ),
        Misconception(
            "no-shift",
            "exp(1000) is inf, and inf / inf is nan. What may be taken off every score "
            "of a row without changing the result?",
            twin=_softmax_without_shift,
            criterion="stable",
        ),
        Misconception(
            "one-shift-for-all",
            "Rows far below the largest score of the whole matrix become 0 / 0. "
            "Each row needs its own largest score.",
            twin=_softmax_with_one_shift,
            criterion="stable",
        ),
        Misconception(
            "loop-over-rows", LOOP_HINT, twin=_softmax_by_loop, criterion="vectorised"
        ),
        Misconception(
            "changes-its-input",
            "The caller's scores were overwritten. Make a new array: - and not -=.",
            twin=_scores_in_place,
            criterion="pure",
        ),
    ),
)

EXERCISES = (IMAGE2VECTOR, NORMALIZE_ROWS, SOFTMAX)
