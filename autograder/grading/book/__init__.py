"""The gradebook: nbgrader's tables, and our own beside them."""
