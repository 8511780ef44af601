"""Files that no reader of notebooks was made for."""

from __future__ import annotations

import json

from tests.hostile.attack import Notebook, cell_of, extra, notebook

WRONG = "def L1(yhat, y): return 0.0"


def _version(major: int, minor: int):
    def change(made: Notebook) -> None:
        made["nbformat"], made["nbformat_minor"] = major, minor
        cell_of(made, "L1")["source"] = WRONG

    return change


def _worksheets(made: Notebook) -> bytes:
    """Write format 3 as its old programs did: worksheets, inputs, no names."""
    cells = [{"cell_type": "code", "input": WRONG, "language": "python", "outputs": []}]
    return json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()


def _nest(made: Notebook) -> bytes:
    return b'{"cells": ' + b"[" * 200_000


def _closed_nest(made: Notebook) -> bytes:
    made["metadata"]["deep"] = "HERE"
    nest = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    return json.dumps(made).encode().replace(b'"HERE"', nest)


def _many_cells(made: Notebook) -> None:
    made["cells"] += [extra("a = 1")] * 100_000


def _cells_up_to_the_limit(made: Notebook) -> None:
    made["cells"] += [extra("a = 1\nb = a")] * (4_900 - len(made["cells"]))


def _much_code(made: Notebook) -> None:
    """Write as much code as the file may hold, and take all the answers away."""
    made["cells"] = made["cells"][:3] + [extra("a;" * 24_000)] * 380


def _attachments(made: Notebook) -> None:
    for cell in made["cells"]:
        if cell["cell_type"] == "markdown":
            cell["attachments"] = {"a.png": {"image/png": "A" * 200_000}}
            cell["source"] += "\n![](attachment:missing.png)"


def _stored_outputs(made: Notebook) -> None:
    html = {"text/html": "<script>alert(1)</script>" * 1000}
    output = {"output_type": "display_data", "data": html, "metadata": {}}
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [output] * 5


def _duplicate_keys(made: Notebook) -> bytes:
    solved = json.dumps(made)[1:-1]
    return f'{{"cells": [], {solved}, "cells": [], "nbformat": 4}}'.encode()


def _numbers(made: Notebook) -> bytes:
    made["metadata"]["odd"] = "HERE"
    odd = b"[NaN, -Infinity, 1e999, " + b"9" * 10_000 + b"]"
    return json.dumps(made).encode().replace(b'"HERE"', odd)


def _wrong_types(made: Notebook) -> None:
    made["cells"] += [None, 1, "x", [], {"source": {"a": 1}}, {"cell_type": ["code"]}]
    made["cells"] += [{"metadata": [1], "source": [1, None, "x"]}]
    made["cells"] += [{"metadata": {"nbgrader": {"grade_id": ["L1"]}}, "source": "x"}]
    made["metadata"] = "none"


def _surrogates(made: Notebook) -> bytes:
    cell_of(made, "L1")["source"] = "HERE"
    odd = b"\"def L1(yhat, y): return '\\ud800\\u0000\\u202e\\ufeff'\""
    return json.dumps(made).encode().replace(b'"HERE"', odd)


ATTACKS = (
    notebook("format-3", "N4", "It says that it is of format 3.", _version(3, 0)),
    notebook("format-5", "N4", "It says that it is of format 5.", _version(5, 9)),
    notebook(
        "worksheets",
        "N4",
        "It is written as format 3 was: worksheets, inputs, no names.",
        _worksheets,
    ),
    notebook(
        "open-nest",
        "N4",
        "It is 200,000 brackets, none of them closed.",
        _nest,
        status="unreadable",
        says="nested too deeply",
    ),
    notebook(
        "closed-nest",
        "N4",
        "Its metadata are dicts in dicts, 100,000 deep.",
        _closed_nest,
        status="unreadable",
        says="nested too deeply",
    ),
    notebook(
        "hundred-thousand-cells",
        "N4",
        "It has 100,000 cells.",
        _many_cells,
        status="unreadable",
        says="cells; the limit is",
    ),
    notebook(
        "cells-up-to-the-limit",
        "N4",
        "It has just as many cells as may be, and code in all of them.",
        _cells_up_to_the_limit,
    ),
    notebook(
        "eighteen-megabytes-of-code",
        "N4",
        "It has as much code as the file may hold, and no answer cell.",
        _much_code,
    ),
    notebook(
        "attachments",
        "A11",
        "It attaches megabytes to every prose cell, and shows what is not attached.",
        _attachments,
    ),
    notebook(
        "stored-outputs",
        "N5",
        "It was saved with scripts as the outputs of every cell.",
        _stored_outputs,
        start="solved",
        honest=95.0,
    ),
    notebook(
        "fifty-megabytes",
        "N4",
        "It is 50 MB of blanks.",
        lambda made: b" " * 50_000_000,
        status="unreadable",
        says="empty",
    ),
    notebook(
        "no-text",
        "N4",
        "It is bytes that no encoding of text has.",
        lambda made: b'{"cells": "\xff\xfe\xfa\xc3\x28' + bytes(range(256)) * 100,
        status="unreadable",
        says="not",
    ),
    notebook(
        "duplicate-keys",
        "N4",
        "It has its list of cells twice, so that readers disagree about it.",
        _duplicate_keys,
        status="unreadable",
        says="has no cells",
    ),
    notebook(
        "odd-numbers-in-json",
        "N4",
        "Its metadata hold NaN, infinities and a number of 10,000 digits.",
        _numbers,
    ),
    notebook(
        "wrong-types",
        "N4",
        "Cells, sources, names and metadata are numbers, lists and nothing.",
        _wrong_types,
    ),
    notebook(
        "half-letters",
        "N4",
        "An answer holds half a surrogate pair, a NUL and letters that turn the line.",
        _surrogates,
    ),
    notebook(
        "empty-file",
        "N4",
        "It is empty.",
        lambda made: b"",
        status="unreadable",
        says="empty",
    ),
    notebook(
        "zip-file",
        "N8",
        "It is a zip file with the name of a notebook.",
        lambda made: b"PK\x03\x04" + bytes(1000),
        status="unreadable",
        says="not",
    ),
)
