"""Temporary folders of this process: one below the system's, which goes with the process, or where that was killed at the next start.

A lock on a file says that the process of a folder is alive: numbers of processes are given again, locks are not.
"""

import atexit
import contextlib
import functools
import os
import pathlib
import shutil
import tempfile
import threading
import time
from typing import IO

PREFIX = "lesarten-"
ALIVE = "alive"  # the file that is locked as long as the process lives
LOCK = threading.Lock()
YOUNG = 60.0  # seconds for which a folder without such a file is left alone: its process may just be making it


def new() -> pathlib.Path:
    """A new folder below this process's own; who asked for it removes it, or it goes with the process."""
    return pathlib.Path(tempfile.mkdtemp(dir=_own()[0]))


def _own() -> tuple[pathlib.Path, IO[bytes]]:
    """(the folder of this process, its locked file)"""
    with LOCK:  # two first calls at once must not make two
        return _made()


@functools.cache
def _made() -> tuple[pathlib.Path, IO[bytes]]:
    folder = pathlib.Path(tempfile.mkdtemp(prefix=PREFIX))
    alive = (folder / ALIVE).open("wb")
    _locks(alive)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder, alive


def remove_those_of_the_dead() -> None:
    """Remove the folders of processes that ended without doing so: nobody's texts stay on the disk."""
    for folder in pathlib.Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.is_dir() and not folder.is_symlink() and _is_dead(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_dead(folder: pathlib.Path) -> bool:
    try:
        with (folder / ALIVE).open("rb+") as alive:
            return _locks(alive)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > YOUNG


def _locks(file: IO[bytes]) -> bool:
    """Whether a file could be locked; where the system has no such locks, an open file cannot be removed, which is as good."""
    try:
        import fcntl
    except ImportError:
        return os.name == "nt"
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
