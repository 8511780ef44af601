from __future__ import annotations

from tests.hostile import table
from tests.hostile.corpus import KINDS


def test_every_attack_is_in_the_page():
    lines = table.PAGE.read_text("utf-8").splitlines()
    told = {line.split(" | ")[0].removeprefix("| ") for line in lines if "|" in line}
    wanted = {attack.id for attacks in KINDS.values() for attack in attacks}
    assert wanted <= told


def test_the_page_says_what_the_corpus_says():
    text = table.PAGE.read_text("utf-8")
    for attacks in KINDS.values():
        for attack in attacks:
            assert f"| {attack.id} | {attack.threat} | {attack.tries} |" in text
