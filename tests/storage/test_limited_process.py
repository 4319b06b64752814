"""A process that works on what comes from outside has limits, and ends with whoever began it."""

import contextlib
import os
import pathlib
import subprocess
import sys
import time

import pytest

from components.storage import limited_process, temporary_folders
from components.storage.limited_process import OUT_OF_MEMORY, LimitedProcess

HUNGRY = "tests.storage.hungry"
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")


@contextlib.contextmanager
def hungry(what, memory=200_000_000):
    process = LimitedProcess(HUNGRY, what, memory=memory, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield process.popen
    finally:
        process.end()


@linux
def test_memory_is_limited():
    with hungry("memory") as popen:
        assert popen.wait(60) == OUT_OF_MEMORY


def test_a_process_can_be_ended_whatever_it_does():
    process = LimitedProcess(HUNGRY, "regex", memory=200_000_000, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert process.popen.poll() is None and process.end() != 0


@linux
def test_time_is_limited_even_where_nobody_waits_any_more():
    code = (
        "import re\nfrom components.storage import limited_process\nlimited_process.limit_time(1)\nre.match('(a*)*b', 'a' * 60)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False, cwd=limited_process.ROOT).returncode == -14


def test_what_it_leaves_on_the_disk_goes_with_it():
    with hungry("disk") as popen:
        left = pathlib.Path(popen.stdout.readline().decode().strip())
        assert left.is_dir()
    assert not left.exists()


BEGINS = f"""
import subprocess, sys, time
from components.storage.limited_process import LimitedProcess
process = LimitedProcess({HUNGRY!r}, sys.argv[1], memory=200_000_000, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
time.sleep(1)
print(process.popen.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("busy", ["sleep", "regex"])
@linux
def test_it_ends_with_the_process_that_began_it_however_that_ends(busy):
    server = subprocess.Popen([sys.executable, "-c", BEGINS, busy], stdout=subprocess.PIPE, cwd=limited_process.ROOT)
    pid = int(server.stdout.readline())
    server.kill()
    server.wait()
    for _ in range(200):
        if not is_running(pid):
            break
        time.sleep(0.05)
    assert not is_running(pid)
    server.stdout.close()


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def test_folders_of_killed_processes_go_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(temporary_folders.tempfile, "tempdir", None)
    code = "from components.storage import temporary_folders\n(temporary_folders.new() / 'text').write_text('Der Rat tagt.')\n"
    wait = "print('da', flush=True)\nimport time\ntime.sleep(600)"
    alive = subprocess.Popen([sys.executable, "-c", code + wait], stdout=subprocess.PIPE, cwd=limited_process.ROOT)
    alive.stdout.readline()
    subprocess.run([sys.executable, "-c", code + "import os\nos._exit(9)"], check=False, cwd=limited_process.ROOT)
    assert len(list(tmp_path.glob("lesarten-*/*/text"))) == 2
    temporary_folders.remove_those_of_the_dead()
    assert len(list(tmp_path.glob("lesarten-*/*/text"))) == 1  # the other one lives
    alive.kill()
    alive.wait()
    alive.stdout.close()
    temporary_folders.remove_those_of_the_dead()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_just_being_made_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(temporary_folders.tempfile, "tempdir", str(tmp_path))
    young, old = tmp_path / "lesarten-young", tmp_path / "lesarten-old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (1, 1))
    temporary_folders.remove_those_of_the_dead()
    assert young.exists() and not old.exists()
