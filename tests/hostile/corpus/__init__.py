"""The corpus, by kind: each kind is a class that is graded in one run."""

from __future__ import annotations

from tests.hostile.attack import Attack
from tests.hostile.corpus.availability import memory, output, processes, replies
from tests.hostile.corpus.confinement import carrying, poisoning, rights
from tests.hostile.corpus.integrity import forging, hunting, numbers, patching
from tests.hostile.corpus.notebooks import cells, folders, formats, names, pages

KINDS: dict[str, tuple[Attack, ...]] = {
    "changing the tools": patching.ATTACKS,
    "hunting for the answer": hunting.ATTACKS,
    "forging the result": forging.ATTACKS,
    "playing with numbers": numbers.ATTACKS,
    "carrying things out": carrying.ATTACKS,
    "taking rights": rights.ATTACKS,
    "poison for the next one": poisoning.ATTACKS,
    "using up memory": memory.ATTACKS,
    "processes without end": processes.ATTACKS,
    "too much to print": output.ATTACKS,
    "too much to send": replies.ATTACKS,
    "cells that claim to be others": cells.ATTACKS,
    "files that are no notebooks": formats.ATTACKS,
    "folders with things in them": folders.ATTACKS,
    "names that mean something": names.ATTACKS,
    "pages that act": pages.ATTACKS,
}
NEIGHBOUR_AFTER_EACH = ("poison for the next one",)
