"""A few submissions under way at a time, however many there are."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import Generic, TypeVar

from autograder.grading.running.child import WorkerDiedError
from autograder.grading.running.places import Asked, Place, PlaceError
from autograder.grading.worker import Answer

log = logging.getLogger(__name__)

Work = TypeVar("Work", bound=Asked)


def answers(
    place: Place,
    work: Iterable[Work],
    *,
    on_start: Callable[[Work], object] = lambda _: None,
) -> Iterator[tuple[Work, Answer]]:
    """Yield each piece of work with its answer, whichever is done first.

    No more is taken from `work` than the place can do at a time. A worker that dies
    costs its own submission a second try, and no other submission anything.

    Raises:
        PlaceError: the place is gone.
    """
    window = _Window(place, on_start)
    left = iter(work)
    while window.fill(left):
        yield from window.done()


class _Window(Generic[Work]):
    """What is under way."""

    def __init__(self, place: Place, on_start: Callable[[Work], object]) -> None:
        self._place = place
        self._on_start = on_start
        self._waiting: dict[Future[str], Work] = {}
        self._tried: list[Work] = []

    def fill(self, left: Iterator[Work]) -> bool:
        """Take as much as there is room for; return whether anything is under way."""
        for one in islice(left, self._place.most - len(self._waiting)):
            self._on_start(one)
            self._waiting[self._place.submit(one)] = one
        return bool(self._waiting)

    def done(self) -> Iterator[tuple[Work, Answer]]:
        """Wait for the next answers, and yield them."""
        done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
        for future in done:
            one = self._waiting.pop(future)
            try:
                yield one, self._answer(future)
            except WorkerDiedError as died:
                if one in self._tried:
                    again = "So did the one that tried it again."
                    yield one, Answer(refused=f"{died} {again}")
                else:
                    self._tried.append(one)
                    self._waiting[self._place.submit(one)] = one

    def _answer(self, future: Future[str]) -> Answer:
        try:
            return Answer.from_json(future.result())
        except (WorkerDiedError, PlaceError):
            raise
        except Exception as error:
            log.error("while judging", exc_info=error)
            return Answer(failed=type(error).__name__)
