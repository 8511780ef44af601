"""The corpus: each module enters its solutions as it is imported."""

from tests.fair.corpus import (  # noqa: F401
    anatomy,
    elsewhere,
    files,
    helpers,
    misfortunes,
    noise,
    programs,
    styles,
)
from tests.fair.desk import ENTRIES

__all__ = ["ENTRIES"]
