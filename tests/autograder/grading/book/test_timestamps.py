from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.grading.book import timestamps


@pytest.mark.parametrize(
    "text, moment",
    [
        ("2026-10-01 12:00:00.250000 UTC", "2026-10-01 12:00:00.250000"),
        ("2026-10-01 12:00:00 +0200", "2026-10-01 10:00:00"),
        ("2026-10-01 12:00:00 +02:00", "2026-10-01 10:00:00"),
        ("2026-10-01 12:00:00 -0530", "2026-10-01 17:30:00"),
        ("2026-10-01T12:00:00.5+02", "2026-10-01 10:00:00.500000"),
        ("2026-10-01T12:00:00Z", "2026-10-01 12:00:00"),
        ("2026-10-01 12:00:00 GMT+0200", "2026-10-01 10:00:00"),
        ("2026-10-01 12:00:00 America/Los_Angeles", "2026-10-01 19:00:00"),
        ("2026-10-01 12:00:00 CEST", "2026-10-01 10:00:00"),
        ("2026-12-01 12:00:00 CET", "2026-12-01 11:00:00"),
        ("2026-10-01 12:00", "2026-10-01 12:00:00"),
        ("2026-10-01", "2026-10-01 00:00:00"),
    ],
)
def test_parse_gives_the_moment_in_utc(text, moment):
    assert str(timestamps.parse(text, home="Europe/Berlin")) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-13-01 12:00:00",
        "2026-10-01 12:00:00 +9900",
        "2026-10-01 12:00:00 Nowhere/Land",
        "2026-10-01 12:00:00 ../../etc/passwd",
        "2026-10-01 12:00:00 CEST PM",
        "0001-01-01 00:00:00 +1400",
        "1690000000",
    ],
)
def test_parse_makes_no_time_of_anything_else(text):
    assert timestamps.parse(text) is None


def test_claim_of_a_time_to_come_is_a_sentence(unreleased):
    claim = timestamps.claim("9999-01-01 00:00:00", unreleased)
    assert claim.moment is None
    assert "a time to come: '9999-01-01 00:00:00'" in claim.problem


def test_claim_by_a_fast_clock_is_believed(unreleased):
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    claim = timestamps.claim(soon.isoformat(), unreleased)
    assert (claim.moment, claim.problem) == (soon.replace(tzinfo=None), None)


def test_claim_knows_the_zone_of_the_exchange(unreleased, settle):
    settle('c.Exchange.timezone = "America/New_York"')
    claim = timestamps.claim("2026-07-01 12:00:00 EDT", unreleased)
    assert str(claim.moment) == "2026-07-01 16:00:00"
