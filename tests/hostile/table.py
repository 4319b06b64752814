"""Everything that is tried against the product, in full: ``python tests/hostile/table.py`` prints what was tried how often and what failed.

Takes about half an hour on two cores. Arguments go to pytest.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def main():
    with tempfile.TemporaryDirectory() as place:
        told = pathlib.Path(place) / "table"
        told.touch()
        environment = {**os.environ, "HOSTILE": "long", "HOSTILE_TABLE": str(told)}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", str(HERE), *sys.argv[1:]]
        status = subprocess.run(command, env=environment, cwd=HERE.parents[1], check=False).returncode
        print("\n| test | tried | failures |\n|---|---|---|")
        for row in map(json.loads, told.read_text("utf-8").splitlines()):
            print(f"| {row['what']} | {row['tried']} | {row['failures']} |")
    return status


if __name__ == "__main__":
    sys.exit(main())
