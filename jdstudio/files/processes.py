"""Whether the process that left a file behind still runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def is_running(pid: int, born: str = "") -> bool:
    """Whether a process of this machine runs; with `born`, that very process and not a later one with its number."""
    if pid <= 0 or not _exists(pid):
        return False
    fields = _status(pid)
    if fields and fields[0] == "Z":  # ended, but its parent never asked how: common in containers
        return False
    now = born_at(pid)
    return not born or not now or born == now


def born_at(pid: int) -> str:
    """When a process started, as the system counts it; empty where that cannot be told."""
    fields = _status(pid)
    return fields[19] if len(fields) > 19 else ""


def _status(pid: int) -> list[str]:
    """What Linux tells of a process, from its state letter on; nothing elsewhere."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _exists(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  needed on Windows alone, where os.kill(pid, 0) would end the process

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, 0, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return code.value == 259  # STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
