"""When a submission was handed in, as its timestamp.txt claims.

nbgrader's own reader takes `+0200` for 200 seconds, `+02:00` and every zone that it
does not know for none at all, and stops at what is no time: so we read it ourselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from autograder import settings
from autograder.course import Course
from autograder.grading.text import line

TIMESTAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?\s*(\S*)", re.ASCII
)
OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d\d):?(\d\d)?", re.ASCII)
REMEDY = "Correct it, or formgrader cannot list the week."
# A clock that is fast is no lie; a year that is not yet is.
FASTEST_CLOCK = timedelta(days=1)


@dataclass(frozen=True)
class Claim:
    """A moment in UTC without a zone, as nbgrader stores it; and what is wrong."""

    moment: datetime | None = None
    problem: str | None = None


def claim(text: str | None, course: Course) -> Claim:
    """Return the time that is claimed, if it is possible; it never raises."""
    if not text:
        return Claim()
    said = line(text, most=60)
    moment = parse(text, settings.exchange_zone(course.root))
    if moment is None:
        return Claim(None, f"timestamp.txt holds no time but {said!r}. {REMEDY}")
    if moment > datetime.now(UTC).replace(tzinfo=None) + FASTEST_CLOCK:
        return Claim(None, f"timestamp.txt claims a time to come: {said!r}.")
    return Claim(moment)


def parse(text: str, home: str = "UTC") -> datetime | None:
    """Return the moment in UTC without a zone, or None if it cannot be read.

    Args:
        text: `2026-10-01 12:00:00.5 +0200`, ISO 8601, or a zone by its name; a time
            without a zone is UTC.
        home: the zone whose abbreviations, such as CEST, are understood.
    """
    match = TIMESTAMP.fullmatch(text.strip())
    if not match:
        return None
    day, time, zone = match.groups()
    try:
        local = datetime.fromisoformat(f"{day}T{time or '00:00'}")
        there = _zone(zone, local, home)
        return local.replace(tzinfo=there).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, KeyError, OverflowError, OSError):
        return None


def _zone(name: str, local: datetime, home: str) -> tzinfo:
    if name in ("", "Z"):
        return UTC
    if offset := OFFSET.fullmatch(name):
        sign, hours, minutes = offset.groups()
        span = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-span if sign == "-" else span)
    own = ZoneInfo(home)
    if local.replace(tzinfo=own).tzname() == name:
        return own
    return ZoneInfo(name)
