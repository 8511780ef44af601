"""Run student code behind walls, and take nothing but plain data from it."""

from autograder.sandbox.inside.functions import KEPT, MODEL
from autograder.sandbox.limits import Limits
from autograder.sandbox.outcome import Cell, Outcome, StudentError
from autograder.sandbox.session import SPENT, Session, open_session
from autograder.sandbox.walls import SandboxUnavailable

__all__ = [
    "KEPT",
    "MODEL",
    "SPENT",
    "Cell",
    "Limits",
    "Outcome",
    "SandboxUnavailable",
    "Session",
    "StudentError",
    "open_session",
]
