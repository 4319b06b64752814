"""A module that takes memory, or time, until it is ended: what ``limited_process`` is tested with."""

import sys
import time

if __name__ == "__main__":
    if sys.argv[1] == "memory":
        held = []
        while True:
            held.append(bytearray(10_000_000))
    if sys.argv[1] == "regex":
        import re

        re.match("(a*)*b", "a" * 60)  # nothing else runs in this process meanwhile
    if sys.argv[1] == "disk":
        import tempfile

        print(tempfile.mkdtemp(), flush=True)
    time.sleep(600)
