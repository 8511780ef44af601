"""How often something went wrong, and how often it might at most."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

CONFIDENCE = 0.95
WORTH_KEEPING = 5


@dataclass
class Rate:
    """Failures in a number of trials, with a few words on the first of them."""

    failures: int = 0
    trials: int = 0
    examples: list[str] = field(default_factory=list)

    def count(self, *, failed: bool, example: str) -> None:
        """Count one more trial."""
        self.trials += 1
        self.failures += failed
        if failed and len(self.examples) < WORTH_KEEPING:
            self.examples.append(example)

    def add(self, other: Rate) -> None:
        """Count the trials of another rate as well."""
        self.failures += other.failures
        self.trials += other.trials
        self.examples = [*self.examples, *other.examples][:WORTH_KEEPING]

    @property
    def at_most(self) -> float:
        """Return the upper end of a 95 % confidence interval.

        Without a failure this is the rule of three, 3 / n; otherwise the rate at which
        so few failures would be seen one time in twenty.
        """
        if self.trials == 0:
            return 1.0
        if self.failures == 0:
            return min(1.0, 3 / self.trials)
        low, high = self.failures / self.trials, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            few = _at_most(self.failures, self.trials, middle) > 1 - CONFIDENCE
            low, high = (middle, high) if few else (low, middle)
        return high

    def __str__(self) -> str:
        """Return the count with its bound."""
        return f"{self.failures}/{self.trials} (≤ {self.at_most:.2%})"


def _at_most(failures: int, trials: int, rate: float) -> float:
    """Return the probability of so many failures or fewer."""
    if rate >= 1:
        return float(failures >= trials)
    return math.fsum(
        math.exp(
            math.lgamma(trials + 1)
            - math.lgamma(k + 1)
            - math.lgamma(trials - k + 1)
            + k * math.log(rate)
            + (trials - k) * math.log1p(-rate)
        )
        for k in range(failures + 1)
    )
