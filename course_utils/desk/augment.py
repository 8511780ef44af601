"""Copies of photographs that are new numbers and keep their label.

Every function takes images (m, n_H, n_W, n_C) of type uint8 and a random generator, and
gives as many new ones of the same shape and type; what was given stays as it was.
"""

from __future__ import annotations

import numpy as np


def flip(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Mirror every image left to right; nothing about it is random."""
    return images[:, :, ::-1].copy()


def crop(images: np.ndarray, rng: np.random.Generator, most: int = 6) -> np.ndarray:
    """Shift every image by up to `most` points, the same as cutting it elsewhere.

    What comes in at a side repeats the points of the edge.
    """
    m, n_H, n_W, _ = images.shape
    wide = np.pad(images, ((0, 0), (most, most), (most, most), (0, 0)), mode="edge")
    corners = rng.integers(2 * most + 1, size=(m, 2))
    cut = [
        image[top : top + n_H, left : left + n_W]
        for image, (top, left) in zip(wide, corners, strict=True)
    ]
    return np.array(cut, dtype=images.dtype).reshape(images.shape)


def rotate(
    images: np.ndarray, rng: np.random.Generator, most: float = 15
) -> np.ndarray:
    """Turn every image about its middle by up to `most` degrees, either way.

    Each new point takes the colour of the nearest old one; beyond the edge, the edge's.
    """
    m, n_H, n_W, _ = images.shape
    middle = np.array([[n_H - 1], [n_W - 1]]) / 2
    places = np.indices((n_H, n_W)).reshape(2, -1) - middle  # (2, n_H * n_W)
    turned = np.empty_like(images)
    for index, angle in enumerate(np.radians(rng.uniform(-most, most, size=m))):
        turn = np.array(
            [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
        )
        row, column = np.rint(turn @ places + middle).astype(int)
        old = images[index, row.clip(0, n_H - 1), column.clip(0, n_W - 1)]
        turned[index] = old.reshape(images[index].shape)
    return turned


def tint(
    images: np.ndarray, rng: np.random.Generator, most: float = 0.15
) -> np.ndarray:
    """Make each colour of every image lighter or darker by a share of up to `most`."""
    m, _, _, n_C = images.shape
    factor = rng.uniform(1 - most, 1 + most, size=(m, 1, 1, n_C))
    return np.clip(images * factor, 0, 255).astype(images.dtype)
