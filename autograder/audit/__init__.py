"""How good are the tests? Mutants, twins, false alarms, silly answers and leaks."""
