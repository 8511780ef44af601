# The course as nbgrader sees it, for `nbgrader …`, formgrader and `workbook` alike.
from pathlib import Path

c = get_config()

ROOT = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "deep_learning_workbook"
c.CourseDirectory.root = str(ROOT)
# The gradebook. A class with several graders may want a server:
# "postgresql://user:password@host/database", with %40 for an @ in the password.
c.CourseDirectory.db_url = f"sqlite:///{ROOT / 'gradebook.db'}"
# What lies beside a source notebook is published, except this.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    "*.py",
    "*~",
    ".*",
    "gradebook.db*",
]

# The exchange is a folder shared by one machine's users; nothing is sent there
# unless somebody asks. Set `root` where a class has one.
c.Exchange.root = str(ROOT / "build" / "exchange")

# What a student finds in place of each solution. The message is what Jupyter shows
# when the cell is called before anything is written.
c.ClearSolutions.code_stub = {
    "python": '# YOUR CODE HERE\nraise NotImplementedError("write your answer here")'
}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# `nbgrader autograde`, `nbgrader generate_feedback` and formgrader's buttons use the
# workbook's engine for its own weeks, and nbgrader's for any other assignment.
c.Autograde.exporter_class = "autograder.nbgrader_plugin.Autograding"
c.GenerateFeedback.exporter_class = "autograder.nbgrader_plugin.Feedback"

# Formgrader would show every setting, the gradebook's password among them.
c.FormgradeExtension.debug = False
