"""Drawing on the right scale, and searching twice."""

import numpy as np
import pytest

from course_utils.desk import chance
from course_utils.hyperparameter_search import (
    coarse_to_fine,
    sample_log_uniform,
    sample_momentum,
)

SPACE = {"alpha": (1e-4, 1.0), "lambd": (1e-3, 10.0)}


def bowl(point):
    return (np.log10(point["alpha"]) + 2) ** 2 + (np.log10(point["lambd"]) + 1) ** 2


@pytest.mark.parametrize(("low", "high", "decades"), [(1e-4, 1, 4), (0.1, 1000, 4)])
def test_sample_log_uniform_gives_each_decade_its_share(rng, low, high, decades):
    values = sample_log_uniform(low, high, 8000, rng)
    assert values.shape == (8000,)
    assert low <= values.min() and values.max() <= high
    shares, _ = np.histogram(np.log10(values), bins=decades)
    assert np.all(abs(shares / 8000 - 1 / decades) < chance.rate(8000))


def test_sample_log_uniform_repeats_with_its_generator():
    first, again = (
        sample_log_uniform(1e-4, 1, 9, np.random.default_rng(3)) for _ in range(2)
    )
    assert np.array_equal(first, again)


def test_sample_momentum_puts_half_above_the_middle_decade(rng):
    betas = sample_momentum(0.9, 0.999, 8000, rng)
    assert 0.9 <= betas.min() and betas.max() <= 0.999
    assert abs(np.mean(betas > 0.99) - 0.5) < chance.rate(8000)


def test_coarse_to_fine_asks_once_a_point_and_returns_the_best(rng):
    seen = []

    def objective(point):
        seen.append((bowl(point), point))
        return seen[-1][0]

    best, value = coarse_to_fine(objective, SPACE, 12, 7, rng)
    assert len(seen) == 19
    assert (value, best) == min(seen, key=lambda trial: trial[0])


def test_coarse_to_fine_stays_near_the_best_coarse_point_and_in_space(rng):
    seen = []
    coarse_to_fine(lambda p: (seen.append(p), -p["alpha"])[1], SPACE, 30, 400, rng)
    best = max(seen[:30], key=lambda p: p["alpha"])
    for name, (low, high) in SPACE.items():
        f = (high / low) ** 0.25
        fine = [point[name] for point in seen[30:]]
        assert min(fine) >= max(low, best[name] / f) * (1 - 1e-9)
        assert max(fine) <= min(high, best[name] * f) * (1 + 1e-9)


def test_refining_beats_drawing_at_random_more_often_than_not():
    wins = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        _, refined = coarse_to_fine(bowl, SPACE, 15, 15, rng)
        columns = {n: sample_log_uniform(*SPACE[n], 30, rng) for n in SPACE}
        random = min(bowl({n: columns[n][i] for n in SPACE}) for i in range(30))
        wins += refined < random
    assert wins > 120
