"""`docs/audit.md`: the tests of the course, put to the test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def page(weeks: Sequence[Findings]) -> str:
    """Return the page on some weeks."""
    parts = [ABOUT.read_text("utf-8"), *("\n".join(_week(found)) for found in weeks)]
    return "\n".join(parts).rstrip() + "\n"


def path(course: Course) -> Path:
    """Return where the page stands."""
    return course.root / "docs" / "audit.md"


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
