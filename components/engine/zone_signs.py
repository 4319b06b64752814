"""Signs by which a line of a pasted page shows that it is no text of the article: it speaks to the reader, sells, asks, or serves the page.

The signs are patterns of the trade (``data/lexicon/page_furniture.toml``), looked for outside quotation marks: what somebody is quoted
with is news, whatever it sells. A line that states something needs more of them than one that does not.
"""

import functools
import re
from dataclasses import dataclass

from components.engine.data import lexicon
from components.engine.german.quotation_marks import WHOLE
from components.engine.german.words import has_finite_verb, words
from components.engine.zone_lines import TERMINAL
from components.engine.zone_tables import LONGEST_RULED, readings

STATING_POINTS, STATING_NAMES = 3, 2  # signs that make furniture of a line that states something
OTHER_POINTS = 2  # … of any other line
FEWEST_WORDS = 4  # of a line that states something
READ = 400  # characters of a line in which its finite verb is looked for
WEAK = frozenset(["price", "reader", "order", "we"])  # what texts of service and of money have themselves
ADDRESSING = frozenset(
    ["reader", "order", "we", "house", "embed", "author", "comment", "post"]
)  # without one of these a sentence about an offer is news
BREAK = re.compile(r"[.!?]['\"“”«»]? [A-ZÄÖÜ„»]")
LONG = 120  # characters of a line that states something though no mark ends it
SWISS = re.compile(r"«[^«»]*»")


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A pattern with its points; ``alone``: for whole lines that state nothing."""

    name: str
    points: int
    pattern: re.Pattern[str]
    reason: str
    alone: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a line looks like: whether it states something, the names and points of its signs, and the reason of the strongest."""

    states: bool
    points: int = 0
    names: frozenset[str] = frozenset()
    reason: str = ""

    @property
    def is_furniture(self) -> bool:
        """Whether its signs are enough to set it aside by itself."""
        if self.states:
            enough = self.points >= STATING_POINTS and (len(self.names) >= STATING_NAMES or "embed" in self.names)
            return enough and (not self.names <= WEAK or len(self.names) == len(WEAK)) and bool(self.names & ADDRESSING)
        return self.points >= OTHER_POINTS


@functools.cache
def signs() -> tuple[Sign, ...]:
    """All Signs, in the order of the table."""
    return tuple(
        Sign(
            name=row["name"],
            points=row["weight"],
            pattern=re.compile(row["pattern"]),
            reason=row["reason"],
            alone=row.get("alone", False),
        )
        for row in lexicon("page_furniture")["sign"]
    )


def look(line: str) -> Look:
    """What a line looks like.

    >>> look("Jetzt vier Wochen für nur 1 Euro testen").is_furniture
    True
    >>> look("Der Rat hat am Montag beschlossen, dass die Karte nur 1 Euro kostet.").is_furniture
    False
    >>> look("„Testen Sie unsere App, sie ist kostenlos“, sagte die Verlegerin.").is_furniture
    False
    """
    line = line[:LONGEST_RULED]
    said = states(line)
    whole = () if said else readings(line)
    own = [SWISS.sub(" ", WHOLE.sub(" ", reading)) for reading in readings(line)]
    held = [s for s in signs() if (any(map(s.pattern.fullmatch, whole)) if s.alone else any(map(s.pattern.search, own)))]
    if not held:
        return Look(states=said)
    best = max(held, key=lambda s: s.points)
    return Look(states=said, points=sum(s.points for s in held), names=frozenset(s.name for s in held), reason=best.reason)


def states(line: str) -> bool:
    """Whether a line is a sentence or more: four words, a finite verb, and a mark that ends it, or one inside a long line."""
    if not TERMINAL.search(line[-READ:]) and (len(line) < LONG or not BREAK.search(line)):
        return False
    found = words(line[:READ])
    return sum(w.text[0].isalnum() for w in found) >= FEWEST_WORDS and has_finite_verb(found)
