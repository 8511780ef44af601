"""What can stand in the way of grading at all."""


class SandboxUnavailable(Exception):  # noqa: N818 - the name is the interface's
    """There are no walls to run a submission in; the message says what to do."""


class SandboxTooSlow(SandboxUnavailable):
    """The walls may well stand, but this machine had no time to build them."""
