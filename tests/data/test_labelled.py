"""The committed signs and clothes: what they are, and by what right."""

from __future__ import annotations

import hashlib
import importlib.util
import json

import numpy as np
import pytest

from course_utils.desk import load_fashion, load_signs

SETS = {
    "signs": (load_signs, (1080, 64, 64, 3), (120, 64, 64, 3), 6, "GPL-2.0-or-later"),
    "fashion": (load_fashion, (5000, 28, 28), (1000, 28, 28), 10, "MIT"),
}


@pytest.fixture(params=SETS)
def folder(request, repository):
    return repository / "data" / request.param


@pytest.fixture
def manifest(folder):
    return json.loads((folder / "manifest.json").read_text("utf-8"))


@pytest.fixture
def make(folder):
    spec = importlib.util.spec_from_file_location("make", folder / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_file_is_the_one_of_the_manifest_and_small(folder, manifest):
    content = (folder / manifest["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == manifest["sha256"]
    assert len(content) == manifest["bytes"] < 4_000_000


def test_the_manifest_says_who_where_and_by_what_right(folder, manifest):
    assert manifest["licence"]["name"] == SETS[folder.name][4]
    assert all(manifest["origin"][key] for key in ("author", "package", "sha256"))
    assert manifest["made_by"] == f"data/{folder.name}/make.py"


def test_the_licence_travels_with_the_pictures(folder, repository):
    notice = (folder / "LICENSE").read_text("utf-8")
    assert ("Copyright" in notice and "WARRANTY OF ANY KIND" in notice.upper()) or (
        "WITHOUT ANY WARRANTY" in notice and (folder / "COPYING").is_file()
    )
    page = (repository / "data" / "README.md").read_text("utf-8")
    assert f"## {folder.name}: " in page


def test_the_pictures_have_their_sizes_and_every_class_its_share(folder):
    load, train, test, classes, _ = SETS[folder.name]
    found = load()
    assert found.X_train.shape == train and found.X_test.shape == test
    assert found.X_train.dtype == np.uint8 and len(found.classes) == classes
    for Y, m in ((found.Y_train, train[0]), (found.Y_test, test[0])):
        assert Y.shape == (1, m)
        assert np.array_equal(np.bincount(Y[0]), [m // classes] * classes)


def test_no_picture_is_in_both_splits(folder):
    found = SETS[folder.name][0]()
    seen = {picture.tobytes() for picture in found.X_train}
    assert not any(picture.tobytes() in seen for picture in found.X_test)


def test_another_package_is_refused(make, tmp_path):
    (tmp_path / "other.deb").write_bytes(b"!<arch>\n")
    with pytest.raises(ValueError, match="expected sha256"):
        make.open_package(tmp_path / "other.deb")


def test_signs_say_everywhere_that_they_are_drawn(repository):
    manifest = json.loads((repository / "data/signs/manifest.json").read_text("utf-8"))
    assert manifest["what"] == "rendered from drawings, not photographs"
    assert "rendered from drawings, not photographs" in load_signs.__doc__
    page = (repository / "data" / "README.md").read_text("utf-8")
    assert "rendered from drawings, not photographs" in page


def test_a_rendered_sign_repeats_with_its_seed(repository):
    from PIL import Image

    spec = importlib.util.spec_from_file_location(
        "make", repository / "data" / "signs" / "make.py"
    )
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    drawing = Image.new("RGBA", (40, 90), (255, 255, 255, 255))
    filled = make.inside(drawing)
    first, again = (
        make.render(drawing, filled, np.random.default_rng(3)) for _ in range(2)
    )
    assert first.shape == (64, 64, 3) and np.array_equal(first, again)
    assert load_signs().classes == ("0", "1", "2", "3", "4", "5")
