"""How a class gets through the judge: what it rests on, where it runs, how fast."""
