"""Take rights that nobody gave: of the kernel, of root, of other processes."""

from __future__ import annotations

from tests.hostile.attack import answer

SYSTEM_CALLS = """
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)

def refused(name, number, *arguments):
    if libc.syscall(number, *arguments) >= 0:
        boast(name)
"""


ATTACKS = (
    answer(
        "looking-into-others",
        "I6",
        "It calls ptrace, process_vm_readv, pidfd_open, pidfd_getfd and kcmp.",
        SYSTEM_CALLS
        + """
def L1(yhat, y):
    for pid in (1, os.getppid(), facts["grader"]):
        refused("ptrace", 101, 16, pid, 0, 0)
        refused("process_vm_readv", 310, pid, 0, 0, 0, 0, 0)
        refused("process_vm_writev", 311, pid, 0, 0, 0, 0, 0)
        refused("pidfd_open", 434, pid, 0)
        refused("kcmp", 312, pid, pid, 0, 0, 0)
    return 0.0
""",
    ),
    answer(
        "new-namespaces",
        "I30",
        "It makes namespaces of its own, in which it would be root.",
        SYSTEM_CALLS
        + """
def L1(yhat, y):
    for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x08000000):
        refused("unshare", 272, flag)
        if libc.syscall(56, flag | 17, 0, 0, 0, 0) == 0:
            os._exit(0)
        elif ctypes.get_errno() not in (1, 38):
            boast("clone")
    arguments = ctypes.create_string_buffer(bytes([0, 0, 0, 16]) + bytes(84))
    refused("clone3", 435, arguments, 88)
    refused("setns", 308, 3, 0)
    return 0.0
""",
    ),
    answer(
        "mounts-and-roots",
        "I30",
        "It mounts, unmounts, changes its root and opens trees of files by handle.",
        SYSTEM_CALLS
        + """
def L1(yhat, y):
    text = ctypes.c_char_p
    refused("mount", 165, text(b"none"), text(b"/tmp"), text(b"tmpfs"), 0, 0)
    refused("umount", 166, text(b"/env"), 2)
    refused("chroot", 161, text(b"/tmp"))
    refused("pivot_root", 155, text(b"/"), text(b"/tmp"))
    refused("open_tree", 428, -100, text(b"/"), 1)
    refused("fsopen", 430, text(b"tmpfs"), 0)
    refused("move_mount", 429, -100, text(b"/"), -100, text(b"/tmp"), 0)
    refused("open_by_handle_at", 304, -100, ctypes.create_string_buffer(64), 0)
    return 0.0
""",
    ),
    answer(
        "parts-of-the-kernel",
        "I30",
        "It calls io_uring, userfaultfd, bpf, perf, keyctl, modules, kexec and reboot.",
        SYSTEM_CALLS
        + """
def L1(yhat, y):
    room = ctypes.create_string_buffer(256)
    refused("io_uring_setup", 425, 8, room)
    refused("userfaultfd", 323, 0)
    refused("userfaultfd in user mode", 323, 1)
    refused("bpf", 321, 0, room, 64)
    refused("perf_event_open", 298, room, 0, -1, -1, 0)
    refused("keyctl", 250, 0, -3, 1)
    text = ctypes.c_char_p
    refused("add_key", 248, text(b"user"), text(b"x"), b"x", 1, -3)
    refused("init_module", 175, room, 0, text(b""))
    refused("reboot", 169, 0xFEE1DEAD, 672274793, 0, 0)
    refused("syslog", 103, 2, room, 256)
    refused("fanotify_init", 300, 0, 0)
    return 0.0
""",
    ),
    answer(
        "more-rights",
        "I30",
        "It becomes root, takes capabilities, lowers its niceness and takes a "
        "real-time class.",
        """
        import os

        def L1(yhat, y):
            first = os.sched_param(50)
            tries = (lambda: os.setuid(0), lambda: os.setgid(0),
                     lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0),
                     lambda: os.nice(-20), lambda: os.chroot("/tmp"),
                     lambda: os.mknod("/tmp/m", 0o60666, 2049),
                     lambda: os.chown("/tmp", 0, 0),
                     lambda: os.sched_setscheduler(0, os.SCHED_FIFO, first))
            for number, attempt in enumerate(tries):
                try:
                    attempt()
                    boast(number)
                except OSError:
                    pass
            for line in open("/proc/self/status"):
                if line.startswith(("CapEff", "CapPrm", "CapBnd", "CapAmb")):
                    if int(line.split()[1], 16): boast(line)
            return 0.0
        """,
    ),
    answer(
        "terminal",
        "I30",
        "It types into the terminal of the teacher: TIOCSTI, TIOCLINUX, /dev/tty.",
        """
        import fcntl, os

        def L1(yhat, y):
            for path in ("/dev/tty", "/dev/console", "/dev/pts/0", "/proc/self/fd/0"):
                try:
                    fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
                except OSError:
                    continue
                for request in (0x5412, 0x541C):
                    try:
                        fcntl.ioctl(fd, request, b"x")
                        boast(path)
                    except OSError:
                        pass
            return 0.0
        """,
    ),
    answer(
        "settings-of-the-kernel",
        "I30",
        "It writes to /proc/sys, /sys, sysrq, cgroup files and other processes' "
        "settings.",
        """
        import glob

        def L1(yhat, y):
            paths = ["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger",
                     "/proc/sys/kernel/hostname", "/proc/1/oom_score_adj", "/dev/kmsg",
                     *glob.glob("/sys/fs/cgroup/*")[:20], "/dev/mem", "/dev/sda"]
            for path in paths:
                try:
                    open(path, "r+b", 0)
                    boast(path)
                except OSError:
                    pass
            return 0.0
        """,
    ),
)
