import os
import subprocess
import sys
import time

import pytest

from autograder.sandbox import Cell, watchdog

FILL = "import time; x = b'x' * ({} << 20); print(flush=True); time.sleep(60)"


@pytest.fixture
def program():
    started = []

    def start(size):
        command = [sys.executable, "-S", "-c", FILL.format(size)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE))
        started[-1].stdout.readline()
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_family_has_the_children(program):
    child = program(1)
    family = watchdog.family(os.getpid())
    assert family[0] == os.getpid() and child.pid in family


def test_memory_is_what_is_really_used(program):
    small, large = program(1), program(60)
    assert watchdog.memory(large.pid) - watchdog.memory(small.pid) > 50 << 20
    assert watchdog.fair_memory(large.pid) > 50 << 20


def test_a_process_that_is_gone_uses_nothing():
    assert watchdog.memory(2**22 + 1) == watchdog.fair_memory(2**22 + 1) == 0


def test_the_watchdog_ends_only_what_is_too_large(program):
    small, large = program(1), program(120)
    dogs = [watchdog.Watchdog(x.pid, 80 << 20) for x in (small, large)]
    for dog in dogs:
        dog.start()
    assert large.wait(5) == -9
    time.sleep(3 * watchdog.INTERVAL)
    assert small.poll() is None
    for dog in dogs:
        dog.stop()
    assert [dog.bit for dog in dogs] == [False, True]


def test_files_are_counted_where_a_process_sees_them(session):
    session.run([Cell("a", "for i in range(50): open(f'/tmp/{i}', 'w').close()")])
    pid = session.pids()[1]
    assert watchdog.files(pid, "/tmp") >= 50 > watchdog.files(pid, "/dev/shm")


def test_files_of_a_process_that_is_gone_are_none():
    assert watchdog.files(2**22 + 1, "/tmp") == 0
