"""What stands on a student's desk: checks, data, pictures. It knows no answers."""

from course_utils.desk.check import check
from course_utils.desk.data import load_photos
from course_utils.desk.houses import load_houses
from course_utils.desk.labelled import load_fashion, load_signs
from course_utils.desk.temperatures import load_temperatures
from course_utils.desk.voice import load_voice

__all__ = [
    "check",
    "load_fashion",
    "load_houses",
    "load_photos",
    "load_signs",
    "load_temperatures",
    "load_voice",
]
