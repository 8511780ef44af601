"""Use up memory and disk, by every kind that a limit may forget."""

from __future__ import annotations

from tests.hostile.attack import answer

FILLER = """
import mmap, os, socket, threading, time
MIB = 1 << 20
"""


ATTACKS = (
    answer(
        "memory-at-once",
        "A2",
        "It asks NumPy for 30 GiB.",
        "def L1(yhat, y): return np.ones(30 << 27).sum()",
        says="L1 (not run)",
    ),
    answer(
        "memory-bit-by-bit",
        "A2",
        "It grows a list of byte strings for ever.",
        """
        def L1(yhat, y):
            kept = []
            while True:
                kept.append(b"x" * (1 << 20))
        """,
        says="L1 (not run)",
    ),
    answer(
        "memory-of-many-processes",
        "A2",
        "Twelve processes fill 300 MiB each, every one within its own limit.",
        FILLER
        + """
def L1(yhat, y):
    for _ in range(12):
        if os.fork() == 0:
            kept = b"x" * (300 * MIB)
            time.sleep(60)
    time.sleep(60)
""",
        says="L1 (not run)",
    ),
    answer(
        "shared-memory",
        "A2",
        "It fills anonymous shared memory, which the limit on a process's data misses.",
        FILLER
        + """
def L1(yhat, y):
    area = mmap.mmap(-1, 3000 * MIB)
    for start in range(0, len(area), 4096):
        area[start] = 1
    time.sleep(60)
""",
        says="L1 (not run)",
    ),
    answer(
        "memory-without-a-name",
        "A2",
        "It fills files of memfd_create, memfd_secret and System V.",
        FILLER
        + """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)

def L1(yhat, y):
    try:
        boast(os.memfd_create("x"))
    except OSError:
        pass
    if libc.syscall(447, 0) >= 0 or libc.shmget(0, 1 << 30, 0o1777) >= 0:
        boast("memory without a name")
    return 0.0
""",
    ),
    answer(
        "files-in-memory",
        "A2",
        "It fills /dev/shm, /tmp and its scratch folder with files.",
        FILLER
        + """
def L1(yhat, y):
    total = 0
    for place in ("/dev/shm", "/tmp", "/scratch", "/", "/env", "/dev", "/run"):
        for number in range(200):
            try:
                with open(f"{place}/workbook-hostile-{number}", "wb") as file:
                    total += file.write(b"x" * (8 * MIB))
            except OSError:
                break
    if total > 400 * MIB:
        boast(total)
    return 0.0
""",
    ),
    answer(
        "a-million-files",
        "A5",
        "It makes empty files until no inode is left.",
        """
        import os

        def L1(yhat, y):
            for number in range(1_000_000):
                os.close(os.open(f"/tmp/workbook-hostile-{number}", os.O_CREAT))
        """,
    ),
    answer(
        "folders-in-folders",
        "A5",
        "It makes folders in folders, so deep that no path names the last.",
        """
        import os

        def L1(yhat, y):
            os.chdir("/scratch")
            for number in range(100_000):
                os.mkdir("workbook-hostile")
                os.chdir("workbook-hostile")
        """,
        says="L1 (not run)",
    ),
    answer(
        "sparse-file",
        "A5",
        "It makes one file of a terabyte without writing a byte.",
        """
        import os

        def L1(yhat, y):
            with open("/scratch/workbook-hostile", "wb") as file:
                file.truncate(1 << 40)
            boast("a terabyte")
        """,
    ),
    answer(
        "memory-of-sockets",
        "A2",
        "It fills the buffers of socketpairs in many processes: the kernel's own "
        "memory.",
        FILLER
        + """
def fill():
    kept = []
    try:
        while True:
            ends = socket.socketpair()
            kept.append(ends)
            for end in ends:
                end.setblocking(False)
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
                try:
                    while end.send(b"x" * 65536): pass
                except BlockingIOError:
                    pass
    except OSError:
        return kept

def L1(yhat, y):
    kept = []
    for _ in range(50):
        try:
            if os.fork() == 0:
                kept = fill()
                time.sleep(60)
        except OSError:
            break
    time.sleep(3)
    return 0.0
""",
    ),
    answer(
        "memory-of-pipes",
        "A2",
        "It makes every pipe as large as it may be, fills it, and does so in children.",
        FILLER
        + """
import fcntl

def L1(yhat, y):
    for _ in range(30):
        try:
            if os.fork() == 0:
                for _ in range(50):
                    ends = os.pipe2(os.O_NONBLOCK)
                    try:
                        fcntl.fcntl(ends[1], 1031, 1 << 20)
                    except OSError:
                        pass
                    try:
                        while os.write(ends[1], b"x" * 65536): pass
                    except BlockingIOError:
                        pass
                time.sleep(60)
        except OSError:
            break
    time.sleep(1)
    return 0.0
""",
    ),
    answer(
        "memory-of-page-tables",
        "A2",
        "It touches one byte in each 2 MiB of a huge reservation, in many processes.",
        FILLER
        + """
def L1(yhat, y):
    for _ in range(20):
        try:
            if os.fork() == 0:
                area = mmap.mmap(-1, 3 << 30, prot=mmap.PROT_READ)
                sum(area[start] for start in range(0, len(area), 2 * MIB))
                time.sleep(60)
        except (OSError, ValueError):
            break
    time.sleep(1)
    return 0.0
""",
    ),
    answer(
        "limits-raised",
        "A2",
        "It raises its own limits and those of every process it can name.",
        """
        import os, resource

        def L1(yhat, y):
            for name in dir(resource):
                if name.startswith("RLIMIT_"):
                    number = getattr(resource, name)
                    soft, hard = resource.getrlimit(number)
                    for pid in (0, 1, os.getppid(), facts["grader"]):
                        try:
                            wish = (-1, -1) if hard != -1 else (1, 1)
                            resource.prlimit(pid, number, wish)
                            if pid == facts["grader"] or hard != -1: boast((pid, name))
                        except (OSError, ValueError):
                            pass
            return 0.0
        """,
    ),
    answer(
        "score-of-the-killer",
        "A2",
        "It makes itself the last that the kernel kills when memory runs out.",
        """
        import os

        def L1(yhat, y):
            for pid in ("self", "1", str(os.getppid())):
                try:
                    open(f"/proc/{pid}/oom_score_adj", "w").write("-1000")
                    boast(pid)
                except OSError:
                    pass
            return 0.0
        """,
    ),
)
