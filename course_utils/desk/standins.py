"""Stand-ins: arguments that are no data, such as functions, written down as data.

A case may hold a function. What travels, to a sandbox or into `checks.json`, is one of
four stand-ins, and the other end makes the live thing from it:

    own(sigmoid)           the learner's own function of that name
    library("np.tanh")     a function of NumPy, TensorFlow or the standard library
    helper(f, table=T)     a function of ours: its source travels and runs over there,
                           with constants; it is public, so it holds no secret
    generator(7)           np.random.default_rng(7)
"""

from __future__ import annotations

import ast
import builtins
import copy
import functools
import importlib
import inspect
import symtable
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, Literal

from course_utils.desk import parsing
from course_utils.desk.tensors import Tensor
from course_utils.desk.tensors import live as live_tensor

MODULES = {
    "np": "numpy",
    "math": "math",
    "chance": "course_utils.desk.chance",
    "tf": "tensorflow",
    "keras": "keras",
}
"""What a helper's source may name without an import, as the course abbreviates it."""

LIBRARY = frozenset(
    f"np.{name}"
    for name in (
        "abs add cos exp expm1 log log1p maximum mean median minimum multiply negative "
        "prod reciprocal sign sin sqrt square std subtract sum tan tanh var"
    ).split()
) | {"math.exp", "math.log", "math.sqrt", "math.tanh", "tf.nn.relu", "tf.nn.tanh"}
"""The library functions that a case may hold."""

Kind = Literal["own", "library", "helper", "generator"]


@dataclass(frozen=True)
class StandIn:
    """A thing that is not data: what it is, its name, and what it is made from."""

    kind: Kind
    name: str
    source: str = ""
    constants: Mapping[str, Any] = field(default_factory=dict)
    original: Callable[..., Any] | None = field(default=None, compare=False, repr=False)

    def live(self, names: Mapping[str, Any] | None = None) -> Any:
        """Return the thing itself; `names` are the learner's, where there is one.

        Raises:
            NameError: the learner has not written the function yet.
        """
        if self.kind == "generator":
            return importlib.import_module("numpy").random.default_rng(int(self.name))
        if self.kind == "library":
            return _found(self.name)
        return self._own(names) if self.kind == "own" else self._helper()

    def _own(self, names: Mapping[str, Any] | None) -> Any:
        if names is None:
            return self.original
        if self.name not in names:
            raise NameError(f"name {self.name!r} is not defined: write it first")
        return names[self.name]

    def _helper(self) -> Any:
        space: dict[str, Any] = {
            short: importlib.import_module(module)
            for short, module in MODULES.items()
            if short in _free_names(self.source)
        }
        exec(_compiled(self.source, self.name), space)
        return _bound(space[self.name], enliven(dict(self.constants)))

    def __str__(self) -> str:
        """Return what a learner reads of it."""
        if self.kind == "own":
            return f"your {self.name}"
        if self.kind == "generator":
            return f"np.random.default_rng({self.name})"
        said = _first_line(self.source) if self.kind == "helper" else ""
        return f"{self.name} ({said})" if said else self.name


def own(function: Callable[..., Any]) -> StandIn:
    """Stand for the learner's function; where we answer, for this one of ours.

    Name it in `depends_on` too, so that a wrong one costs its own marks alone.
    """
    return StandIn("own", function.__name__, original=function)


def library(name: str) -> StandIn:
    """Stand for a library function by its dotted name, such as "np.tanh".

    Raises:
        ValueError: the name is not on the list.
    """
    if name not in LIBRARY:
        raise ValueError(f"{name} is not among the functions a case may hold")
    return StandIn("library", name)


def helper(function: Callable[..., Any], **constants: Any) -> StandIn:
    """Stand for a function of ours, whose source travels with these constants.

    The function is a plain `def` that uses its parameters, builtins, and `np`, `math`,
    `chance`, `tf` and `keras`, nothing else. The constants are the values of its
    keyword parameters of these names.

    Raises:
        ValueError: it uses another name, or it is no plain function.
    """
    definition = parsing.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    if not isinstance(definition, ast.FunctionDef) or definition.decorator_list:
        raise ValueError(f"{function.__name__} is not a plain function")
    source = ast.unparse(_Bare().visit(definition))
    parameters = {
        arg.arg for arg in ast.walk(definition.args) if isinstance(arg, ast.arg)
    }
    known = {*dir(builtins), *MODULES, definition.name}
    strange = sorted((_free_names(source) - known) | (set(constants) - parameters))
    if strange:
        raise ValueError(f"{definition.name} uses {', '.join(strange)}: pass it along")
    return StandIn("helper", definition.name, source, constants)


def generator(seed: int) -> StandIn:
    """Stand for a fresh random generator with this seed."""
    return StandIn("generator", str(seed))


def enliven(value: Any, names: Mapping[str, Any] | None = None) -> Any:
    """Return a fresh copy of a value in which stand-ins and tensors have come alive."""
    if isinstance(value, StandIn):
        return value.live(names)
    if isinstance(value, Tensor):
        return live_tensor(value)
    if type(value) in (list, tuple):
        return type(value)(enliven(item, names) for item in value)
    if type(value) is dict:
        return {key: enliven(item, names) for key, item in value.items()}
    return copy.deepcopy(value)


def _bound(function: Callable[..., Any], constants: dict[str, Any]) -> Any:
    if not constants:
        return function

    @functools.wraps(function)
    def bound(*arguments: Any, **keywords: Any) -> Any:
        return function(*arguments, **{**constants, **keywords})

    return bound


def _found(name: str) -> Any:
    if name not in LIBRARY:
        raise ValueError(f"{name} is not among the functions a case may hold")
    first, *rest = name.split(".")
    found = importlib.import_module(MODULES[first])
    for part in rest:
        found = getattr(found, part)
    return found


class _Bare(ast.NodeTransformer):
    """Take the annotations off: they name types that do not travel."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)


@functools.cache
def _compiled(source: str, name: str) -> CodeType:
    return compile(source, f"<helper {name}>", "exec")


@functools.cache
def _free_names(source: str) -> frozenset[str]:
    """Return the names that a source takes from outside itself."""
    top = symtable.symtable(source, "<helper>", "exec")
    return frozenset(
        symbol.get_name()
        for table in _tables(top)
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (symbol.is_global() or table is top)
    ) - {s.get_name() for s in top.get_symbols() if s.is_assigned()}


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for inner in table.get_children():
        yield from _tables(inner)


def _first_line(source: str) -> str:
    definition = parsing.parse(source).body[0]
    said = (
        ast.get_docstring(definition) if isinstance(definition, ast.FunctionDef) else ""
    )
    return (said or "").split("\n")[0].rstrip(".")
