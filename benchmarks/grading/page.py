"""The page that tells what was measured, with the command that measures it again."""

from __future__ import annotations

import argparse
import os
import platform
from importlib.metadata import version

from benchmarks.grading.measures import Found

HEAD = """# How fast grading is

Measured by `make bench-grading`, which wrote this page. Stock nbgrader and this
autograder grade copies of the same notebooks, one after the other, on the same machine
in the same run; marks, gradebook and feedback pages are included on both sides. Times
move with the machine; the ratios are what to look at.

{machine}
"""


def text(found: Found, options: argparse.Namespace) -> str:
    """Return the page as Markdown."""
    cores = max(found.ours)
    machine = (
        f"{os.cpu_count()} cores ({platform.machine()}), Python "
        f"{platform.python_version()}, nbgrader {version('nbgrader')}; load average "
        f"{found.load:.1f} at the start."
    )
    parts = [HEAD.format(machine=machine), _against_stock(found, options)]
    parts += [_workers(found, options), _isolation(found), _classes(found, cores)]
    return "\n".join(parts)


def _against_stock(found: Found, options: argparse.Namespace) -> str:
    rows = [
        ("nbgrader 0.9, one after the other", found.stock, ""),
        *(
            (f"ours, {n} worker{'s' if n > 1 else ''}", s, found.stock / s)
            for n, s in found.ours.items()
        ),
    ]
    note = f"{options.stock} submissions for nbgrader, {options.ours} for us."
    tensorflow = [
        ("nbgrader", found.tensorflow_stock, ""),
        ("ours, 1 worker", found.tensorflow_ours, _ratio(found)),
    ]
    return (
        f"## A NumPy week (`c1w2_logistic_regression`)\n\n{note}\n\n{_table(rows)}\n"
        f"## A TensorFlow notebook\n\nAn activation, and the gradient of a neuron by "
        f"the tape, written for this benchmark.\n\n{_table(tensorflow)}"
    )


def _ratio(found: Found) -> float:
    return found.tensorflow_stock / found.tensorflow_ours


def _table(rows: list[tuple[str, float, float | str]]) -> str:
    lines = ["| who | seconds a submission | times faster |", "|---|--:|--:|"]
    for name, seconds, ratio in rows:
        faster = f"{ratio:.1f}" if isinstance(ratio, float) else ratio
        lines.append(f"| {name} | {seconds:.3f} | {faster} |")
    return "\n".join(lines) + "\n"


def _workers(found: Found, options: argparse.Namespace) -> str:
    lines = ["## Throughput by workers\n", "| workers | submissions a minute |"]
    lines.append("|--:|--:|")
    lines += [f"| {n} | {60 / seconds:.0f} |" for n, seconds in found.ours.items()]
    return "\n".join(lines) + "\n"


def _isolation(found: Found) -> str:
    walled, bare = found.ours[1], found.trusted
    return (
        "## What the walls cost\n\n"
        f"One worker needs {walled:.3f} s for a submission behind the walls and "
        f"{bare:.3f} s without them (`--trust-submissions`, which also starts a fresh "
        "interpreter for each).\n"
    )


def _classes(found: Found, cores: int) -> str:
    lines = [f"## As a class grows (one worker a core, {cores} cores)\n"]
    lines += ["| students | seconds a submission | seconds in all |", "|--:|--:|--:|"]
    for size, seconds in found.classes.items():
        lines.append(f"| {size} | {seconds:.3f} | {seconds * size:.0f} |")
    return "\n".join(lines) + "\n"
