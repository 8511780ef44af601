"""The numbers of a class: pure functions of plain records."""
