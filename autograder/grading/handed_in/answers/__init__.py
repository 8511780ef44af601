"""How a student's answers are found again, whatever happened to the cells."""
