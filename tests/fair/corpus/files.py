"""What becomes of files on their way: names, folders, encodings, sizes."""

import gzip
import json

from tests.fair.desk import WEEK, fair

NAME = f"{WEEK}.ipynb"


@fair(says="not named")
def downloaded_twice(desk):
    """The browser called the file `... (1).ipynb`."""
    desk.files = {f"{WEEK} (1).ipynb": desk.data()}


@fair()
def upper_case_name(desk):
    """The file's name is in capitals."""
    desk.files = {f"{WEEK.upper()}.IPYNB": desk.data()}


@fair()
def folder_in_a_folder(desk):
    """The zip was unpacked into one more folder, beside what macOS adds."""
    desk.files = {
        f"my work/{NAME}": desk.data(),
        f"__MACOSX/._{NAME}": b"\0\5\x16\7",
        ".DS_Store": b"\0\0\0\1Bud1",
    }


@fair()
def checkpoints_beside(desk):
    """Jupyter's folder of checkpoints was handed in, too."""
    blank = json.dumps(desk.released).encode()
    desk.files = {
        NAME: desk.data(),
        f".ipynb_checkpoints/{WEEK}-checkpoint.ipynb": blank,
    }


@fair(says="3 notebooks in the folder")
def conflict_copies(desk):
    """A synchronised folder holds copies in conflict; the real name counts."""
    blank = json.dumps(desk.released).encode()
    desk.files = {
        NAME: desk.data(),
        f"{WEEK} (Ada's conflicted copy 2026-09-14).ipynb": blank,
        f"{WEEK}.sync-conflict-20260914.ipynb": b"{",
    }


@fair()
def worked_in_a_copy(desk):
    """The right name holds the notebook as released; the work is in a copy."""
    blank = json.dumps(desk.released).encode()
    desk.files = {NAME: blank, f"{WEEK}-Copy1.ipynb": desk.data()}


@fair()
def two_notebooks_one_of_another_week(desk):
    """Neither file has the right name; one is of another course."""
    other = {"cells": [{"cell_type": "code", "metadata": {}, "source": "a = 1"}]}
    desk.files = {"final.ipynb": desk.data(), "zoo.ipynb": json.dumps(other).encode()}


@fair()
def notes_and_pictures_beside(desk):
    """Other files lie beside the notebook."""
    desk.files = {NAME: desk.data(), "notes.txt": b"hi", "my_picture.jpg": b"\xff\xd8"}


@fair()
def windows_line_ends(desk):
    """The file and its cells have Windows line ends."""
    text = json.dumps(desk.notebook, indent=1).replace("\\n", "\\r\\n")
    desk.files = {NAME: text.replace("\n", "\r\n").encode()}


@fair()
def byte_order_mark(desk):
    """An editor put a byte order mark in front of the file, and of every cell."""
    desk.for_each_cell(lambda cell: cell.update(source="\ufeff" + cell["source"]))
    desk.files = {NAME: b"\xef\xbb\xbf" + desk.data()}


@fair()
def utf_16(desk):
    """An editor on Windows saved the file as UTF-16."""
    desk.files = {NAME: desk.data().decode().encode("utf-16")}


@fair()
def latin_1(desk):
    """An editor saved accents in the file in the encoding of Windows."""
    desk.own("# Größe, été")
    desk.files = {NAME: desk.data().decode().encode("cp1252", "replace")}


@fair()
def garbage_behind_the_end(desk):
    """A shorter file was saved over a longer one, whose end is still there."""
    desk.files = {NAME: desk.data() + b'\n  "nbformat_minor": 5\n}\n' + b"\0" * 512}


@fair()
def keys_twice(desk):
    """A merge left keys of the notebook twice in the file."""
    text = desk.data().decode().rstrip().removesuffix("}")
    desk.files = {NAME: (text + ', "nbformat": 4, "nbformat_minor": 5}').encode()}


@fair()
def twenty_megabytes_of_output(desk):
    """The outputs of the student's runs are in the file, 24 MB of pictures."""
    output = {"output_type": "display_data", "metadata": {},
              "data": {"image/png": "iVBORw0K" * 500_000}}  # fmt: skip
    for name in list(desk.solutions)[:6]:
        desk.cell(name)["outputs"] = [output]


@fair()
def line_breaks_in_strings(desk):
    """A careless program wrote real line breaks and tabs into JSON strings."""
    desk.files = {NAME: desk.data().replace(b"\\n", b"\n")}


@fair()
def odd_timestamp(desk):
    """The timestamp is not one that a program can read."""
    desk.timestamp = "yesterday, about noon \u00a0"


@fair()
def handed_in_early(desk):
    """The work was handed in years before the course."""
    desk.timestamp = "1999-12-31 23:59:59 UTC"


@fair(refused="gzip archive")
def packed(desk):
    """A packed file is not opened; the student is told to unpack it."""
    desk.files = {NAME: gzip.compress(desk.data())}


@fair(refused="cut off")
def cut_off(desk):
    """Half a file has no end; the student is told that it was cut off."""
    desk.files = {NAME: desk.data()[:20_000]}


@fair(refused="git's conflict marks")
def merge_conflict(desk):
    """Git's marks of a conflict stand in the file; only its author can say which."""
    desk.files = {NAME: b"{\n<<<<<<< HEAD\n" + desk.data() + b"\n>>>>>>> main\n"}
