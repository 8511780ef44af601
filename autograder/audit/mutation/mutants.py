"""Every small change to a reference, as code that runs and as a diff that reads.

What a learner does not write stays as it is: signature, docstring, annotations, what
only prints, and the guards that refuse a caller's slip.
"""

from __future__ import annotations

import ast
import difflib
import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.audit.mutation import calls, expressions, sources, statements
from autograder.audit.mutation.expressions import Changed
from autograder.audit.mutation.statements import Rewritten
from autograder.exercises.exercise import Exercise

OPERATORS: dict[type[ast.AST], Callable[[Any], Iterator[Changed]]] = {
    ast.BinOp: expressions.binary,
    ast.UnaryOp: expressions.unary,
    ast.Compare: expressions.comparison,
    ast.BoolOp: expressions.boolean,
    ast.IfExp: expressions.choice,
    ast.Constant: expressions.constant,
    ast.Attribute: expressions.attribute,
    ast.Subscript: expressions.subscript,
    ast.Dict: expressions.mapping,
    ast.Tuple: expressions.sequence,
    ast.List: expressions.sequence,
    ast.ListComp: expressions.comprehension,
    ast.Call: calls.call,
}


@dataclass(frozen=True)
class Mutant:
    """One small change to the code of an exercise.

    Attributes:
        id: the function and the lines before and after, whatever their numbers.
        operator: a word or two for the kind of change.
        file: where the reference stands.
        line: the first line that changed.
        diff: what changed, as a unified diff without its header.
        source: the changed definitions: the reference and the helpers it alone uses.
    """

    id: str
    operator: str
    file: str
    line: int
    diff: str
    source: str


def mutants_of(exercise: Exercise) -> list[Mutant]:
    """Return the mutants of an exercise; no two are alike, none is the reference."""
    path = Path(inspect.getsourcefile(exercise.reference) or "")
    text = path.read_text("utf-8")
    owned = sources.owned(ast.parse(text), exercise.reference.__name__)
    seen, found = {sources.code_of(text, owned)}, []
    pure = exercise.criterion("pure") is not None
    for operator, changed in _changes(text, owned, asks_pure=pure):
        code = sources.code_of(changed, owned)
        if code is not None and code not in seen:
            seen.add(code)
            found.append(_mutant(operator, path, text, changed, owned))
    return _numbered(found)


def _changes(
    text: str, owned: tuple[str, ...], *, asks_pure: bool
) -> Iterator[tuple[str, str]]:
    """Yield a word for each change, and the text of the whole module after it."""
    for function in sources.definitions(ast.parse(text), owned):
        for node in sources.answer(function):
            for word, expression in _expression_changes(node, function):
                changed = sources.with_expression(text, node, expression)
                if changed:
                    yield word, changed
        pure = asks_pure and function.name == owned[0]  # nobody asks a helper that
        for word, node, lines in _statement_changes(function, asks_pure=pure):
            lines = sources.indented(lines, text, node)
            yield word, sources.spliced(text, node, lines)


def _expression_changes(node: ast.AST, function: ast.FunctionDef) -> Iterator[Changed]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from _other_parameters(node, function)
    elif not isinstance(getattr(node, "ctx", ast.Load()), ast.Store):
        yield from OPERATORS.get(type(node), lambda _: iter(()))(node)


def _other_parameters(node: ast.Name, function: ast.FunctionDef) -> Iterator[Changed]:
    """Take the parameter before or after in place of the one that is meant."""
    names = [a.arg for a in (*function.args.args, *function.args.kwonlyargs)]
    if node.id in names:
        at = names.index(node.id)
        for name in dict.fromkeys((names[at - 1], names[(at + 1) % len(names)])):
            yield "another argument", ast.Name(name, ast.Load())


def _statement_changes(
    function: ast.FunctionDef, *, asks_pure: bool
) -> Iterator[Rewritten]:
    for node in sources.answer(function):
        if isinstance(node, ast.stmt):
            yield from statements.statement(node)
        if isinstance(node, ast.For | ast.While | ast.If):
            yield from statements.early_returns(node.body)
    yield from statements.early_returns(function.body)
    yield from statements.aliases(function, asks_pure=asks_pure)


def _mutant(
    operator: str, path: Path, before: str, after: str, owned: tuple[str, ...]
) -> Mutant:
    old, new = before.splitlines(), after.splitlines()
    diff = list(difflib.unified_diff(old, new, lineterm="", n=1))[2:]
    line = next(i for i, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b)
    function = sources.function_at(ast.parse(before), line)
    definitions = sources.definitions(ast.parse(after), owned)
    return Mutant(
        id=f"{function}: {_change(diff)}",
        operator=operator,
        file=f"{path.parent.name}/{path.name}",
        line=line,
        diff="\n".join(diff),
        source="\n\n".join(ast.unparse(definition) for definition in definitions),
    )


def _change(diff: list[str]) -> str:
    """Return the lines that go and the lines that come; of many, the first."""
    gone, come = (
        [line[1:].strip() for line in diff if line.startswith(sign)] for sign in "-+"
    )
    if not gone:
        before = next(line for line in diff if line.startswith(" "))
        return f"after {before.strip()} comes {_first(come)}"
    return f"{_first(gone)} → {_first(come)}"


def _first(lines: list[str]) -> str:
    return " ⏎ ".join(lines) if len(lines) < 4 else f"{lines[0]} ⏎ …"


def _numbered(mutants: list[Mutant]) -> list[Mutant]:
    """Tell mutants apart whose lines read alike, but stand at two places."""
    counts: Counter[str] = Counter()
    named = []
    for mutant in mutants:
        counts[mutant.id] += 1
        nth = counts[mutant.id]
        named.append(mutant if nth == 1 else replace(mutant, id=f"{mutant.id} #{nth}"))
    return named
