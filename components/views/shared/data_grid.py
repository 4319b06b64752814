"""Tables for Streamlit's data grid, whose toolbar saves them as CSV as they are."""

from collections.abc import Iterable, Sequence

import pandas as pd

from components.storage.tables import FORMULA

HARMLESS = "\u2060"  # an invisible character (word joiner): what stands behind it is no formula


def frame(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> pd.DataFrame:
    """Rows under columns; no cell is a formula to a spreadsheet, and two columns of one name stay two.

    >>> frame(["Aussage", "Bote", "Aussage"], [["=1+1", "Ja", 2]]).to_dict("records")[0]["Aussage (2)"]
    2
    >>> frame(["a"], [["=1+1"]])["a"][0].startswith("=")
    False
    """
    names: list[str] = []
    for column in map(_harmless, columns):
        free = (name for n in range(1, len(columns) + 1) if (name := column if n == 1 else f"{column} ({n})") not in names)
        names.append(str(next(free)))
    return pd.DataFrame([[_harmless(cell) for cell in row] for row in rows], columns=names)


def _harmless(cell: str | int) -> str | int:
    return f"{HARMLESS}{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
