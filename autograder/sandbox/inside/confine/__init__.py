"""Build the walls from within: each step takes something away, and none gives back."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from . import kernel, landlock, namespaces, rights


def confine(plan: dict[str, Any], filter_: bytes) -> None:
    """Do what the first message of a submission says, before a student's byte is read.

    The order matters: a filter that refuses mounts must come after the mounts.

    Raises:
        OSError: a wall that the plan names cannot stand here.
    """
    readable = list(plan["readable"])
    if plan["apart"] == "namespaces":
        own_processes = namespaces.enter(
            plan["scratch"], size=plan["scratch_bytes"], files=plan["files"]
        )
        readable += ["/proc"] if own_processes else []
    elif plan["apart"] == "descendants":
        namespaces.stay_near()
    _settle_in(plan["home"])
    rights.accept_limits(plan["limits"], strict=plan["strict"])
    if plan["strict"]:
        rights.drop_capabilities()
        kernel.be_readable()
        landlock.restrict(readable, plan["scratch"])
        rights.accept_filter(filter_)


def _settle_in(home: str) -> None:
    """Make the scratch folder the working folder, the home and the temporary one."""
    os.chdir(home)
    os.environ["HOME"] = home
    sys.path.insert(0, home)  # a notebook can import what lies beside it
    tempfile.tempdir = None
