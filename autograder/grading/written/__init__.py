"""What a result is written to: gradebook, graded notebook, feedback page."""
