"""Write docs/attacks.md from a real run: `python -m tests.hostile.table`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder.course import REPOSITORY, Course
from tests.hostile.attack import Attack
from tests.hostile.classroom import FULL, Result, prepare, run_all
from tests.hostile.corpus import KINDS

PAGE = REPOSITORY / "docs" / "attacks.md"
HEAD = """\
# Attacks

What hostile notebooks try, and what becomes of them. `python -m tests.hostile.table`
writes this page: it grades every attack of `tests/hostile/corpus/` for real, with
honest neighbours between them. Each line is also a test: an attack earns no more than
the same work would without the trick, its row says why, and its neighbours keep their
{full:g} points, their files and their time.

A threat is I (integrity of marks), C (confidentiality), A (availability) or N (the
notebook and what is shown of it). *Mark* is what it earned; where honest work of its
kind earns something, that follows in brackets. A mark in bold is more than that: a hole
that is known and not yet closed.

{count} attacks, of {threats} kinds of threat.
"""


def page(results: dict[str, dict[str, Result]]) -> str:
    """Return the page for the results, which are given by kind and by attack."""
    every = [attack for attacks in KINDS.values() for attack in attacks]
    threats = len({attack.threat for attack in every})
    parts = [HEAD.format(full=FULL, count=len(every), threats=threats)]
    for kind, attacks in KINDS.items():
        parts.append(f"\n## {kind[0].upper()}{kind[1:]}\n")
        parts.append("| attack | threat | what it tries | what happened | mark |")
        parts.append("|---|---|---|---|---|")
        parts += [_line(attack, results[kind][attack.id]) for attack in attacks]
    return "\n".join(parts) + "\n"


def _line(attack: Attack, result: Result) -> str:
    mark = "–" if result.points is None else f"{result.points:g}"
    if (result.points or 0.0) > attack.honest:
        mark = f"**{mark}**"
    honest = f" ({attack.honest:g})" if attack.honest else ""
    happened = _plain(result.reason) or "graded as any other"
    if result.status != "graded":
        happened = f"{result.status}: {happened}"
    cells = [attack.id, attack.threat, attack.tries, happened, mark + honest]
    return f"| {' | '.join(cells)} |"


def _plain(text: str, most: int = 160) -> str:
    """Return text that Markdown shows as it stands."""
    text = text.split(" Not attempted:")[0]
    if text.startswith("Not attempted:"):
        text = ""
    text = text if len(text) <= most else text[: most - 1] + "…"
    for sign in "\\|*_<>[]":
        text = text.replace(sign, "\\" + sign)
    return text


def main() -> None:
    """Grade every attack and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        released = prepare(Course(), place / "released")
        runs = run_all(released, place)
    PAGE.write_text(page({kind: run.attacks for kind, run in runs.items()}), "utf-8")


if __name__ == "__main__":
    main()
