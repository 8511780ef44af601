"""The system calls that student code may not make, as a filter for the kernel.

The filter is a denylist in classic BPF, assembled here for the two processors we know.
It closes what namespaces leave open: sockets, other processes' memory, new namespaces
and mounts, and the parts of the kernel where its bugs live.
"""

from __future__ import annotations

import errno
import platform
import struct
from dataclasses import dataclass

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, PROCESSOR, ARGUMENT_0, ARGUMENT_1 = 0, 4, 16, 24

NEW_NAMESPACE = 0x7E020000  # every CLONE_NEW* flag that clone takes
TERMINAL_TRICKS = (0x5412, 0x541C)  # TIOCSTI and TIOCLINUX type for somebody else
X32 = 0x40000000

# name: (number on x86_64, number on aarch64); None where the call does not exist.
DENIED: dict[str, tuple[int | None, int | None]] = {
    # the network; socketpair stays
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "perf_event_open": (298, 241),
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "mount_setattr": (442, 442),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    # memory that no limit counts, or that steers the kernel
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "userfaultfd": (323, 282),
    "vmsplice": (278, 75),
    "mbind": (237, 235),
    "set_mempolicy": (238, 237),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # talk between processes that outlives them
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "semctl": (66, 191),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    # programs in the kernel
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    # the machine
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "syslog": (103, 116),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "personality": (135, 92),
    "lookup_dcookie": (212, 18),
    "nfsservctl": (180, 42),
    "vhangup": (153, 58),
    "ioperm": (173, None),
    "iopl": (172, None),
    "modify_ldt": (154, None),
    "uselib": (134, None),
    "ustat": (136, None),
    "sysfs": (139, None),
}


# Calls whose first argument is a process: allowed for oneself, which is 0.
OWN_ONLY: dict[str, tuple[int, int]] = {
    "prlimit64": (302, 261),
    "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
}


@dataclass(frozen=True)
class Processor:
    """What the filter must know about one kind of machine."""

    column: int
    audit: int  # AUDIT_ARCH_*
    clone: int
    clone3: int
    ioctl: int


PROCESSORS = {
    "x86_64": Processor(0, 0xC000003E, clone=56, clone3=435, ioctl=16),
    "aarch64": Processor(1, 0xC00000B7, clone=220, clone3=435, ioctl=29),
}


class UnknownProcessorError(Exception):
    """There is no table of system calls for this machine."""


def assemble(machine: str = "") -> bytes:
    """Return the filter for a machine (`platform.machine()`), ready for bubblewrap."""
    machine = machine or platform.machine()
    if machine not in PROCESSORS:
        raise UnknownProcessorError(f"no system call table for {machine}")
    processor = PROCESSORS[machine]
    program = [*_same_processor(processor), _step(LOAD, NUMBER)]
    if machine == "x86_64":
        program += _answer(AT_LEAST, X32, errno.EPERM)
    for numbers in DENIED.values():
        number = numbers[processor.column]
        if number is not None:
            program += _answer(EQUAL, number, errno.EPERM)
    for numbers in OWN_ONLY.values():
        itself = [_step(EQUAL, 0, yes=1), _step(RETURN, ERRNO | errno.EPERM)]
        program += _when(numbers[processor.column], ARGUMENT_0, itself)
    # glibc falls back from clone3, whose flags a filter cannot see, to clone.
    program += _answer(EQUAL, processor.clone3, errno.ENOSYS)
    namespaces = _answer(ANY_BIT, NEW_NAMESPACE, errno.EPERM)
    program += _when(processor.clone, ARGUMENT_0, namespaces)
    terminal = [s for x in TERMINAL_TRICKS for s in _answer(EQUAL, x, errno.EPERM)]
    program += _when(processor.ioctl, ARGUMENT_1, terminal)
    return b"".join([*program, _step(RETURN, ALLOW)])


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """Return one instruction: an operation, two jump distances, a constant."""
    return struct.pack("<HBBI", code, yes, no, value)


def _same_processor(processor: Processor) -> list[bytes]:
    """End a process that calls through another processor's numbers."""
    return [
        _step(LOAD, PROCESSOR),
        _step(EQUAL, processor.audit, yes=1),
        _step(RETURN, KILL),
    ]


def _answer(test: int, value: int, error: int) -> list[bytes]:
    """Answer with an error number if the loaded word passes the test."""
    return [_step(test, value, no=1), _step(RETURN, ERRNO | error)]


def _when(number: int, argument: int, body: list[bytes]) -> list[bytes]:
    """Run `body` on the low word of an argument of one system call, then allow it."""
    allow = _step(RETURN, ALLOW)
    return [
        _step(EQUAL, number, no=len(body) + 2),
        _step(LOAD, argument),
        *body,
        allow,
    ]
