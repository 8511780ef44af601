"""How fast grading is, and against what (make bench-grading).

python -m benchmarks.grading                 # 17 minutes on two slow cores
python -m benchmarks.grading --classes 10 100 --write docs/performance.md
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.grading import measures, page


def main() -> None:
    """Measure, print, and write the page if asked to."""
    words = argparse.ArgumentParser(description="Grading against stock nbgrader.")
    words.add_argument("--stock", type=int, default=10, help="submissions for nbgrader")
    words.add_argument("--ours", type=int, default=100, help="submissions for us")
    words.add_argument("--classes", type=int, nargs="*", default=[10, 100, 1000])
    words.add_argument("--write", type=Path, help="the page to write")
    options = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = measures.everything(
            Path(folder), options.stock, options.ours, options.classes
        )
    text = page.text(found, options)
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
