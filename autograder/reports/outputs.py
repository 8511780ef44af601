"""What a student's cells showed, as parts of a page: text escaped, pictures inline."""

from __future__ import annotations

import base64

from markupsafe import Markup

from autograder.grading.text import line, plain
from autograder.sandbox.outcome import Output

_PICTURE = Markup('<img src="data:image/png;base64,{}" alt="{}">')
_TEXT = Markup('<pre tabindex="0"{}>{}</pre>')
_NOTE = Markup(' class="note"')


def as_html(output: Output) -> Markup:
    """Return one output as HTML that holds nothing of a student's but characters."""
    if output.png:
        encoded = base64.b64encode(output.png).decode("ascii")
        return _PICTURE.format(encoded, line(output.alt, most=300))
    note = _NOTE if output.kind == "note" else Markup("")
    return _TEXT.format(note, plain(output.text.strip("\n")))
