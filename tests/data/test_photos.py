"""The committed photographs: who made them, what they are, how they are split."""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import struct
import tarfile
from collections import Counter

import numpy as np
import pytest

PICTURE_FIELDS = ("id", "description", "author", "licence", "source", "sha256")
SPLITS = ("train", "test")
# Of the names of the test pictures, sorted, one a line.
TEST_SPLIT = "b97b4a0e027d765a97b684715cdb2cbd744274d19ec5150cf0ad0c81b778f987"


@pytest.fixture(scope="module")
def folder(repository):
    return repository / "data" / "photos"


@pytest.fixture(scope="module")
def manifest(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def arrays(folder, manifest):
    with np.load(folder / manifest["file"], allow_pickle=False) as file:
        return dict(file)


@pytest.fixture(scope="module")
def pictures(manifest):
    """The records of each split, in the order of the arrays."""
    return {
        split: [p for p in manifest["pictures"] if p["split"] == split]
        for split in SPLITS
    }


@pytest.fixture
def program(folder, monkeypatch):
    """The modules of the program that made the file, by name."""
    monkeypatch.syspath_prepend(folder)
    return importlib.import_module


def test_the_file_is_the_one_of_the_manifest(folder, manifest):
    content = (folder / manifest["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == manifest["sha256"]
    assert len(content) == manifest["bytes"]


def test_the_arrays_are_as_the_manifest_describes_them(arrays, manifest):
    described = {
        name: {"shape": list(array.shape), "dtype": str(array.dtype)}
        for name, array in arrays.items()
    }
    assert described == manifest["arrays"]


@pytest.mark.parametrize("split", SPLITS)
def test_every_picture_has_the_sha256_of_its_bytes(arrays, pictures, split):
    found = [hashlib.sha256(x.tobytes()).hexdigest() for x in arrays[f"X_{split}"]]
    assert found == [picture["sha256"] for picture in pictures[split]]


@pytest.mark.parametrize("split", SPLITS)
def test_every_label_is_the_one_of_the_manifest(arrays, pictures, split):
    labels = [picture["label"] for picture in pictures[split]]
    assert arrays[f"Y_{split}"].tolist() == [labels]


def test_every_picture_says_what_it_shows_who_made_it_and_from_where(manifest):
    silent = [
        (picture["id"], field)
        for picture in manifest["pictures"]
        for field in PICTURE_FIELDS
        if not picture[field].strip()
    ]
    assert silent == []
    assert all(p["source"].startswith("https://") for p in manifest["pictures"])


def test_only_licences_that_allow_changing_and_sharing_are_there(manifest):
    assert {picture["licence"] for picture in manifest["pictures"]} <= {
        "Public domain",
        "CC0-1.0",
        "CC-BY-2.0",
        "CC-BY-3.0",
        "CC-BY-SA-4.0",
    }


def test_the_summary_of_licences_counts_the_pictures(manifest):
    summary = {name: entry["pictures"] for name, entry in manifest["licences"].items()}
    assert summary == Counter(picture["licence"] for picture in manifest["pictures"])


@pytest.mark.parametrize("field", ["id", "sha256", "source", "description"])
def test_no_two_pictures_share(manifest, field):
    counts = Counter(picture[field] for picture in manifest["pictures"])
    assert [value for value, n in counts.items() if n > 1] == []


def test_nothing_left_out_is_in(manifest):
    assert not manifest["left_out"].keys() & {p["id"] for p in manifest["pictures"]}


def test_no_test_picture_resembles_a_training_picture(arrays):
    def small(X):  # (m, 64, 64, 3) to (m, 768): blocks of 4 x 4 pixels, averaged
        return X.reshape(-1, 16, 4, 16, 4, 3).mean(axis=(2, 4)).reshape(len(X), -1)

    train, test = small(arrays["X_train"]), small(arrays["X_test"])
    distance = np.sqrt(((train[:, None] - test) ** 2).mean(axis=2))
    assert distance.min() > 20  # grey levels; one photograph saved twice is below 2


def test_the_split_has_not_moved(pictures):
    names = "\n".join(sorted(picture["id"] for picture in pictures["test"]))
    assert hashlib.sha256(names.encode()).hexdigest() == TEST_SPLIT


def test_a_fifth_of_the_pictures_is_for_the_test(pictures):
    share = len(pictures["test"]) / sum(map(len, pictures.values()))
    assert share == pytest.approx(0.2, abs=0.02)


def test_both_splits_have_the_same_share_of_animals(arrays):
    assert arrays["Y_train"].mean() == pytest.approx(arrays["Y_test"].mean(), abs=0.02)
    assert 0.3 < arrays["Y_train"].mean() < 0.4


def test_the_credits_name_every_picture_with_its_author_and_source(folder, manifest):
    page = (folder / "CREDITS.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in page.splitlines() if "`: " in line}
    assert rows.keys() == {picture["id"] for picture in manifest["pictures"]}
    for picture in manifest["pictures"]:
        row = rows[picture["id"]]
        assert picture["author"] in row
        assert f"| {picture['licence']} |" in row
        assert f"<{picture['source']}>" in row


def test_the_credits_are_those_of_the_manifest(program, folder, manifest):
    page = (folder / "CREDITS.md").read_text(encoding="utf-8")
    assert program("attribution").credits_page(manifest) == page


def test_read_credits_takes_fields_in_any_order_and_files_in_a_list(program):
    credits = program("attribution").read_credits(
        "Files: heron.webp\nSource: https://a\nLicense: CC-BY-SA 4.0\nCopyright: Ann\n"
        "\nCopyright: Bo\nLicense: Public domain\nFiles:\none.webp\ntwo.webp\n"
    )
    assert list(credits) == ["heron.webp", "one.webp", "two.webp"]
    assert vars(credits["heron.webp"]) == {
        "author": "Ann",
        "licence": "CC-BY-SA-4.0",
        "source": "https://a",
        "changes": "",
    }
    assert credits["two.webp"].licence == "Public domain"


@pytest.mark.parametrize(
    "author, licence, source, reason",
    [
        ("Ann", "CC0-1.0", "https://a", ""),
        ("", "CC0-1.0", "https://a", "no author"),
        ("Ann", "CC0-1.0", "", "no source"),
        ("Ann", "", "https://a", "(none)"),
        ("Ann", "GPLv2+", "https://a", "GPLv2+"),
        ("Ann", "CC-BY-NC-4.0", "https://a", "CC-BY-NC-4.0"),
        ("Ann", "CC-BY-ND-4.0", "https://a", "CC-BY-ND-4.0"),
    ],
)
def test_a_picture_without_a_free_licence_is_left_out(
    program, author, licence, source, reason
):
    make, attribution = program("make"), program("attribution")
    said = make.reason_to_leave_out(attribution.Credit(author, licence, source, ""))
    assert (reason in said) if reason else (said == "")


def test_another_package_than_ours_is_refused(program, tmp_path):
    package = tmp_path / "other.deb"
    package.write_bytes(b"!<arch>\n")
    with pytest.raises(ValueError, match=r"other\.deb: expected sha256 .*; found "):
        program("make").open_package(package)


def resource(path, content):
    """A Qt resource of one file, as deep as its path."""
    parts = ["", *path.split("/")]
    names, tree = b"", b""
    for depth, part in enumerate(parts):
        place = len(names)
        names += struct.pack(">HI", len(part), 0) + part.encode("utf-16-be")
        if depth < len(parts) - 1:  # a directory of one child
            tree += struct.pack(">IHIIQ", place, 2, 1, depth + 1, 0)
        else:  # a file: no country, no language, at the start of the data
            tree += struct.pack(">IHIIQ", place, 0, 0, 0, 0)
    data = struct.pack(">I", len(content)) + content
    starts = (20, 20 + len(tree), 20 + len(tree) + len(data))
    return struct.pack(">4sIIII", b"qres", 2, *starts) + tree + data + names


def deb(path, content):
    """A Debian package that installs one file, after a member of odd length."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz") as tar:
        member = tarfile.TarInfo(f"./{path}")
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    whole = b"!<arch>\n"
    for name, body in ((b"debian-binary", b"2.0"), (b"data.tar.xz", packed.getvalue())):
        header = name.ljust(48) + str(len(body)).encode().ljust(10) + b"`\n"
        whole += header + body + b"\n" * (len(body) % 2)
    return whole


def test_rcc_files_gives_the_path_and_content_of_a_file(program):
    archive = resource("games/éléphant/README", b"Copyright: Ann")
    files = dict(program("archives").rcc_files(archive))
    assert files == {"games/éléphant/README": b"Copyright: Ann"}


def test_deb_files_gives_the_path_and_content_of_a_file(program, tmp_path):
    package = tmp_path / "one.deb"
    package.write_bytes(deb("usr/share/photo.webp", b"pixels"))
    files = dict(program("archives").deb_files(package))
    assert files == {"usr/share/photo.webp": b"pixels"}


def test_a_photograph_that_nobody_described_is_refused(program):
    with pytest.raises(ValueError, match=r"expected owl under \[erase\]"):
        program("make").description({"erase": {"bee": "a bee"}}, "erase/owl")


@pytest.mark.parametrize("open_archive", ["deb", "rcc"])
def test_what_is_not_an_archive_is_refused(program, tmp_path, open_archive):
    archives = program("archives")
    file = tmp_path / "text"
    file.write_bytes(b"only some words, and nothing that an archive begins with")
    with pytest.raises(ValueError, match="does not begin with"):
        if open_archive == "deb":
            list(archives.deb_files(file))
        else:
            list(archives.rcc_files(file.read_bytes()))
