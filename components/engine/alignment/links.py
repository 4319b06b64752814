"""A link between two sentences, and how often links of its similarity were right."""

import functools
import json
from dataclasses import dataclass

from components.engine.data import DATA


@dataclass(frozen=True)
class Link:
    """Two sentences of different articles, ``left`` before ``right``; similarity 0 to 1; reasons strongest first."""

    left: str
    right: str
    similarity: float
    reasons: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], tuple[int, int]] | None = None


@functools.cache
def trust_bands():
    """((from, to, right, counted), …): of so many hand-checked pairs with a similarity in a band, so many were right."""
    return tuple(tuple(row) for row in json.loads((DATA / "aligner.json").read_text("utf-8"))["events"]["trust"])


def trust(similarity):
    """(from, to, right, counted) of the similarity band: of so many pairs checked by hand, so many were right; None if none."""
    return next((row for row in trust_bands() if row[0] <= similarity < row[1] and row[3]), None)
