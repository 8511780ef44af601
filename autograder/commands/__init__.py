"""The commands of `workbook`; each imports what it needs when it is called."""
