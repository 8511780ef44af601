"""Nothing is heard of what is written past Python, and afterwards all is."""

import os

import pytest

from course_utils.desk.quiet import quiet_start


def test_what_goes_past_python_is_not_heard(capfd, monkeypatch):
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "0")
    with quiet_start():
        os.write(2, b"a greeting\n")
    os.write(2, b"an alarm\n")
    assert capfd.readouterr().err == "an alarm\n"
    assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "3"


def test_an_error_comes_through_and_the_ear_is_open_again(capfd, monkeypatch):
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "0")
    with pytest.raises(ImportError), quiet_start():
        raise ImportError("no such framework")
    os.write(2, b"an alarm\n")
    assert capfd.readouterr().err == "an alarm\n"


def test_no_file_stays_open(monkeypatch):
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "0")
    before = os.dup(2)
    os.close(before)
    for _ in range(3):
        with quiet_start():
            pass
    after = os.dup(2)
    os.close(after)
    assert after == before


def test_a_python_without_a_screen_is_quiet_already(monkeypatch):
    def closed(number):
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "0")
    monkeypatch.setattr(os, "dup", closed)
    with quiet_start():
        done = True
    assert done
