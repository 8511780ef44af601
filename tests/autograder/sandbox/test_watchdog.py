import os
import subprocess
import sys
import time

import pytest

from autograder.sandbox import Cell, Limits, watchdog

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
    limits = Limits(memory=80 << 20)
    dogs = [watchdog.Watchdog(lambda x=x: [x.pid], limits) for x in (small, large)]
    for dog in dogs:
        dog.start()
    assert large.wait(5) == -9
    time.sleep(3 * watchdog.INTERVAL)
    assert small.poll() is None
    for dog in dogs:
        dog.stop()
    assert [dog.bit for dog in dogs] == [False, True]


def test_room_is_measured_where_a_process_sees_it(session):
    source = "for i in range(50): open(f'/tmp/{i}', 'w').write('x' * 8192)"
    session.run([Cell("a", source)])
    pid = session.pids()[-1]
    count, size = watchdog.room_taken(pid, "/tmp")
    assert count >= 50 and size >= 50 * 8192
    assert watchdog.room_taken(pid, "/dev/shm")[0] < 10


def test_room_on_a_disk_is_walked_through(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "file").write_bytes(b"x" * 10_000)
    count, size = watchdog.room_taken(os.getpid(), str(tmp_path))
    assert count == 2 and size >= 10_000


def test_a_process_that_is_gone_takes_no_room():
    assert watchdog.room_taken(2**22 + 1, "/tmp") == (0, 0)
