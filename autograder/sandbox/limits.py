"""How much a submission may use."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """The limits of one sandbox: sizes in bytes, times in seconds."""

    cell_seconds: float = 20.0
    call_seconds: float = 5.0
    start_seconds: float = 60.0
    total_seconds: float = 240.0  # of one submission, however often it starts anew
    cpu_seconds: int = 600
    memory: int = 1024 * MIB  # of all processes together
    address_space: int = 4096 * MIB  # of each process
    processes: int = 64
    open_files: int = 128  # of each process
    open_files_of_all: int = 512
    file_bytes: int = 32 * MIB
    scratch_bytes: int = 64 * MIB
    files: int = 20_000  # in each folder that can be written
    reply_bytes: int = 64 * MIB
    questions: int = 20_000  # a call may ask through its proxies
    restarts: int = 100

    @classmethod
    def of(cls, environment: str) -> Limits:
        """Return the limits of a kind of week: TensorFlow takes more of everything."""
        if environment != "tensorflow":
            return cls()
        return cls(
            cell_seconds=60.0,
            call_seconds=30.0,
            start_seconds=120.0,
            total_seconds=600.0,
            memory=2048 * MIB,
            address_space=16 * 1024 * MIB,
            processes=256,
        )

    def of_process(self, *, alone: bool) -> dict[str, int]:
        """Return the kernel's limits; `alone` says that no one else has our uid."""
        limits = {
            "RLIMIT_DATA": self.memory,
            "RLIMIT_AS": self.address_space,
            "RLIMIT_FSIZE": self.file_bytes,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_CPU": self.cpu_seconds,
            "RLIMIT_CORE": 0,
        }
        return {**limits, "RLIMIT_NPROC": self.processes} if alone else limits
