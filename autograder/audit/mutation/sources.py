"""Code as text: which lines a learner writes, and the text with a part replaced."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import CodeType
from typing import Any

SELF = "\0"
"""In the lines that replace a statement: the statement itself."""


def written(node: ast.AST) -> str:
    """Return the code of a node, with the quotes that this project uses."""
    code = ast.unparse(node)
    return code if '"' in code else code.replace("'", '"')


def owned(module: ast.Module, name: str) -> tuple[str, ...]:
    """Return the function and the private helpers that nothing else in the file uses.

    Raises:
        ValueError: the file has no function of that name.
    """
    uses = {f.name: _names_in(f) for f in module.body if isinstance(f, ast.FunctionDef)}
    if name not in uses:
        raise ValueError(f"{name} is no function at the top of its module")
    owned = [name]
    for one in owned:  # grows while it is walked
        for helper in sorted(uses[one] & uses.keys() - set(owned)):
            users = {user for user, used in uses.items() if helper in used} - {helper}
            if helper.startswith("_") and users <= set(owned):
                owned.append(helper)
    return tuple(owned)


def _names_in(function: ast.FunctionDef) -> set[str]:
    return {n.id for n in ast.walk(function) if isinstance(n, ast.Name)}


def definitions(
    module: ast.Module, names: tuple[str, ...]
) -> Iterator[ast.FunctionDef]:
    """Yield the functions of these names at the top of a module."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            yield node


def answer(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes that a learner would have to write."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    for one in body:
        yield from _below(one)


def _below(node: ast.AST) -> Iterator[ast.AST]:
    if _is_given(node):
        return
    yield node
    for field, value in ast.iter_fields(node):
        if field == "annotation":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child)


def _is_given(node: ast.AST) -> bool:
    """Return whether a statement only prints, or only refuses a caller's slip."""
    if isinstance(node, ast.If) and not node.orelse:
        return all(_is_given(one) for one in node.body)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return isinstance(node.value.func, ast.Name) and node.value.func.id == "print"
    return isinstance(node, ast.Raise)


def function_at(module: ast.Module, line: int) -> str:
    """Return the name of the function that a line belongs to."""
    return next(
        f.name
        for f in module.body
        if isinstance(f, ast.FunctionDef) and f.lineno <= line <= (f.end_lineno or 0)
    )


def with_expression(text: str, node: ast.AST, new: ast.expr) -> str | None:
    """Return the text with `new` in place of `node`, in parentheses where needed."""
    bare = written(ast.fix_missing_locations(new))
    for new_text in (bare, f"({bare})"):
        changed = spliced(text, node, new_text)
        try:
            tree = ast.parse(changed)
        except SyntaxError:
            continue
        if _says(tree, bare, node):
            return changed
    return None


def _says(tree: ast.Module, bare: str, node: ast.AST) -> bool:
    """Return whether the new expression stands in the tree as one whole."""
    wanted = ast.dump(ast.parse(bare, mode="eval").body)
    place = (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
    return any(
        ast.dump(found) == wanted
        and found.lineno == place[0]
        and found.col_offset - place[1] in (0, 1)
        for found in ast.walk(tree)
        if isinstance(found, ast.expr)
    )


def spliced(text: str, node: Any, new: str) -> str:
    """Return the text with `new` where `node` was; columns count bytes."""
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    raw = text.encode()
    return (raw[:start] + new.encode() + raw[end:]).decode()


def indented(lines: str, text: str, node: Any) -> str:
    """Return the lines as they stand at `node`, with its own text in place of SELF."""
    first, *others = lines.split("\n")
    shifted = "\n".join([first, *(" " * node.col_offset + line for line in others)])
    return shifted.replace(SELF, ast.get_source_segment(text, node) or "")


def code_of(text: str, owned: tuple[str, ...]) -> tuple[Any, ...] | None:
    """Return what the interpreter makes of the code: alike means the same program."""
    try:
        module = compile(text, "<mutant>", "exec")
    except SyntaxError:
        return None
    functions = (c for c in module.co_consts if isinstance(c, CodeType))
    return tuple(_facts(f) for f in functions if f.co_name in owned)


def _facts(code: CodeType) -> tuple[Any, ...]:
    constants = (
        _facts(c) if isinstance(c, CodeType) else repr(c) for c in code.co_consts
    )
    return (code.co_code, tuple(constants), code.co_names, code.co_varnames)
