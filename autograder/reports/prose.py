"""One sentence of ours or of a student's, as safe HTML: code, maths, line ends."""

from __future__ import annotations

import re

from latex2mathml.converter import convert
from markupsafe import Markup, escape

from autograder.grading.text import plain

_PIECE = re.compile(r"`([^`\n]+)`|\$([^$\n]{1,300})\$")
# Links and styles have no place in a formula; one that brings them stays text.
_FOREIGN = re.compile(r"href|src|style|class|onclick|<script|<m?annotation", re.I)


def prose(text: str) -> Markup:
    """Return text as HTML: `code` in code, $maths$ in MathML, the rest escaped."""
    text = plain(text)
    html, last = Markup(""), 0
    for piece in _PIECE.finditer(text):
        html += escape(text[last : piece.start()])
        code, maths = piece.groups()
        html += Markup("<code>{}</code>").format(code) if code else formula(maths)
        last = piece.end()
    html += escape(text[last:])
    return Markup(html.strip().replace("\n", Markup("<br>\n")))


def formula(latex: str) -> Markup:
    """Return a formula as MathML, or its source as code if it is not plain maths."""
    as_text = Markup("<code>{}</code>").format(f"${latex}$")
    if latex != latex.strip():
        return escape(f"${latex}$")
    if set(latex) & set("<>&"):  # the converter lets markup inside \\text through
        return as_text
    try:
        mathml = convert(latex)
    except Exception:
        # A report must not fail for a formula, and the converter raises many things.
        return as_text
    return as_text if _FOREIGN.search(mathml) else Markup(mathml)
