"""The committed temperatures are the days of one city, whole and plausible."""

from __future__ import annotations

import importlib.util
import zipfile
from datetime import date

import numpy as np
import pytest

from course_utils.desk import load_temperatures


@pytest.fixture(scope="module")
def temperatures():
    return load_temperatures()


@pytest.fixture
def make(repository):
    place = repository / "data" / "temperatures" / "make.py"
    spec = importlib.util.spec_from_file_location("make_temperatures", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(*days):
    return [{"date": day, "temp_max": "12.8", "temp_min": "-0.3"} for day in days]


def test_there_are_four_years_of_days(temperatures):
    assert temperatures.high.shape == temperatures.low.shape == (1461,)
    assert str(temperatures.dates[0]) == "2012-01-01"
    assert str(temperatures.dates[-1]) == "2015-12-31"
    assert repr(temperatures) == (
        "<Temperatures: Seattle, 1461 days, 2012-01-01 to 2015-12-31>"
    )


def test_no_day_is_missing(temperatures):
    assert set(np.diff(temperatures.dates).astype(int)) == {1}


def test_no_low_is_above_its_high(temperatures):
    assert (temperatures.low <= temperatures.high).all()
    assert temperatures.low.min() == -7.1 and temperatures.high.max() == 35.6


def test_summers_are_warmer_than_winters(temperatures):
    month = temperatures.dates.astype("datetime64[M]").astype(int) % 12 + 1
    july, january = (temperatures.high[month == k].mean() for k in (7, 1))
    assert july > january + 15


def test_each_call_returns_fresh_arrays(temperatures):
    first = load_temperatures()
    first.high[:] = 0
    assert load_temperatures().high.any()


def test_make_stores_tenths_of_a_degree(make):
    arrays = make.to_arrays(rows("2012/02/28"))
    assert arrays["high"].tolist() == [128] and arrays["low"].tolist() == [-3]


def test_make_knows_the_first_day_and_refuses_a_gap(make):
    days = rows("2012/02/28", "2012/02/29", "2012/03/01")
    assert make.first_day(days) == date(2012, 2, 28)
    with pytest.raises(ValueError, match="gap"):
        make.first_day([days[0], days[2]])


def test_make_refuses_another_package(make, tmp_path):
    package = tmp_path / "vega_datasets.whl"
    with zipfile.ZipFile(package, "w") as files:
        files.writestr(make.TABLE, "date,temp_max,temp_min\n")
    with pytest.raises(ValueError, match="sha256"):
        make.rows_of(package)
