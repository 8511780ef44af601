"""What people read of a verdict."""
