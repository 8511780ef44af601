"""Who took each photograph, under which licence: read from the READMEs beside them."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

# The licences under which anybody may keep, change and pass on a picture. A picture
# under any other licence (GPL, GFDL, none) is left out.
ACCEPTED = {
    "Public domain": "https://creativecommons.org/publicdomain/mark/1.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-2.0": "https://creativecommons.org/licenses/by/2.0/",
    "CC-BY-3.0": "https://creativecommons.org/licenses/by/3.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}

FIELD = re.compile(r"(Copyright|Source|License|Comments|Files):\s*(.*)")


@dataclass(frozen=True)
class Credit:
    """What a README says of one photograph; an empty text where it is silent."""

    author: str
    licence: str
    source: str
    changes: str


def read_credits(readme: str) -> dict[str, Credit]:
    """Return the credit of every file that a README names.

    A README is a series of blocks with a blank line between them. A block has the
    fields Copyright, Source, License, Comments and Files in any order; the files
    follow `Files:` on the same line or on lines of their own.
    """
    credits = {}
    for block in re.split(r"\n\s*\n", readme):
        fields, files = _fields(block)
        credit = Credit(
            author=fields.get("Copyright", ""),
            licence=_licence(fields.get("License", "")),
            source=fields.get("Source", ""),
            changes=fields.get("Comments", ""),
        )
        credits |= dict.fromkeys(files, credit)
    return credits


def _fields(block: str) -> tuple[dict[str, str], list[str]]:
    fields, files = {}, []
    for line in map(str.strip, block.splitlines()):
        if match := FIELD.fullmatch(line):
            fields[match[1]] = match[2]
        elif line:
            files.append(line)
    return fields, files + fields.get("Files", "").split()


def _licence(text: str) -> str:
    """Spell a licence in one way: the READMEs have two for some of them."""
    if text.lower() == "public domain":
        return "Public domain"
    return text.replace(" ", "-")


def credits_page(manifest: dict[str, Any]) -> str:
    """Return CREDITS.md: every photograph with its author, licence and source."""
    pictures = manifest["pictures"]
    counts = Counter(picture["licence"] for picture in pictures)
    lines = [
        "# Credits of the photographs",
        "",
        "Written by `make.py` from `manifest.json`; do not edit. Each photograph keeps",
        "its own licence. All were cropped to a square and reduced to 64 × 64 pixels",
        "for this course; earlier changes are named. Authors are given as the READMEs",
        "of GCompris give them, which is sometimes a user name, sometimes *anonymous*.",
        "",
        "| licence | photographs |",
        "|---|---|",
        *(f"| [{name}]({ACCEPTED[name]}) | {n} |" for name, n in counts.most_common()),
        "",
        "| photograph | author | licence | changed before us | source |",
        "|---|---|---|---|---|",
        *map(_row, sorted(pictures, key=lambda picture: picture["id"])),
        "",
    ]
    return "\n".join(lines)


def _row(picture: dict[str, Any]) -> str:
    cells = (
        f"`{picture['id']}`: {picture['description']}",
        picture["author"].replace("|", r"\|"),
        picture["licence"],
        picture["changes"],
        f"<{picture['source']}>",
    )
    return f"| {' | '.join(cells)} |"
