"""The committed houses, temperatures and voice: what they are, and by what right."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import struct

import numpy as np
import pytest

from course_utils.desk import load_houses, load_voice
from course_utils.house_prices import fit_house_price


@pytest.fixture(params=["houses", "temperatures", "voice"])
def folder(request, repository):
    return repository / "data" / request.param


@pytest.fixture(scope="module")
def houses():
    return load_houses()


@pytest.fixture
def rdb(repository):
    place = repository / "data" / "houses" / "rdb.py"
    spec = importlib.util.spec_from_file_location("rdb", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_file_is_the_one_of_the_manifest(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    content = (folder / manifest["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == manifest["sha256"]
    assert len(content) == manifest["bytes"]


def test_the_manifest_says_who_where_and_by_what_right(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    free = ("CC0-1.0", "CC-BY-SA-3.0", "public domain")
    assert manifest["licence"]["name"] in free
    assert all(manifest["origin"][key] for key in ("author", "package", "sha256"))
    assert manifest["made_by"] == f"data/{folder.name}/make.py"


def test_the_page_about_data_names_it(folder, repository):
    page = (repository / "data" / "README.md").read_text("utf-8")
    assert f"## {folder.name}: " in page


def test_there_are_20000_houses_to_learn_from_and_5357_to_test(houses):
    assert houses.X_train.shape == (11, 20000) and houses.Y_train.shape == (1, 20000)
    assert houses.X_test.shape == (11, 5357) and houses.Y_test.shape == (1, 5357)
    assert len(houses.features) == len(houses.units) == 11


def test_no_house_is_in_both_splits(houses):
    train = {column.tobytes() for column in np.ascontiguousarray(houses.X_train.T)}
    test = [column.tobytes() for column in np.ascontiguousarray(houses.X_test.T)]
    # Places are rounded, so two neighbours of one plan, sold in one year, look alike.
    assert np.mean([column in train for column in test]) < 0.01


def test_every_number_is_a_plausible_one(houses):
    assert houses.size_train.min() > 10 and houses.size_train.max() < 1000
    assert houses.price_train.min() >= 2 and houses.price_train.max() <= 875
    assert set(houses.X_train[8]) == set(range(1993, 1999))
    steps = houses.X_train[9:] * 10  # places are rounded to 100 m
    np.testing.assert_allclose(steps, np.round(steps))


def test_the_line_has_the_numbers_that_the_course_tells(houses):
    w, b = fit_house_price(houses.size_train, houses.price_train)
    assert (round(w, 2), round(b, 1), round(-b / w)) == (0.80, -29.8, 37)


def test_each_call_returns_fresh_arrays(houses):
    first = load_houses()
    first.X_train[:] = 0
    assert load_houses().X_train.any()


def test_the_voice_lasts_1_4_seconds():
    voice = load_voice()
    assert voice.sound.size / voice.rate == pytest.approx(1.4, abs=0.01)
    assert "hello world" in repr(voice)


def test_rdb_reads_a_named_list_of_numbers(rdb):
    def text(word):
        return struct.pack(">ii", 9, len(word)) + word

    def strings(*words):
        return struct.pack(">ii", 16, len(words)) + b"".join(map(text, words))

    numbers = struct.pack(">ii2d", 14, 2, 1.5, -2.0)
    names = struct.pack(">ii", 2 | 1024, 1) + text(b"names") + strings(b"price")
    end = struct.pack(">i", 254)
    head = b"X\n" + struct.pack(">iii", 2, 0, 0)
    found = rdb.read(head + struct.pack(">ii", 19 | 512, 1) + numbers + names + end)
    np.testing.assert_array_equal(found.named()["price"].value, [1.5, -2.0])


def test_rdb_refuses_what_is_not_xdr(rdb):
    with pytest.raises(ValueError, match="XDR"):
        rdb.read(b"A\n123")
