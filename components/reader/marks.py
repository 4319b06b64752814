"""The kinds of marks and links in the reading view: their codes, for Python, JavaScript, the style sheet and the address alike."""

import enum

from components.engine.codes import Finding


class Mark(enum.StrEnum):
    """A kind of mark or link; its letter stands in addresses that people keep, and in class names of ``reading.css``."""

    SHARED = "s"
    CONTRADICTING = "c"
    UNIQUE = "u"
    MAYBE = "m"
    SPEECH = "v"
    ASIDE = "a"
    DOUBTFUL = "d"  # of links only: perhaps contradicting


OF_FINDING = {
    Finding.SHARED: Mark.SHARED,
    Finding.CONTRADICTING: Mark.CONTRADICTING,
    Finding.UNIQUE: Mark.UNIQUE,
    Finding.SET_ASIDE: Mark.ASIDE,
}
SIGNS = {Mark.SHARED: "=", Mark.CONTRADICTING: "≠", Mark.UNIQUE: "○", Mark.MAYBE: "?", Mark.SPEECH: "„“", Mark.ASIDE: "¶"}


def for_javascript() -> dict[str, object]:
    """What ``reading.js`` is told of them: {name: letter}, {letter: sign}, and the filters in their order."""
    return {
        "codes": {mark.name.lower(): str(mark) for mark in Mark},
        "signs": {str(mark): sign for mark, sign in SIGNS.items()},
        "filters": [[str(mark), sign] for mark, sign in SIGNS.items()],
    }
