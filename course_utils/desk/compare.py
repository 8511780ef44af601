"""The comparison: a ladder of questions, and the first one that gets a no.

    type -> keys or length -> shape -> kind of number -> finite -> value

The notebook's `check` and the autograder climb the same ladder, so that what passes on
the desk is judged alike in the oracle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, get_args

import numpy as np

from course_utils.desk.answers import Behaviour, Broken
from course_utils.desk.plain import Opaque
from course_utils.desk.tensors import Tensor, kind_of

Rung = Literal["type", "keys", "length", "shape", "kind", "finite", "value", "relation"]
MOST_KEYS, MOST_LETTERS = 12, 40
Number = bool | int | float | complex | np.generic


@dataclass(frozen=True)
class Rules:
    """How close is close enough, and whether shape and kind are what is asked.

    `names` are the learner's words for the values of a returned tuple. Without
    `exact_kind`, True and False are as good as 1 and 0. The last `may_lack` values of a
    tuple may be left out, where an older form of the function has not had them. With
    `long_names` a value is called v["dW1"] and not dW1, since s has a dW1 as well.
    """

    rtol: float = 1e-4
    atol: float = 2e-5
    exact_shape: bool = True
    exact_kind: bool = True
    names: tuple[str, ...] = ()
    may_lack: int = 0
    long_names: bool = False


@dataclass(frozen=True)
class Difference:
    """One part of a result that is not as it should be.

    `sentence` says what is off, `detail` adds the numbers. Both may hold words of the
    learner's code, such as keys: where inputs are secret, only `part` and `rung` show.
    """

    part: str
    rung: Rung
    sentence: str
    detail: str = ""

    @property
    def full(self) -> str:
        """Return the sentence with the numbers."""
        return f"{self.sentence} {self.detail}".strip()


def differences(got: Any, want: Any, rules: Rules, part: str = "") -> list[Difference]:
    """Return every part of `got` that differs from `want`; an empty list is a pass."""
    if isinstance(got, Broken):
        return _compare_relations(got, want if isinstance(want, Broken) else Broken())
    if isinstance(want, dict):
        return _compare_dict(got, want, rules, part)
    if isinstance(want, tuple | list):
        return _compare_sequence(got, want, rules, part)
    if isinstance(want, np.ndarray | Number):
        return _compare_numbers(got, want, rules, part)
    if isinstance(want, Behaviour):
        return _compare_behaviour(got, want, rules)
    if type(got) is type(want) and got == want:
        return []
    return [_difference(part, "type", f"is {describe(got)}; expected {want!r}")]


def remarks(got: Any, want: Any, rules: Rules, part: str = "") -> list[str]:
    """Return what is right but worth a word: an odd shape, keys nobody asked for."""
    if isinstance(want, dict):
        as_asked = renumbered(got, want)
        extra = _keys(key for key in as_asked if key not in want)
        said = [f"{_name(part)} also has the keys {extra}."] if extra else []
        if as_asked is not got:
            said.append(f"{_name(part)} counts dA from 1, not from dA0; accepted.")
        named = ((k, _key(part, k, rules)) for k in want)
        return said + _flat(
            remarks(as_asked[k], want[k], rules, name) for k, name in named
        )
    if isinstance(want, tuple | list):
        values = np.atleast_1d(got) if isinstance(got, np.ndarray) else got
        pairs = enumerate(zip(values, want, strict=False))
        said = _lacking(len(values), len(want), rules)
        return said + _flat(
            remarks(g, w, rules, _item(part, i, rules)) for i, (g, w) in pairs
        )
    if isinstance(want, np.ndarray | Number) and np.shape(got) != np.shape(want):
        odd = f"has shape {np.shape(got)} where {_shape(want)} was meant"
        return [f"{_name(part)} {odd}; accepted."]
    if isinstance(want, Tensor) and not isinstance(got, Tensor):
        meant = kind_of(want)
        return [
            f"{_name(part)} is {describe(got)} where a {meant} was meant; accepted."
        ]
    return []


def renumbered(got: Mapping, want: Mapping) -> Mapping:
    """Return `got` with dA counted as in `want`, if it counts one higher throughout.

    Where layer 2 sends back dA1, older texts file it under dA2.
    """
    wanted = [key for key in want if re.fullmatch(r"dA\d+", str(key))]
    older = {f"dA{int(key[2:]) + 1}": key for key in wanted}
    if (
        not wanted
        or min(wanted, key=_number) in got
        or any(k not in got for k in older)
    ):
        return got
    return {older.get(key, key): value for key, value in got.items()}


def _number(key: str) -> int:
    return int(key[2:])


def describe(value: Any) -> str:
    """Return a few words for what a value is: its type and shape, not its numbers."""
    if value is None:
        return "None"
    if isinstance(value, Tensor):
        return f"a {kind_of(value)} of shape {value.shape}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, Number):
        return f"a number ({type(value).__name__})"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, dict):
        return f"a dict with the keys {_keys(value) or 'none'}"
    if isinstance(value, Opaque):
        return f"a {value.type_name}"
    if isinstance(value, Behaviour):
        return "a function"
    return f"a {type(value).__name__}"


def _compare_dict(got: Any, want: dict, rules: Rules, part: str) -> list[Difference]:
    if not isinstance(got, dict):
        return [_difference(part, "type", _wanted(got, want))]
    got = renumbered(got, want)
    missing = [str(key) for key in want if key not in got]
    if missing:
        said = f"lacks the key {' and '.join(missing)}; it has {_keys(got)}"
        return [_difference(part, "keys", said)]
    return _flat(
        differences(got[k], want[k], rules, _key(part, k, rules)) for k in want
    )


def _compare_sequence(got: Any, want: Any, rules: Rules, part: str) -> list[Difference]:
    if isinstance(got, np.ndarray) and isinstance(want, list):
        got = np.atleast_1d(got)  # squeezing a list of one leaves no axis at all
    elif not isinstance(got, tuple | list):
        return [_difference(part, "type", _wanted(got, want))]
    if len(got) != len(want) and not (part == "" and _may_be(got, want, rules)):
        said = f"has {len(got)} entries; expected {len(want)}"
        return [_difference(part, "length", said)]
    pairs = enumerate(zip(got, want, strict=False))
    return _flat(differences(g, w, rules, _item(part, i, rules)) for i, (g, w) in pairs)


def _compare_behaviour(got: Any, want: Behaviour, rules: Rules) -> list[Difference]:
    if not isinstance(got, Behaviour):
        return [_difference("", "type", _wanted(got, want))]
    pairs = enumerate(zip(got.answers, want.answers, strict=True), start=1)
    return _flat(
        differences(g, w, rules, f"answer {i} of the function you return")
        for i, (g, w) in pairs
    )


def _compare_relations(got: Broken, want: Broken) -> list[Difference]:
    unlike = [e for e in got.entries if e not in want.entries]
    unlike += [e for e in want.entries if e not in got.entries]
    return [Difference(part, _rung(rung), said) for part, rung, said in unlike]


def _rung(name: str) -> Rung:
    return next(rung for rung in get_args(Rung) if rung == name)


def _compare_numbers(got: Any, want: Any, rules: Rules, part: str) -> list[Difference]:
    if not isinstance(got, np.ndarray | Number):
        return [_difference(part, "type", _wanted(got, want))]
    if not _shape_fits(np.shape(got), np.shape(want), rules):
        said = f"has shape {np.shape(got)}; expected {_shape(want)}"
        return [_difference(part, "shape", said)]
    # A zero-dimensional twin of the right shape: from here on both are arrays.
    found, right = np.asarray(got).reshape(np.shape(want)), np.asarray(want)
    if not rules.exact_kind and found.dtype.kind == "b":
        found = found.astype(int)
    if _kind(found) != _kind(right):
        said = f"holds {_kind(found)}; expected {_kind(right)}"
        return [_difference(part, "kind", said)]
    return _compare_values(found, right, rules, part)


def _compare_values(
    got: np.ndarray, want: np.ndarray, rules: Rules, part: str
) -> list[Difference]:
    unfinite = ~np.isfinite(got) & np.isfinite(want)
    if unfinite.any():
        at = _first(unfinite)
        said = f"is {_word(got[at])} at {_place(at, got)}".replace(" at the whole", "")
        return [_difference(part, "finite", f"{said}; every number must be finite")]
    close = np.isclose(got, want, rtol=rules.rtol, atol=rules.atol, equal_nan=True)
    if close.all():
        return []
    worst = int(np.argmax(_distance(got, want, close)))
    at = tuple(int(i) for i in np.unravel_index(worst, got.shape))
    where = _place(at, got)
    detail = (
        f"At {where}: {_word(got[at])}; expected {_word(want[at])}.{_ratio(got, want)}"
    )
    said = "has the right shape but wrong values" if got.ndim else "has a wrong value"
    return [
        _difference(part, "value", said, detail.replace("At the whole: ", "It is "))
    ]


def _shape_fits(got: tuple[int, ...], want: tuple[int, ...], rules: Rules) -> bool:
    if got == want:
        return True
    if not want or want == (1,):
        return all(n == 1 for n in got)  # a single number, however it is wrapped
    if rules.exact_shape or len(got) == len(want):
        return False
    return [n for n in got if n != 1] == [n for n in want if n != 1]


def _kind(array: np.ndarray) -> str:
    names = {"b": "True and False", "c": "complex numbers", "O": "objects"}
    return names.get(array.dtype.kind, "numbers")


def _distance(got: np.ndarray, want: np.ndarray, close: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        far = np.abs(got.astype(complex) - want.astype(complex))
    return np.where(close, -1.0, np.where(np.isfinite(far), far, np.inf))


def _ratio(got: np.ndarray, want: np.ndarray) -> str:
    """Return a remark if every entry is off by the same factor."""
    used = np.abs(want) > 1e-12
    if not used.any() or np.any(np.abs(got[~used]) > 1e-12):
        return ""
    ratio = np.real(got[used] / want[used])
    if np.ptp(ratio) > 1e-4 * np.abs(ratio).max() or np.isclose(ratio.flat[0], 0):
        return ""
    which = "It" if got.size == 1 else "Every entry"
    return f" {which} is {float(ratio.flat[0]):.4g} times what it should be."


def _first(mask: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(mask)[0])


def _place(at: tuple[int, ...], array: np.ndarray) -> str:
    return f"[{', '.join(str(int(i)) for i in at)}]" if array.ndim else "the whole"


def _word(number: Any) -> str:
    return f"{number.item():.6g}" if np.isrealobj(number) else str(number)


def _shape(want: Any) -> str:
    return str(np.shape(want)) if np.shape(want) else "a single number"


def _wanted(got: Any, want: Any) -> str:
    return f"is {describe(got)}; expected {describe(want)}"


def _difference(part: str, rung: Rung, said: str, detail: str = "") -> Difference:
    return Difference(part, rung, f"{_name(part)} {said}.", detail)


def _name(part: str) -> str:
    return part or "the result"


def _item(part: str, index: int, rules: Rules) -> str:
    if not part and index < len(rules.names):
        return rules.names[index]
    return f"{part or 'the result'}[{index}]"


def _key(part: str, key: Any, rules: Rules) -> str:
    return f'{part}["{key}"]' if rules.long_names and part else str(key)


def _may_be(got: Any, want: Any, rules: Rules) -> bool:
    """Whether a result lacks just those last values that it may lack."""
    return bool(rules.may_lack) and len(got) == len(want) - rules.may_lack


def _lacking(came: int, meant: int, rules: Rules) -> list[str]:
    """Return a remark if values are missing that may be."""
    if came == meant:
        return []
    names = " and ".join(_item("", i, rules) for i in range(came, meant))
    return [f"{came} values came where {meant} were meant: no {names}; accepted."]


def _keys(keys: Iterable[Any]) -> str:
    """Return the first keys, shortened: a learner may have made any number of them."""
    names = [str(key)[:MOST_LETTERS] for key in islice(keys, MOST_KEYS + 1)]
    return ", ".join([*names[:MOST_KEYS], *(["..."] if names[MOST_KEYS:] else [])])


def _flat(lists: Iterable[list[Any]]) -> list[Any]:
    return [item for items in lists for item in items]
