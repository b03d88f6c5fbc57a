"""CPU time and memory of processes, read from /proc."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids):
    """Return the user and system time of these processes, all threads included."""
    return sum(cpu_of(pid) for pid in pids)


def cpu_of(pid):
    """Return the user and system time of one process."""
    # The name in parentheses may contain spaces; utime and stime are fields 14 and 15 (proc(5)).
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid, name):
    """Return `VmRSS` (current) or `VmHWM` (maximum) of a process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith(f"{name}:"))


def children_of(pid):
    """Return the process ids of the children of *pid*."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
