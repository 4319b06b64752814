"""Quotation marks: which there are, and what stands between them."""

import bisect
import re
from collections.abc import Sequence

from components.engine.german.white_space import squeezed

Span = tuple[int, int]

OPENING = "\"„“”»«‚‘›‹'"
CLOSING = "\"“”»«›‹’‘'"
EVERY = "\"„“”»«‚‘’›‹'"
AROUND = ' „“”"»«'  # what is taken off the ends of words that are shown or compared
CLOSED_BY = {"„": '“”"', "»": "«", "“": "”", '"': '"“'}
# „…“, »…«, "…" without a mark inside, between so and so many letters
SHORT = re.compile(r"„[^“”]{3,30}[“”]|»[^«]{3,30}«|\"[^\"]{3,30}\"")
WHOLE = re.compile(r"„[^„“”]*[“”]|\"[^\"]*\"|»[^»«]*«")  # an opening mark ends the search for a close: never twice over one text
INNER = str.maketrans({"„": "‚", "“": "‘", "”": "‘", "»": "›", "«": "‹"})
STRAIGHT = re.compile(r'(?<!\w)"(?=\w)|"')  # one that opens, or any other
PLAIN = str.maketrans(dict.fromkeys("„“”»«", '"'))


def inner(text: str) -> str:
    """A text to stand inside quotation marks: its own become single ones; same length, so offsets stay.

    >>> inner('Er sagte „ja“, sie "nein".')
    'Er sagte ‚ja‘, sie ‚nein‘.'
    """
    return STRAIGHT.sub(lambda m: "‚" if m.end() < len(text) and text[m.end()].isalnum() else "‘", text).translate(INNER)


def words_alone(text: str) -> str:
    """A text in small letters, white space evened, without the marks and the full stop around it: what two printings of a sentence share.

    >>> words_alone("„Der Rat  tagt.“") == words_alone("Der Rat tagt")
    True
    """
    return squeezed(text.casefold()).strip(AROUND + ".")


def quoted(flat: str, start: int, end: int) -> list[Span]:
    """Spans inside quotation marks in a passage; a mark left open reaches to the passage's end.

    >>> text = "Er sagte: „Ja, gern.“ Dann ging er."
    >>> [text[a:b] for a, b in quoted(text, 0, len(text))]
    ['Ja, gern.']
    """
    spans: list[Span] = []
    opened: int | None = None
    closed_by = ""
    for at in range(start, end):
        mark = flat[at]
        if opened is None:
            if mark in CLOSED_BY or (mark == "«" and flat[at + 1 : at + 2].isalpha() and not flat[at - 1 : at].isalpha()):
                opened, closed_by = at + 1, CLOSED_BY.get(mark, "»")
        elif mark in closed_by:
            spans.append((opened, at))
            opened = None
    if opened is not None:
        spans.append((opened, end))
    return spans


def quoted_share(flat: str, span: Span, marks: Sequence[Span]) -> float:
    """The share of a span's words that stand inside quotation marks, 0 to 1. ``marks``: in order, not overlapping."""
    words = [span[0] + m.start() for m in re.finditer(r"\w+", flat[span[0] : span[1]])]
    return sum(within(w, marks) for w in words) / len(words) if words else 0.0


def within(at: int, marks: Sequence[Span]) -> bool:
    """Whether a place lies in one of the spans, which are in order and do not overlap.

    >>> within(5, [(1, 3), (4, 6)]), within(3, [(1, 3), (4, 6)])
    (True, False)
    """
    before = bisect.bisect_right(marks, at, key=lambda mark: mark[0]) - 1
    return before >= 0 and at < marks[before][1]
