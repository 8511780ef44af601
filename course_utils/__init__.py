"""Reference implementations of the deep learning workbook, one module a concept."""

__version__ = "0.1.0"
