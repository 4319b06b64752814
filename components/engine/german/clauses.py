"""Where a clause or a phrase ends: the marks, and the patterns made of them, in one place.

German puts a comma before nearly every clause, so that marks alone are a good guide. What differs between the readers of a
sentence is which marks count, not what they are.
"""

import re

STOPS = ",;:–—"
BRACKETS = "()"
QUOTES = '"„“”»«'
NO_NUMBER = r"(?!\d)"  # a comma between digits ends nothing

ANY = re.compile(f"[{STOPS}{BRACKETS}{QUOTES}]{NO_NUMBER}")
STOP = re.compile(f"[{STOPS}]{NO_NUMBER}")  # clauses that quoted words don't end ('würden "unmittelbar" beginnen')
PHRASE = re.compile(rf"[{STOPS}{BRACKETS}{QUOTES}]|\s-\s")  # the aligner's pieces: numbers count as pieces, too
TOKEN = re.compile(f"[{STOPS}{QUOTES}{BRACKETS}]")  # of words: a mark that is a word of its own
TOKEN_OR_END = re.compile(f"[{STOPS}{QUOTES}{BRACKETS}?!.]")


def clause_around(flat: str, start: int, end: int, ends: re.Pattern[str] = ANY) -> tuple[int, int]:
    """(start, end) of the clause around a span of a text on one line, all counted in that text.

    >>> text = "Es regnet, sagte er, seit drei Tagen."
    >>> text[slice(*clause_around(text, 11, 16))]
    ' sagte er'
    """
    before = max((m.end() for m in ends.finditer(flat, 0, start) if m.end() <= start), default=0)
    after = ends.search(flat, end)
    return before, after.start() if after else len(flat)
