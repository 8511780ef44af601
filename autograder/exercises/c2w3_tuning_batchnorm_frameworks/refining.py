"""The exercise on searching: coarse first, then fine around the best.

Each cost function here asks one question. Some remember what was tried, and put the
answer into the cost that they return: how many trials there were, how far from the best
coarse point a fine one went.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.exercise import (
    Asking,
    Case,
    Exercise,
    Misconception,
    correct,
)
from autograder.exercises.relations import Relations, relation
from course_utils import hyperparameter_search
from course_utils.desk import chance
from course_utils.desk.standins import generator, helper


def _valley(point: Any, *, space: Any) -> float:
    """Return a cost that is lowest three tenths up the decades of every number."""
    shares = [np.log(point[n] / a) / np.log(b / a) for n, (a, b) in space.items()]
    return float(sum((share - 0.3) ** 2 for share in shares))


def _slope(point: Any, *, space: Any) -> float:
    """Return a cost that falls towards the upper end of every range."""
    shares = [np.log(point[n] / a) / np.log(b / a) for n, (a, b) in space.items()]
    return float(-sum(shares))


def _counting(point: Any, *, memory: Any) -> float:
    """Return a cost that is lower by one for every new point."""
    key = tuple(float(value) for value in point.values())
    memory.setdefault(key, -float(len(memory) + 1))
    return float(memory[key])


def _early(point: Any, *, chosen: int, memory: Any) -> float:
    """Return a cost of zero, and of -1 for one point of the coarse search."""
    key = tuple(float(value) for value in point.values())
    memory.setdefault(key, -1.0 if len(memory) == chosen else 0.0)
    return float(memory[key])


def _averaging(point: Any, *, space: Any, n_coarse: int, memory: Any) -> float:
    """Return at the last coarse point where the coarse points lie on average."""
    key = tuple(float(value) for value in point.values())
    memory.setdefault(key, 0.0)
    if len(memory) == n_coarse and list(memory)[-1] == key:
        ends = np.log(list(space.values()))
        shares = (np.log(list(memory)) - ends[:, 0]) / (ends[:, 1] - ends[:, 0])
        memory[key] = -1 - float(np.mean(shares[:, 0]))
    return float(memory[key])


def _reaching(
    point: Any, *, space: Any, n_coarse: int, way: Any, name: str, memory: Any
) -> float:
    """Return how far a fine point goes from the most central coarse one."""
    key = tuple(float(value) for value in point.values())
    shares = [np.log(point[n] / a) / np.log(b / a) for n, (a, b) in space.items()]
    if key not in memory and len(memory) < n_coarse:
        memory[key] = float(max(abs(share - 0.5) for share in shares)), shares
    elif key not in memory:
        _, best = min(list(memory.values())[:n_coarse], key=lambda seen: seen[0])
        at = list(space).index(name)
        off = [float(share - b) for share, b in zip(shares, best, strict=True)]
        memory[key] = -2 - (way * off[at] if way else max(map(abs, off))), shares
    return float(memory[key][0])


Space = dict[str, tuple[float, float]]
ASKS = ("valley", "edge", "trials", "early", "scale", "up", "down", "away")
WAYS = {"up": 1, "down": -1, "away": 0}


def _space(rng: np.random.Generator) -> Space:
    space = {"alpha": (0.0003, float(rng.uniform(0.5, 3)))}
    if rng.random() < 0.7:
        space["lambd"] = (float(rng.uniform(0.001, 0.01)), 20.0)
    return space


def _question(asked: str, space: Space, rng: np.random.Generator) -> Asking:
    n_coarse = {"scale": 1200, "trials": 13}.get(asked, 200)
    n_fine = {"scale": 5, "trials": 8}.get(asked, 300)
    name = str(rng.choice(list(space)))
    memory: dict[Any, Any] = {}
    objective = {
        "valley": helper(_valley, space=space),
        "edge": helper(_slope, space=space),
        "trials": helper(_counting, memory=memory),
        "early": helper(_early, chosen=n_coarse // 2, memory=memory),
        "scale": helper(_averaging, space=space, n_coarse=n_coarse, memory=memory),
    }.get(asked) or helper(
        _reaching,
        space=space,
        n_coarse=n_coarse,
        way=WAYS.get(asked),
        name=name,
        memory=memory,
    )
    arguments = {
        "objective": objective,
        "space": space,
        "n_coarse": n_coarse,
        "n_fine": n_fine,
        "rng": generator(int(rng.integers(1000))),
    }
    return Asking(arguments, withheld={"asked": asked}, rounded=False)


def _turn(*asks: str) -> Case:
    def case(rng: np.random.Generator) -> Asking:
        return _question(str(rng.choice(asks)), _space(rng), rng)

    return case


# Each sees mistakes that no other sees, so every submission is asked all of them.
TURNS = (*map(_turn, ("edge", "early", "trials", "scale", "valley")), _turn(*WAYS))


def _inside(arguments: Any, *results: Any) -> bool:
    best, _ = results[0]
    return all(
        a * (1 - 1e-9) <= best[n] <= b * (1 + 1e-9)
        for n, (a, b) in arguments["space"].items()
    )


def _own_cost(arguments: Any, *results: Any) -> bool:
    """Whether the value is the cost of the point, where the cost is no memory's."""
    best, value = results[0]
    if arguments["asked"] not in ("valley", "edge"):
        return True
    return bool(abs(arguments["objective"](best) - value) < 1e-9)


