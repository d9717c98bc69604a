"""Runs a command once, and says what it took."""

import os
import time
from typing import NamedTuple


class Failed(Exception):
    """A command ended otherwise than well."""


class Taken(NamedTuple):
    seconds: float  # by the clock on the wall
    cpu: float  # of all processors together
    peak: float  # bytes of memory


def run(command, output=os.devnull):
    """What one run of the command takes, which must succeed. Its output goes into a file."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
    ]
    command = [str(word) for word in command]
    begin = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, used = os.wait4(pid, 0)
    seconds = time.perf_counter() - begin
    if status != 0:
        raise Failed(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Taken(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
