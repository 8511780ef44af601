from __future__ import annotations

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from course_utils.desk.data import DataError, load_photos


@pytest.fixture
def elsewhere(tmp_path, repository, monkeypatch):
    """A copy of the photographs that a test may damage; the loader looks there."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("photos.npz", "manifest.json"):
        shutil.copy(repository / "data" / "photos" / name, folder)
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path))
    return folder


@pytest.fixture
def photos():
    return load_photos()


@pytest.mark.parametrize("split", ["train", "test"])
def test_load_photos_gives_the_shapes_and_types_it_promises(photos, split):
    X, Y = getattr(photos, f"X_{split}"), getattr(photos, f"Y_{split}")
    assert (X.shape[1:], X.dtype) == ((64, 64, 3), np.uint8)
    assert (Y.shape, Y.dtype) == ((1, len(X)), np.dtype(int))
    assert set(np.unique(Y)) == {0, 1}
    assert len(getattr(photos, f"names_{split}")) == len(X)


def test_load_photos_names_the_classes_by_their_label(photos):
    assert photos.classes == ("not an animal", "animal")


def test_load_photos_keeps_names_beside_their_pictures(photos):
    label = dict(zip(photos.names_train, photos.Y_train[0], strict=True))
    assert (label["a red panda"], label["a baseball"]) == (1, 0)
    red, _, blue = photos.X_train[photos.names_train.index("a red spray bottle")].mean(
        axis=(0, 1)
    )
    assert red > blue + 20


def test_load_photos_gives_fresh_arrays_each_time(photos):
    photos.X_train[:] = 0
    assert load_photos().X_train.any()


def test_photos_print_as_one_short_line(photos):
    assert repr(photos) == (
        f"<Photos: {len(photos.X_train)} for training, {len(photos.X_test)} for test, "
        "each (64, 64, 3)>"
    )


def test_load_photos_looks_in_the_folder_of_the_environment(elsewhere, photos):
    assert np.array_equal(load_photos().X_test, photos.X_test)
    (elsewhere / "photos.npz").unlink()
    with pytest.raises(DataError, match=r"photos\.npz"):
        load_photos()


def test_a_damaged_file_is_refused_by_name_expected_and_found(elsewhere):
    file = elsewhere / "photos.npz"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    expected = json.loads((elsewhere / "manifest.json").read_bytes())["sha256"]
    with pytest.raises(DataError) as refusal:
        load_photos()
    sentence = str(refusal.value)
    assert str(file) in sentence
    assert f"expected sha256 {expected}; found " in sentence
    assert f"({len(content)} bytes)" in sentence


def test_a_file_cut_short_is_refused(elsewhere):
    file = elsewhere / "photos.npz"
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(DataError, match=r"damaged.*\(1000 bytes\)"):
        load_photos()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"file": "photos.npz"}', "\xff"]
)
def test_a_manifest_that_is_none_is_refused(elsewhere, text):
    (elsewhere / "manifest.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(DataError, match=r"manifest\.json: expected a manifest"):
        load_photos()


def test_no_folder_at_all_says_where_it_looked(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path))
    with pytest.raises(DataError) as refusal:
        load_photos()
    assert str(tmp_path) in str(refusal.value)
    assert "WORKBOOK_DATA" in str(refusal.value)


def test_loading_needs_neither_matplotlib_nor_tensorflow_nor_pillow():
    program = (
        "import sys; from course_utils.desk.data import load_photos; load_photos(); "
        "print([m for m in ('matplotlib', 'tensorflow', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
