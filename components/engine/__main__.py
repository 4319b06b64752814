"""The command line under its old name: ``python -m components.engine`` is ``python -m components``."""

import runpy

if __name__ == "__main__":
    runpy.run_module("components", run_name="__main__", alter_sys=True)
