"""Read what is not ours, and carry it out."""

from __future__ import annotations

from tests.hostile.attack import answer

ATTACKS = (
    answer(
        "tcp",
        "C1",
        "It connects to a listener of this machine, to a name and to the cloud's "
        "metadata.",
        """
        import socket

        def L1(yhat, y):
            for host, port in (("127.0.0.1", facts["tcp"]), ("::1", facts["tcp"]),
                               ("localhost", 53), ("169.254.169.254", 80)):
                try:
                    socket.create_connection((host, port), timeout=0.3)
                    boast((host, port))
                except OSError:
                    pass
            return 0.0
        """,
    ),
    answer(
        "udp",
        "C1",
        "It sends a datagram to a listener of this machine and asks a name server.",
        """
        import socket

        def L1(yhat, y):
            try:
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
                    boast(end.sendto(b"the questions", ("127.0.0.1", facts["udp"])))
            except OSError:
                pass
            try:
                boast(socket.getaddrinfo("example.org", 80))
            except OSError:
                return 0.0
        """,
    ),
    answer(
        "unix-socket",
        "C7",
        "It writes to sockets by path: ours, Docker's, the ssh agent's, D-Bus's.",
        """
        import glob, socket

        def L1(yhat, y):
            paths = [facts["unix"], "/var/run/docker.sock", *glob.glob("/tmp/ssh-*/*"),
                     "/run/dbus/system_bus_socket"]
            for path in paths:
                for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                    try:
                        end = socket.socket(socket.AF_UNIX, kind)
                        end.connect(path)
                        end.send(b"hello")
                        boast(path)
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "abstract-socket",
        "C7",
        "It writes to a socket in the abstract name space, from socketpairs too.",
        """
        import socket

        def L1(yhat, y):
            for end in (lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
                        lambda: socket.socketpair(type=socket.SOCK_DGRAM)[0]):
                try:
                    sent = end().sendto(b"hello", "\\0" + facts["abstract"])
                    boast(sent)
                except OSError:
                    pass
            return 0.0
        """,
    ),
    answer(
        "socketpair-by-path",
        "C7",
        "It needs no socket(): a datagram socketpair sends to the path of a listener.",
        """
        import socket

        def L1(yhat, y):
            a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
            try:
                boast(a.sendto(b"hello", facts["unix"]))
            except OSError:
                return 0.0
        """,
    ),
    answer(
        "netlink-and-raw",
        "C1",
        "It opens netlink, packet, vsock, bluetooth and raw sockets.",
        """
        import socket

        def L1(yhat, y):
            for family in range(1, 46):
                for kind in (1, 2, 3, 5):
                    try:
                        socket.socket(family, kind).close()
                        boast((family, kind))
                    except (OSError, OverflowError):
                        pass
            return 0.0
        """,
    ),
    answer(
        "environment",
        "C2",
        "It reads the variables of the grader, where a token for the LMS may lie.",
        """
        import os

        def L1(yhat, y):
            for name, value in os.environ.items():
                if "canary" in value or name.startswith(("LMS", "WORKBOOK", "PYTEST")):
                    boast((name, value))
            return 0.0
        """,
    ),
    answer(
        "accounts",
        "C4",
        "It reads /etc/passwd, /etc/shadow, the hosts file, the homes and the mail.",
        """
        import os, sys

        def L1(yhat, y):
            for path in ("/etc/passwd", "/etc/shadow", "/etc/hosts", "/etc/hostname",
                         "/root/.bashrc", "/proc/1/root/etc/passwd"):
                try:
                    boast(open(path).read(100))
                except OSError:
                    pass
            for folder in ("/root", "/home", "/var", "/srv", "/mnt", "/work"):
                try:
                    names = os.listdir(folder)
                except OSError:
                    continue
                for name in names:  # the way to Python itself may be seen
                    if not sys.executable.startswith(f"{folder}/{name}"):
                        boast(f"{folder}/{name}")
            return 0.0
        """,
    ),
    answer(
        "peers-and-gradebook",
        "C3",
        "It reads and changes its neighbours' notebooks and marks by their paths.",
        """
        import os

        def L1(yhat, y):
            course = facts["course"]
            for path in ("gradebook.db", "submitted/000-honest", "autograded",
                         "feedback", ".course_secret", "submitted"):
                try:
                    os.stat(f"{course}/{path}")
                    boast(path)
                except OSError:
                    pass
            return 0.0
        """,
    ),
    answer(
        "processes",
        "C4",
        "It lists the processes of the machine, their words and their files.",
        """
        import os

        def L1(yhat, y):
            try:
                seen = [int(name) for name in os.listdir("/proc") if name.isdigit()]
            except OSError:
                return 0.0
            for pid in seen:
                try:
                    words = open(f"/proc/{pid}/cmdline").read()
                except OSError:
                    continue
                if "pytest" in words or "workbook" in words:
                    boast(words)
            if len(seen) > 5:
                boast(seen)
            return 0.0
        """,
    ),
    answer(
        "inherited-files",
        "C6",
        "It reads and lists every file that was open when it was started.",
        """
        import os, stat

        def L1(yhat, y):
            links = 0
            for fd in range(3, 300):
                try:
                    mode = os.fstat(fd).st_mode
                except OSError:
                    continue
                links += stat.S_ISSOCK(mode)
                if stat.S_ISREG(mode) or stat.S_ISDIR(mode) or links > 1:
                    boast((fd, oct(mode)))
            return 0.0
        """,
    ),
    answer(
        "received-files",
        "C6",
        "It receives whatever file descriptors somebody may send over its line.",
        """
        import array, os, socket, threading, time

        def listen():
            for fd in range(3, 60):
                try:
                    end = socket.socket(fileno=os.dup(fd))
                    data, more, *_ = end.recvmsg(1, 1000, socket.MSG_PEEK)
                    if more: got.append(more)
                except OSError:
                    pass

        got = []
        def L1(yhat, y):
            threading.Thread(target=listen, daemon=True).start()
            time.sleep(0.1)
            if got: boast(got)
            return 0.0
        """,
    ),
    answer(
        "core-dump",
        "C8",
        "It raises the limit of core dumps, and dies.",
        """
        import os, resource

        def L1(yhat, y):
            try:
                resource.setrlimit(resource.RLIMIT_CORE, (1 << 30, 1 << 30))
                boast("core dumps")
            except (OSError, ValueError):
                os.abort()
        """,
    ),
    answer(
        "questions-carried-out",
        "I21",
        "It puts the hidden inputs into prints, warnings, errors, names and results.",
        """
        import os, warnings

        def L1(yhat, y):
            words = "stolen " + " ".join(f"{v:.12f}" for v in yhat)
            print(words)
            warnings.warn(words)
            open("/tmp/workbook-hostile-stolen", "a").write(words)
            if len(yhat) % 2:
                raise type("E" + "".join(c for c in words if c.isalnum()),
                           (Exception,), {})(words)
            return {words: words}
        """,
    ),
)
