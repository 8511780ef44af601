"""The class report: what a week's verdicts say about the class and about the week."""
