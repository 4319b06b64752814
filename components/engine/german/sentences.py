"""Sentences as exact slices of German news text.

No library was right on more than 58 of our 60 hard cases, hence rules of our own: every full stop, question or exclamation
mark before a capital is a candidate; tables (``data/lexicon/sentence_ends.toml``) say which of them end nothing.
Lines are the caller's matter: a line end inside a span counts as a blank.

Time grows with the length of the text, whatever it holds: no pattern looks further back than BACK characters, and no sentence is
longer than LONGEST.
"""

import functools
import re
from collections.abc import Iterator

from components.engine.data import lexicon
from components.engine.german.quotation_marks import CLOSING, OPENING
from components.engine.german.white_space import one_line

CLOSERS = f"{CLOSING})]"
OPENERS = f"{OPENING}([•–-"
BACK = 400  # characters; what stands further before a full stop does not decide it
LONGEST = 2000  # characters of a sentence; what goes on without an end is no sentence, and is cut at a blank
CANDIDATE = re.compile(rf"(?<![.!?…])[.!?…]++[{re.escape(CLOSERS)}]*+(?=\s)")
GLUED = re.compile(r"(?<=[a-zäöüß]{2})\.(?=([A-ZÄÖÜ][a-zäöüß]+)\b)")
NEXT_WORD = re.compile(r"[„“”»«\"‚‘('\[•–\-\s]*([^\s.,;:!?“”«»\")]*)")
LAST_TOKEN = re.compile(r"(?<![^\s(\[„“”»«\"‚‘])[^\s(\[„“”»«\"‚‘]*+$")
STOPPED = re.compile(rf"[.!?…:;][{re.escape(CLOSERS)}]*$")
LONE_CLOSER = re.compile(rf"\s*+[{re.escape(CLOSERS)}]++(?=\s|$)")


@functools.cache
def _tables() -> dict[str, frozenset[str]]:
    table = lexicon("sentence_ends")
    return {name: frozenset(words) for name, words in table.items()}


def split(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without blanks at their edges, in order, not overlapping.

    >>> text = "Am 13. April trat das Gesetz in Kraft. Die Opposition protestierte."
    >>> [text[a:b] for a, b in split(text)]
    ['Am 13. April trat das Gesetz in Kraft.', 'Die Opposition protestierte.']
    """
    end = len(text) if end is None else end
    flat = one_line(text[start:end])
    spans: list[tuple[int, int]] = []
    begin = 0
    for cut in (*_cuts(flat), len(flat)):
        spans += _pieces(flat, *_trim(flat, begin, cut))
        begin = cut
    return [(start + a, start + b) for a, b in spans]


def _pieces(flat: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A span without blanks at its edges as it is, or, longer than LONGEST, in pieces, cut at blanks where there are any."""
    while end - begin > LONGEST:
        blank = flat.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = blank if blank > 0 else begin + LONGEST
        yield _trim(flat, begin, cut)
        begin, end = _trim(flat, cut, end)
    if begin < end:
        yield begin, end


def _trim(flat: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and flat[begin].isspace():
        begin += 1
    while begin < end and flat[end - 1].isspace():
        end -= 1
    return begin, end


def _cuts(flat: str) -> list[int]:
    """Offsets at which a new sentence begins."""
    cuts: list[int] = []
    straight = _StraightMarks(flat)
    for found in CANDIDATE.finditer(flat):
        cut = found.end()
        lone = LONE_CLOSER.match(flat, cut)
        if lone and straight.closes(lone.group().strip()[0], cut):
            cut = lone.end()
        follows = flat[cut : cut + 80].lstrip()[:48] if cut < len(flat) else ""
        if follows and _ends(flat, found, follows):
            cuts.append(cut)
    for found in GLUED.finditer(flat):
        if found.group(1) in _tables()["starters"]:
            cuts.append(found.end())
    return sorted(set(cuts))


class _StraightMarks:
    """Straight quotation marks of a text, counted as one goes along it."""

    def __init__(self, flat: str) -> None:
        self._flat, self._at = flat, 0
        self._counts = {'"': 0, "'": 0}

    def closes(self, mark: str, cut: int) -> bool:
        """Whether a quotation mark between blanks closes the sentence that ends at ``cut``, no less than the last time (an odd number
        of straight marks stands open)."""
        if mark not in self._counts:
            return True
        for each in self._counts:
            self._counts[each] += self._flat.count(each, self._at, cut)
        self._at = cut
        return self._counts[mark] % 2 == 1


def _ends(flat: str, found: re.Match[str], follows: str) -> bool:
    if follows.startswith(("[…", "[...")):
        return True
    if re.match(r"\([^()]{1,38}\)\s*(?:[.,;:]|[a-zäöüß])", follows):
        return False  # a bracket that goes on belongs to the sentence before it
    first = follows.lstrip("".join(OPENERS) + " ")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    marks = found.group()
    before = flat[max(0, found.start() - BACK) : found.start()]
    if ("!" in marks or "?" in marks) and marks.endswith(")") and _bracket_inside(before):
        return False
    if "!" in marks or "?" in marks or "…" in marks or "..." in marks:
        return True
    return _full_stop_ends(before, marks, follows)


def _bracket_inside(before: str) -> bool:
    """Whether the bracket that stands open at the end of ``before`` was opened in the middle of a sentence."""
    around, opened, inside = before.rpartition("(")
    around = around.rstrip()
    return opened != "" and ")" not in inside and not STOPPED.search(around) and around != ""


def _found(match: re.Match[str] | None, group: int = 0) -> str:
    return match.group(group) if match else ""


def _full_stop_ends(before: str, marks: str, follows: str) -> bool:
    tables = _tables()
    token, word = _found(LAST_TOKEN.search(before)), _found(NEXT_WORD.match(follows), 1)
    starts = word in tables["starters"]
    if len(marks) > 1:  # a closing quotation mark or bracket after the full stop settles it
        return True
    if token in tables["always_followed"] or re.fullmatch(r"[a-zäöü]", token):
        return False
    if token in tables["closing"]:
        return True
    if token in tables["often_followed"]:
        return starts
    if re.fullmatch(r"[A-ZÄÖÜ]", token):
        previous = before[: -len(token)].split()[-1:] or [""]
        if previous[0] in tables["platform_prepositions"]:
            return True
        abbreviated = bool(re.search(r"\b[A-Za-zÄÖÜäöü]\.$", previous[0]))
        return starts and not abbreviated
    if re.fullmatch(r"([A-Za-zÄÖÜäöü]\.)+[A-Za-zÄÖÜäöü]", token):
        return starts and token[0].isupper()
    if re.fullmatch(r"\d{1,3}", token) or re.fullmatch(r"[IVXLC]+", token):
        return starts
    return True