def _low(arguments: Any, *results: Any) -> bool:
    return arguments["asked"] != "valley" or bool(results[0][1] < 0.09)


def _all_trials(arguments: Any, *results: Any) -> bool:
    wanted = arguments["n_coarse"] + arguments["n_fine"]
    return arguments["asked"] != "trials" or bool(results[0][1] == -wanted)


def _kept(arguments: Any, *results: Any) -> bool:
    return arguments["asked"] != "early" or bool(results[0][1] == -1)


def _decades(arguments: Any, *results: Any) -> bool:
    middle, off = -results[0][1] - 1, chance.rate(arguments["n_coarse"])
    return arguments["asked"] != "scale" or bool(abs(middle - 0.5) <= off)


def _near(arguments: Any, *results: Any) -> bool:
    reach = -results[0][1] - 2
    return arguments["asked"] not in ("up", "down", "away") or bool(
        reach <= 0.25 + 1e-6
    )


def _far(arguments: Any, *results: Any) -> bool:
    reach = -results[0][1] - 2
    return arguments["asked"] not in ("up", "down", "away") or bool(reach >= 0.2)


def _repeats(arguments: Any, first: Any, second: Any) -> bool:
    return bool(first == second)


def _corners() -> tuple[Asking, ...]:
    rng = np.random.default_rng(23)
    one = {"alpha": (0.0002, 3.0)}
    two = {"alpha": (0.0002, 3.0), "lambd": (0.007, 20.0)}
    wide = [_question(asked, one if asked == "scale" else two, rng) for asked in ASKS]
    narrow = _question("away", {"alpha": (0.5, 0.95)}, rng)  # far from a decade
    return (*wide, narrow)


COARSE_TO_FINE = Exercise(
    hyperparameter_search.coarse_to_fine,
    criteria=(correct(10, TURNS, *_corners()),),
    relations=Relations(
        (
            relation("in space", "The best point lies outside space.", _inside),
            relation("its cost", "The value is not the cost of the point.", _own_cost),
            relation("lowest", "A point of high cost is called the best.", _low),
            relation(
                "trials",
                "Not n_coarse + n_fine points are tried, or the last is not counted.",
                _all_trials,
            ),
            relation(
                "best of all",
                "The best coarse point is lost when no fine one is better.",
                _kept,
            ),
            relation(
                "decades", "The coarse points are not even on a log scale.", _decades
            ),
            relation(
                "near",
                "Fine points go further than a quarter of the decades from the best "
                "coarse one.",
                _near,
            ),
            relation(
                "wide enough",
                "Fine points stay closer to the best coarse one than the range allows.",
                _far,
            ),
            relation("the generator", "One seed gave two results: use rng.", _repeats),
        ),
        repeats=2,
    ),
    misconceptions=(
        Misconception(
            "highest-cost",
            "The point with the highest cost came back. The objective is a cost: the "
            "lower, the better.",
            edit=(
                "value, best = min(tried, key=lambda trial: trial[0])",
                "value, best = max(tried, key=lambda trial: trial[0])",
            ),
        ),
        Misconception(
            "around-the-worst",
            "The fine search goes around the worst coarse point, and not the best.",
            edit=(
                "_, best = min(tried, key=lambda trial: trial[0])",
                "_, best = max(tried, key=lambda trial: trial[0])",
            ),
        ),
        Misconception(
            "not-refined",
            "The second search goes over all of space again. It should stay around "
            "the best point of the first.",
            edit=("trials(nearby, n_fine)", "trials(space, n_fine)"),
        ),
        Misconception(
            "fine-only",
            "The winner of the fine search came back, although a coarse point was "
            "better. Compare all that were tried.",
            edit=("tried += trials(nearby", "tried = trials(nearby"),
        ),
        Misconception(
            "leaves-space",
            "If the best coarse point lies near a border, your fine range crosses it. "
            "Cut the range at low and high.",
            edit=(
                "(max(low, best[name] / f), min(high, best[name] * f))",
                "(best[name] / f, best[name] * f)",
            ),
        ),
        Misconception(
            "a-quarter-in-all",
            "A quarter of the decades on either side is asked; your fine range has a "
            "quarter in all.",
            edit=("(1 / 4)", "(1 / 8)"),
        ),
        Misconception(
            "no-fine-search",
            "There is no second search: the best coarse point came back as it is.",
            edit=("    tried += trials(nearby, n_fine)\n", ""),
        ),
    ),
    depends_on=("sample_log_uniform",),
)

EXERCISES = (COARSE_TO_FINE,)
