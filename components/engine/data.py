"""Where the data that come with the program lie, and the tables of German rules among them."""

import pathlib
import tomllib
from typing import Any

ROOT = pathlib.Path(__file__).parents[2]
# Installed as a package, the data lie inside of it; in a checkout, beside it.
DATA = next((p for p in (ROOT / "data", ROOT / "components" / "data") if p.is_dir()), ROOT / "data")


def lexicon(name: str) -> dict[str, Any]:
    """A table of ``data/lexicon``."""
    return tomllib.loads((DATA / "lexicon" / f"{name}.toml").read_text("utf-8"))
