"""The marked pairs of ``TEXT/train`` as examples, and their split into training, choosing and reporting.

A pair of articles is on one side only; so is a written set. Nothing here is ever taken from the events that links are measured on.
"""

import hashlib
import json
import pathlib
from dataclasses import dataclass

from components.engine.network.sides import Side

LABELS = ("same", "part", "against", "other_occasion", "related", "nothing")
LINKED = LABELS[:3]  # they report on one thing
NOT_AGAINST = "not_against"  # of a pair that only looks like a contradiction: what it is else was not marked
CHOOSE, REPORT = 8, 20  # of a hundred: below the first to choose on, below the second to report on once


@dataclass(frozen=True, kw_only=True)
class Example:
    """A pair of sentences, its label (of ``LABELS``, or ``NOT_AGAINST``), which part of the split it is in, and where it is from."""

    left: Side
    right: Side
    label: str
    part: str
    origin: str
    group: str


def part_of(group: str) -> str:
    """Which part of the split a pair of articles or a written set belongs to."""
    place = int(hashlib.sha256(group.encode()).hexdigest(), 16) % 100
    return "choose" if place < CHOOSE else "report" if place < REPORT else "train"


def rows(path: pathlib.Path) -> list[dict[str, str]]:
    """The objects of a .jsonl file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def sides(row: dict[str, str]) -> tuple[Side, Side]:
    """Both sides of a row with left, left_before, left_title and the same of right."""
    left, right = (
        Side(text=row[side], before=row.get(f"{side}_before", ""), title=row.get(f"{side}_title", "").replace("\n", ". "))
        for side in ("left", "right")
    )
    return left, right


def real_pairs(path: pathlib.Path) -> list[Example]:
    """Marked pairs of news sentences (``pairs.jsonl``)."""
    return [_labelled(row, row["articles"], "pairs") for row in rows(path)]


def context_pairs(path: pathlib.Path) -> list[Example]:
    """Written pairs that only the sentence before decides (``context.jsonl``)."""
    return [_labelled(row, row["id"], "context") for row in rows(path)]


def _labelled(row: dict[str, str], group: str, origin: str) -> Example:
    left, right = sides(row)
    return Example(left=left, right=right, label=row["label"], part=part_of(group), origin=origin, group=group)


SET_PAIRS = (
    ("base", "same", "same"), ("base", "part", "part"), ("base", "against", "against"), ("base", "near", NOT_AGAINST),
    ("base", "other", "other_occasion"), ("same", "against", "against"), ("same", "part", "part"), ("same", "other", "other_occasion"),
    ("same", "near", NOT_AGAINST), ("against", "other", "other_occasion"),
)  # fmt: skip


def written_sets(path: pathlib.Path) -> list[Example]:
    """Pairs of the written sets (``sets.jsonl``): the base against its five, and those of the five whose label follows."""
    found = []
    for row in rows(path):
        for one, other, label in SET_PAIRS:
            found.append(
                Example(
                    left=Side(text=row[one]),
                    right=Side(text=row[other]),
                    label=label,
                    part=part_of(row["id"]),
                    origin="sets",
                    group=row["id"],
                )
            )
    return found


def contradiction_pairs(paths: list[pathlib.Path]) -> list[Example]:
    """Written pairs marked contradiction, compatible or different_matter."""
    labels = {"contradiction": "against", "compatible": NOT_AGAINST, "different_matter": NOT_AGAINST}
    found = []
    for path in paths:
        for row in rows(path):
            left, right = sides(row)
            group = f"{path.stem}-{row['id']}"
            found.append(
                Example(
                    left=left, right=right, label=labels[row["label"]], part=part_of(group), origin="contradictions", group=group
                )
            )
    return found


def later_pairs(unmarked: pathlib.Path, translations: pathlib.Path, marks: pathlib.Path) -> list[Example]:
    """Pairs marked later by careful readers: those of ``unmarked.jsonl``, and news sentences of two documents of one newstest.

    ``marks``: id and label a line, no text. An id of the second kind is the year and the two places in that year's sentences.
    """
    labels = dict(line.split("\t") for line in marks.read_text("utf-8").splitlines() if line)
    found = []
    for row in rows(unmarked):
        if row["id"] in labels:
            left, right = sides(row)
            group = row["articles"]
            found.append(Example(left=left, right=right, label=labels[row["id"]], part="train", origin="pairs", group=group))
    years: dict[str, list[str]] = {}
    for name, label in labels.items():
        year, _, places = name.partition(":")
        if not year.isdigit() or len(year) != 4 or ":" in places:
            continue
        if year not in years:
            years[year] = _newstest(translations, year)
        first, second = (int(n) for n in places.split("-"))
        left, right = (Side(text=years[year][n], before=years[year][n - 1] if n else "") for n in (first, second))
        found.append(Example(left=left, right=right, label=label, part="train", origin="pairs", group=f"newstest-{name}"))
    return found


def _newstest(translations: pathlib.Path, year: str) -> list[str]:
    """The German sentences of one year's newstest, in order."""
    import pandas as pd

    table = pd.read_parquet(translations, columns=["source", "de"])
    return table[table.source == f"newstest/{year}/en-de/newstest{year}"].de.tolist()
