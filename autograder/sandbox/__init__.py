"""Run student code behind walls, and take nothing but plain data from it."""

from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.inside.functions import KEPT, MODEL
from autograder.sandbox.limits import Limits
from autograder.sandbox.outcome import Cell, Outcome, StudentError
from autograder.sandbox.pool import close_zygotes
from autograder.sandbox.session import SPENT, Session, open_session

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
    "close_zygotes",
    "open_session",
]
