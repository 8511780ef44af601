"""The text of an assignment, cut into pieces, and what it does when it is run."""

import contextlib
import io

import pytest

from autograder.authoring import freeze
from autograder.authoring.cells import read_pieces


@pytest.fixture(scope="module")
def week(request):
    """The week at hand: a test's parameter, else its module's `WEEK`."""
    return getattr(request, "param", getattr(request.module, "WEEK", None))


@pytest.fixture(scope="module")
def pieces(repository, week):
    """The cells of the text."""
    path = repository / "source" / f"{week}.py"
    return read_pieces(path.read_text("utf-8"), path.name)


@pytest.fixture(scope="module")
def at(pieces):
    """Where the solve cell of an exercise stands."""
    return {p.header["solve"]: i for i, p in enumerate(pieces) if "solve" in p.header}


@pytest.fixture(scope="module")
def run(pieces, tmp_path_factory, week):
    """What the cells printed, what they left behind, what each check said."""
    folder = tmp_path_factory.mktemp(week)
    freeze.write(week, folder)
    names, reports, printed = {"__name__": "notebook"}, {}, io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        for piece in (p for p in pieces if p.kind == "code"):
            if "check" in piece.header:
                reports[piece.header["check"]] = eval(piece.source, names)
            else:
                exec(compile(piece.source, piece.where, "exec"), names)
    return names, reports, printed.getvalue()
