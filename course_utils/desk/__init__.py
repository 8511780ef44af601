"""What stands on a student's desk: checks, data, pictures. It knows no answers."""

from course_utils.desk.check import check
from course_utils.desk.data import load_photos

__all__ = ["check", "load_photos"]
