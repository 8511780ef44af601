"""The walls around a submission, as they are built from outside."""
