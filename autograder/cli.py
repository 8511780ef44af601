"""`workbook …`, and the same as `jupyter workbook …`.

Exit codes: 0 all is well; 1 something could not be graded, built or released, or
differs; 2 the command was misspelt; 3 no sandbox can start.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import cast

import typer

from autograder.commands import (
    audit,
    authoring,
    demo,
    doctor,
    grading,
    regrading,
    reporting,
)

app = typer.Typer(
    help="A course in notebooks: build, release, grade, give feedback.",
    epilog="Exit codes: 0 all is well, 1 something failed or differs, "
    "2 a misspelt command, 3 no sandbox can start.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # Rich's help costs half a second of imports
    pretty_exceptions_enable=False,
)
app.command("list")(authoring.list_weeks)
app.command()(authoring.build)
app.command()(authoring.release)
app.command()(grading.grade)
app.command()(regrading.regrade)
app.command()(grading.feedback)
app.command()(reporting.report)
app.command()(reporting.export)
app.command()(doctor.doctor)
app.command()(audit.audit)
app.command()(demo.demo)
app.command()(authoring.adopt)


# TensorFlow's greetings are no news, and without oneDNN its sums have one order. Some
# weeks need it; the others never import it.
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}

# jsonschema, below nbgrader, would read a grammar of international addresses for more
# than a second. It does without where the package is missing; we have none to check.
UNWANTED = ("rfc3987_syntax",)


def main() -> None:
    """Run the command that the shell was given."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    for name in UNWANTED:
        sys.modules.setdefault(name, cast(ModuleType, None))
    app(prog_name="workbook")


if __name__ == "__main__":
    main()
