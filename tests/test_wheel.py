"""What `pip install` gives: the packages, and the data inside them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(repository, tmp_path_factory):
    """The wheel of this repository, unpacked as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize(
    "path",
    [
        "course_utils/_data/photos/manifest.json",
        "course_utils/_data/photos/CREDITS.md",
        "course_utils/desk/jupyter/labconfig/page_config.json",
        "course_utils/desk/jupyter/settings/overrides.json",
        "autograder/reports/templates/feedback.html.j2",
    ],
)
def test_the_wheel_holds_more_than_python(unpacked, path):
    assert (unpacked / path).is_file()


def test_the_wheel_holds_no_tests_and_no_answers_of_assignments(unpacked):
    tops = {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"}
    assert tops == {"autograder", "course_utils"}


def test_an_installed_desk_finds_its_photographs(unpacked, tmp_path):
    program = (
        "import course_utils.desk as desk; "
        "print(desk.__file__, len(desk.load_photos().X_train))"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(unpacked)}
    surroundings.pop("WORKBOOK_DATA", None)
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    place, number = answer.stdout.split()
    assert place.startswith(str(unpacked))
    assert int(number) > 100
