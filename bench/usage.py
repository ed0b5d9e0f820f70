"""The CPU time and memory of a server and its child processes, as the kernel counts them."""

import os
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")


def cpu(pid: int) -> float:
    """CPU seconds in user and kernel mode."""
    return sum(map(cpu_of, family(pid)))


def of_each(pid: int) -> dict[int, float]:
    """The same for each process."""
    return {process: cpu_of(process) for process in family(pid)}


def memory(pid: int) -> int:
    """Resident bytes; shared pages are divided among the processes that share them."""
    return sum(map(memory_of, family(pid)))


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) * TICK


def memory_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
