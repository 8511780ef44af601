"""What students hand in, found, read and made ready to be judged."""
