import errno
import struct

import pytest

from autograder.sandbox.walls import seccomp

ALLOW, KILL = "allow", "kill"
MACHINES = [("x86_64", 0xC000003E, 0), ("aarch64", 0xC00000B7, 1)]


def decide(program, number, audit, arguments=(0, 0)):
    """Run the filter as the kernel would."""
    data = struct.pack("<IIQ6Q", number, audit, 0, *arguments, 0, 0, 0, 0)
    steps = list(struct.iter_unpack("<HBBI", program))
    word, at = 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == seccomp.RETURN:
            named = {seccomp.ALLOW: ALLOW, seccomp.KILL: KILL}
            return named.get(value) or value - seccomp.ERRNO
        if code == seccomp.LOAD:
            (word,) = struct.unpack_from("<I", data, value)
            continue
        tests = {
            seccomp.EQUAL: word == value,
            seccomp.AT_LEAST: word >= value,
            seccomp.ANY_BIT: bool(word & value),
        }
        at += yes if tests[code] else no


@pytest.fixture(params=MACHINES, ids=lambda machine: machine[0])
def machine(request):
    name, audit, column = request.param
    program = seccomp.assemble(name)
    processor = seccomp.PROCESSORS[name]
    return lambda n, *a: decide(program, n, audit, *a), processor, column


def test_every_denied_call_is_answered_with_an_error(machine):
    verdict, _, column = machine
    numbers = [pair[column] for pair in seccomp.DENIED.values()]
    assert {verdict(n) for n in numbers if n is not None} == {errno.EPERM}


def test_ordinary_calls_are_allowed(machine):
    verdict, _, column = machine
    ordinary = {"read": (0, 63), "mmap": (9, 222), "socketpair": (53, 199)}
    assert {verdict(pair[column]) for pair in ordinary.values()} == {ALLOW}


def test_clone_makes_processes_but_no_namespaces(machine):
    verdict, processor, _ = machine
    assert verdict(processor.clone, (17, 0)) == ALLOW
    for bit in (17, 25, 26, 27, 28, 29, 30):
        assert verdict(processor.clone, (1 << bit, 0)) == errno.EPERM
    assert verdict(processor.clone3) == errno.ENOSYS


def test_limits_are_changed_for_oneself_alone(machine):
    verdict, _, column = machine
    for numbers in seccomp.OWN_ONLY.values():
        assert verdict(numbers[column], (0, 0)) == ALLOW
        assert verdict(numbers[column], (1, 0)) == errno.EPERM


def test_typing_into_a_terminal_is_denied(machine):
    verdict, processor, _ = machine
    assert verdict(processor.ioctl, (0, 0x5412)) == errno.EPERM
    assert verdict(processor.ioctl, (0, 0x5401)) == ALLOW


def test_calls_of_another_processor_end_the_process():
    assert decide(seccomp.assemble("x86_64"), 0, 0x40000003) == KILL
    assert decide(seccomp.assemble("x86_64"), 0x40000000, 0xC000003E) == errno.EPERM


def test_an_unknown_processor_is_refused():
    with pytest.raises(seccomp.UnknownProcessorError, match="pdp11"):
        seccomp.assemble("pdp11")
