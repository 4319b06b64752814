"""The marked pairs of ``TEXT/train`` as examples, and their split into training, choosing and reporting.

A pair of articles is on one side only; so is a written set. Nothing here is ever taken from the events that links are measured on.
"""

import hashlib
import json
import pathlib
from dataclasses import dataclass

LABELS = ("same", "part", "against", "other_occasion", "related", "nothing")
LINKED = LABELS[:3]  # they report on one thing
CHOOSE, REPORT = 8, 20  # of a hundred: below the first to choose on, below the second to report on once


@dataclass(frozen=True, kw_only=True)
class Example:
    """A pair of sentences, its label (of ``LABELS``), which part of the split it is in, and where it is from."""

    left: str
    right: str
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


def real_pairs(path: pathlib.Path) -> list[Example]:
    """Marked pairs of news sentences (``pairs.jsonl``)."""
    found = []
    for row in rows(path):
        group = row["articles"]
        found.append(
            Example(left=row["left"], right=row["right"], label=row["label"], part=part_of(group), origin="pairs", group=group)
        )
    return found


SET_PAIRS = (
    ("base", "same", "same"), ("base", "part", "part"), ("base", "against", "against"),
    ("base", "other", "other_occasion"), ("same", "against", "against"), ("same", "part", "part"), ("same", "other", "other_occasion"), ("against", "other", "other_occasion"),
)  # fmt: skip


def written_sets(path: pathlib.Path) -> list[Example]:
    """Pairs of the written sets (``sets.jsonl``): the base against its five, and those of the five whose label follows."""
    found = []
    for row in rows(path):
        for one, other, label in SET_PAIRS:
            found.append(
                Example(
                    left=row[one],
                    right=row[other],
                    label=label,
                    part=part_of(row["id"]),
                    origin="sets",
                    group=row["id"],
                )
            )
    return found
