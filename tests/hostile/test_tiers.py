"""What the weaker kinds of walls hold; the classes meet only the strongest."""

from __future__ import annotations

import json
import os
import time

import numpy as np
import pytest

from autograder.grading.running.editions import edition
from autograder.sandbox import Cell, close_zygotes, open_session
from autograder.sandbox.walls import tiers
from tests.hostile import classroom
from tests.hostile.attack import LOOT, Desk, cell_of
from tests.hostile.corpus.availability import memory, processes
from tests.hostile.corpus.confinement import carrying, poisoning, rights

OTHERS = ("daemon", "everybody-killed", "fork-bomb", "shared-memory", "a-million-files")
ATTACKS = {
    attack.id: attack
    for module in (carrying, rights, poisoning, memory, processes)
    for attack in module.ATTACKS
    if module in (carrying, rights, poisoning) or attack.id in OTHERS
}
NUMBERS = {"yhat": np.array([0.5, 0.25, 1.0]), "y": np.array([1, 0, 1])}
SECONDS = 1.5
WEAKER = ["A'", "B"] if not tiers.why_not(tiers.TIERS["B"]) else ["A'"]


@pytest.fixture(scope="module", params=WEAKER)
def tier(request):
    """Walls of this kind and no other, as on a machine that has none better."""
    with pytest.MonkeyPatch.context() as patch:
        close_zygotes()
        patch.setattr(tiers, "_found", [tiers.TIERS[request.param]])
        yield request.param
        close_zygotes()


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    """What a well-informed student knows, with ears that hear what gets out."""
    run = classroom.Run(course=None)
    with classroom.ears(run) as facts:
        folder = tmp_path_factory.mktemp("course")
        (folder / "gradebook.db").write_text("canary")
        facts |= {"course": str(folder), "own": str(folder), "grader": os.getpid()}
        yield facts | {"marker": classroom.MARKER}
    assert run.heard == []


def source_of(attack, facts, folder, repository):
    """Return the cell that the attack hands in."""
    name = f"release/{classroom.WEEK}/{classroom.WEEK}.ipynb"
    blank = json.loads((repository / name).read_text("utf-8"))
    desk = Desk(classroom.WEEK, folder, blank, blank, facts)
    attack.hand_in(desk)
    handed_in = json.loads((folder / f"{classroom.WEEK}.ipynb").read_bytes())
    return cell_of(handed_in, "L1")["source"]


@pytest.mark.parametrize("name", ATTACKS)
def test_it_gets_nothing_and_the_next_one_is_well(
    tier, facts, name, tmp_path, repository
):
    source = source_of(ATTACKS[name], facts, tmp_path, repository)
    start = time.monotonic()
    with open_session(edition(classroom.WEEK)) as session:
        assert session.tier == tier
        session.run([Cell("imports", "import numpy as np"), Cell("L1", source)])
        outcome = session.call("L1", NUMBERS, timeout=SECONDS)
        assert LOOT.strip() not in str(outcome.error)
    with open_session(edition(classroom.WEEK)) as session:
        session.run([Cell("L1", "def L1(yhat, y): return abs(yhat - y).sum()")])
        assert session.call("L1", NUMBERS).value == 0.75
    assert classroom.left_running() == []
    assert time.monotonic() - start < 60
