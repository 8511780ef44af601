"""What runs inside the sandbox. Students may read it: it holds no answer, no secret."""
