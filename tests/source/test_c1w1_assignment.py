"""The numbers in the words of c1w1_introduction's assignment."""

import pytest

WEEK = "c1w1_introduction"


@pytest.mark.slow
def test_prose_reports_the_numbers_that_come_out(run, pieces):
    _, _, printed = run
    prose = " ".join(" ".join(p.source.split()) for p in pieces if p.kind == "markdown")
    assert "0.80 thousand dollars, and `b` is -29.8. Below 37 m²" in prose.replace(
        " # ", " "
    )
    assert "price = relu(0.80 · size -29.8), the bend at 37 m²" in printed
    assert "100 m²,  20 years:   84.0" in printed
    assert "relu      50.0%" in printed
    assert "a dense layer says the same: True" in printed
