"""`docs/audit.md`: the tests of the course, put to the test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from autograder.audit.findings import ExerciseFindings, Findings
from autograder.audit.mutation.killing import Fate
from autograder.audit.mutation.reviewed import Reviewed
from autograder.course import Course

ABOUT = Path(__file__).with_name("about.md")
COLUMNS = (
    "exercise",
    "mutants",
    "killed",
    "equivalent",
    "survivors",
    "score",
    "twins",
    "alarms",
    "forms",
    "misses",
    "names",
    "poison",
)


def cells(found: ExerciseFindings) -> tuple[str, ...]:
    """Return the row of an exercise."""
    return (
        found.name,
        str(len(found.fates)),
        str(len(found.killed)),
        str(len(found.equivalent)),
        str(len(found.survivors)),
        f"{found.score:.1%}",
        found.twins_named,
        str(found.luck.alarms),
        str(found.luck.forms),
        str(found.luck.misses),
        str(found.luck.names),
        str(len(found.poison)),
    )


def page(found: Findings, before: str = "") -> str:
    """Return the page with what was found of a week; other weeks stay as `before`."""
    sections = _sections(before) | {found.week: "\n".join(_week(found))}
    ordered = (sections[week] for week in sorted(sections))
    parts = [ABOUT.read_text("utf-8"), *ordered]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _sections(page: str) -> dict[str, str]:
    """Return the section of each week, heading included."""
    parts = re.split(r"^(?=## )", page, flags=re.MULTILINE)[1:]
    return {part.split()[1]: part for part in parts}


def path(course: Course) -> Path:
    """Return where the page stands."""
    return course.root / "docs" / "audit.md"


def write(found: Findings, course: Course) -> None:
    """Write what was found of a week into its place on the page."""
    where = path(course)
    before = where.read_text("utf-8") if where.is_file() else ""
    where.write_text(page(found, before), "utf-8")


def _week(found: Findings) -> Iterator[str]:
    known = found.exercises[0].reviewed if found.exercises else Reviewed()
    yield f"## {found.week}\n"
    yield (
        f"Mutation score {found.score:.1%}, {found.seeds} submissions imagined, "
        f"{len(found.leaks)} leaks, {len(found.notebooks)} notebooks of silly answers "
        "that earn something.\n"
    )
    yield _row(COLUMNS)
    yield _row("---" if i == 0 else "---:" for i in range(len(COLUMNS)))
    yield from (_row(cells(exercise)) for exercise in found.exercises)
    survivors = [fate for e in found.exercises for fate in e.survivors]
    equivalent = [fate for e in found.exercises for fate in e.equivalent]
    yield f"\n### Survivors ({len(survivors)})\n"
    yield from _explained(survivors, known.allowed)
    yield f"\n### Equivalent mutants ({len(equivalent)})\n"
    yield from _explained(equivalent, known.equivalent)


def _explained(fates: Iterable[Fate], why: Mapping[str, str]) -> Iterator[str]:
    for fate in fates:
        mutant = fate.mutant
        place = f"{mutant.file}:{mutant.line}"
        reason = why.get(mutant.id, "nobody has said why")
        yield f"- `{place}`, {mutant.operator}: {reason}\n"
        yield "  ```diff"
        yield from (f"  {line}".rstrip() for line in _shown(mutant.diff))
        yield "  ```"


def _shown(diff: str) -> list[str]:
    return [line for line in diff.splitlines() if line[:1] in "+-"]


def _row(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |"
