"""Folders with links, pipes, devices and archives in them."""

from __future__ import annotations

import io
import os
import socket
import tarfile
import zipfile

from tests.hostile.attack import Attack, Desk


def _link_to_teacher(desk: Desk) -> None:
    source = f"{desk.facts['course']}/source/{desk.week}/{desk.week}.ipynb"
    desk.folder.mkdir(parents=True)
    (desk.folder / f"{desk.week}.ipynb").symlink_to(source)


def _link_to_password(desk: Desk) -> None:
    desk.folder.mkdir(parents=True)
    (desk.folder / f"{desk.week}.ipynb").symlink_to("/etc/passwd")


def _link_to_peer(desk: Desk) -> None:
    desk.folder.parent.mkdir(parents=True)
    desk.folder.symlink_to(f"../000-honest/{desk.week}")


def _link_as_student(desk: Desk) -> None:
    desk.folder.parent.symlink_to("000-honest")


def _pipe(desk: Desk) -> None:
    desk.folder.mkdir(parents=True)
    os.mkfifo(desk.folder / f"{desk.week}.ipynb")


def _socket(desk: Desk) -> None:
    desk.folder.mkdir(parents=True)
    here = os.getcwd()
    with socket.socket(socket.AF_UNIX) as end:
        folder = os.open(desk.folder, os.O_RDONLY)
        end.bind(f"/proc/self/fd/{folder}/{desk.week}.ipynb")
        os.close(folder)
    os.chdir(here)


def _device(desk: Desk) -> None:
    desk.folder.mkdir(parents=True)
    path = desk.folder / f"{desk.week}.ipynb"
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))  # /dev/zero
    except PermissionError:  # not as an ordinary user: then the nearest thing
        path.symlink_to("/dev/zero")


def _folder_as_notebook(desk: Desk) -> None:
    (desk.folder / f"{desk.week}.ipynb").mkdir(parents=True)


def _file_as_folder(desk: Desk) -> None:
    desk.folder.parent.mkdir(parents=True)
    desk.folder.write_text("a file")


def _hard_link_to_secret(desk: Desk) -> None:
    desk.folder.mkdir(parents=True)
    secret = f"{desk.facts['course']}/nbgrader_config.py"
    os.link(secret, desk.folder / f"{desk.week}.ipynb")


def _sparse(desk: Desk) -> None:
    path = desk.hand_in(desk.blank)
    os.truncate(path, 1 << 40)


def _archives(desk: Desk) -> None:
    """Lay a zip of 200 MB of noughts and a tar with ways out beside the notebook."""
    desk.hand_in(desk.blank)
    with zipfile.ZipFile(desk.folder / "data.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../../../workbook-hostile", bytes(200_000_000))
    with tarfile.open(desk.folder / "data.tar", "w") as tar:
        for name in ("../../workbook-hostile", "/tmp/workbook-hostile-tar"):
            entry = tarfile.TarInfo(name)
            entry.size = 4
            tar.addfile(entry, io.BytesIO(b"evil"))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)


def _modules(desk: Desk) -> None:
    """Lay modules with the names of ours and of Python's beside the notebook."""
    desk.hand_in(desk.blank)
    evil = "open('/tmp/workbook-hostile-import', 'w').close()\nraise SystemExit(0)\n"
    for name in ("numpy", "sitecustomize", "conftest", "json", "nbgrader_config"):
        (desk.folder / f"{name}.py").write_text(evil)
    (desk.folder / "course_utils").mkdir()
    (desk.folder / "course_utils" / "__init__.py").write_text(evil)


def _crowd(desk: Desk) -> None:
    desk.hand_in(desk.blank)
    for number in range(10_000):
        (desk.folder / f"{number}.ipynb").touch()


def _depth(desk: Desk) -> None:
    desk.hand_in(desk.blank)
    here, folder = os.open(".", os.O_RDONLY), desk.folder
    os.chdir(folder)
    for _ in range(500):
        os.mkdir("in")
        os.chdir("in")
    os.fchdir(here)
    os.close(here)


def _times(desk: Desk) -> None:
    """Claim a time by a link to the teacher's file."""
    desk.hand_in(desk.blank)
    secret = f"{desk.facts['course']}/nbgrader_config.py"
    (desk.folder / "timestamp.txt").symlink_to(secret)


def _waiting_time(desk: Desk) -> None:
    desk.hand_in(desk.blank)
    os.mkfifo(desk.folder / "timestamp.txt")


def _early_time(desk: Desk) -> None:
    desk.hand_in(desk.blank)
    (desk.folder / "timestamp.txt").write_text("0001-01-01 00:00:00 +23:59\x1b[31m")


ATTACKS = (
    Attack(
        "link-to-the-solution",
        "N7",
        "The notebook is a link to the teacher's.",
        _link_to_teacher,
        status="unreadable",
        says="symbolic link",
    ),
    Attack(
        "link-to-the-passwords",
        "N7",
        "The notebook is a link to /etc/passwd.",
        _link_to_password,
        status="unreadable",
        says="symbolic link",
    ),
    Attack(
        "link-to-a-neighbour",
        "N7",
        "The folder of the week is a link to a neighbour's.",
        _link_to_peer,
        status="unreadable",
        says="symbolic link",
    ),
    Attack(
        "link-as-student",
        "N7",
        "The student's folder is a link to a neighbour's.",
        _link_as_student,
        status="unreadable",
        says="symbolic link",
    ),
    Attack(
        "pipe",
        "N7",
        "The notebook is a pipe into which nobody writes.",
        _pipe,
        status="unreadable",
        says="regular file",
    ),
    Attack(
        "socket",
        "N7",
        "The notebook is a socket.",
        _socket,
        status="unreadable",
        says="cannot be read",
    ),
    Attack(
        "device",
        "N7",
        "The notebook is /dev/zero, which never ends.",
        _device,
        status="unreadable",
        says="The notebook is",
    ),
    Attack(
        "folder-as-notebook",
        "N7",
        "The notebook is a folder.",
        _folder_as_notebook,
        status="unreadable",
        says="regular file",
    ),
    Attack(
        "file-as-folder",
        "N7",
        "The folder of the week is a file.",
        _file_as_folder,
        status="unreadable",
        says="not a folder",
    ),
    Attack(
        "hard-link",
        "N7",
        "The notebook is a hard link to a file of the teacher's.",
        _hard_link_to_secret,
        status="unreadable",
        says="not valid JSON",
    ),
    Attack(
        "terabyte-of-nothing",
        "N4",
        "The notebook is a sparse file of a terabyte.",
        _sparse,
        status="unreadable",
        says="MB; the limit is",
    ),
    Attack(
        "archives-beside-it",
        "N8",
        "A zip bomb and a tar with `..`, absolute names and links lie beside it.",
        _archives,
    ),
    Attack(
        "modules-beside-it",
        "I8",
        "Modules named numpy, json, conftest and course_utils lie beside it.",
        _modules,
    ),
    Attack(
        "ten-thousand-files-beside-it",
        "A5",
        "Ten thousand other notebooks lie beside it.",
        _crowd,
    ),
    Attack(
        "five-hundred-folders-deep",
        "A5",
        "Folders in folders lie beside it, 500 deep.",
        _depth,
    ),
    Attack(
        "time-by-link",
        "N7",
        "Its time of handing in is a link to a file of ours.",
        _times,
    ),
    Attack(
        "time-by-pipe", "N7", "Its time of handing in is an empty pipe.", _waiting_time
    ),
    Attack(
        "time-before-time",
        "N9",
        "It was handed in in the year 1, in red letters.",
        _early_time,
    ),
)
