"""The trusted side: it asks the sandbox, compares, diagnoses, and gives the verdict."""
