"""Marks for other programs: spreadsheets, Gradescope."""
