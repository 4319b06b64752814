"""What is tried against the product from outside: short here, long with ``HOSTILE=long`` (``python tests/hostile/table.py``)."""

import json
import os
import pathlib

LONG = os.environ.get("HOSTILE") == "long"
TOLD = os.environ.get("HOSTILE_TABLE")  # a file to which each test adds what it tried


def many(long, short):
    """How often something is tried."""
    return long if LONG else short


def tried(what, count, failures):
    """Add a line to the table; fails the test where anything failed."""
    failures = list(failures)
    if TOLD:
        with pathlib.Path(TOLD).open("a", encoding="utf-8") as table:
            table.write(json.dumps({"what": what, "tried": count, "failures": len(failures)}) + "\n")
    assert count and not failures, failures[:5]
