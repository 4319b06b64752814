"""Boxes between the paragraphs of an article: offers, posts of other sites, polls, galleries, lists of other articles.

A box is told by the signs of its lines (``zone_signs``) and by its place: lines that belong together share their lot; several lines in a
row that state nothing are no text; what follows the last sentence is none either. A single title before a paragraph stays: it is a subhead.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.engine.codes import Role
from components.engine.german.words import words
from components.engine.zone import Zone
from components.engine.zone_lines import FULL_STOP, TERMINAL
from components.engine.zone_signs import FEWEST_WORDS, WEAK, Look, look

IN_HEAD = frozenset(
    ["stamp", "count", "handle", "click", "embed", "vote", "symbols"]
)  # signs that count above the text, where titles stand
LONGEST_POST = 8  # passages of a post of another site, with its frame
LONGEST_TITLE = 110  # characters of a subhead
LONGEST_IN_BOX = 80  # characters of a sentence that a box may hold beside its signs
PARAGRAPH_LEAST = 100  # characters of a line that is surely a paragraph
ROW = 3  # lines in a row that state nothing, from which on they are no text
LONGEST_ANSWER = 45  # characters of an answer of a poll
PARTED = re.compile(r"\w: \S| [|] ")  # the topic before a title, as lists of articles have it
LISTED = re.compile(r"[-–•*]\s|\d{1,2}[.)]\s")
JOINING = frozenset(["von", "van", "de", "und", "der", "zu", "Dr", "Prof", "aus"])


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A passage that was text so far: its place among all passages, how it looks, and whether a blank line stands before it."""

    at: int
    text: str
    look: Look
    apart: bool


def boxes(found: Sequence[Zone], flat: str, written: str) -> list[Zone]:
    """The zones, with boxes set aside. ``flat``: the text with line ends as blanks, ``written``: as delivered."""
    lines = [
        _Line(at=n, text=(text := flat[z.start : z.end]), look=look(text), apart=_apart(found, n, written))
        for n, z in enumerate(found)
        if z.role == Role.BODY
    ]
    stating = [k for k, line in enumerate(lines) if line.look.states and not line.look.is_furniture]
    if not stating:
        return list(found)
    first = stating[0]
    last = max(k for k, line in enumerate(lines) if k in stating or _is_short_text(line))
    reasons: dict[int, str] = {}
    for k, line in enumerate(lines):
        if _is_listed(lines, k):
            continue
        counted = line.look.is_furniture if k >= first else bool(line.look.names & IN_HEAD) and line.look.is_furniture
        if counted and k:
            reasons[k] = line.look.reason
    reasons |= dict.fromkeys(_posts(lines), "post of another site") | dict.fromkeys(_polls(lines, first), "a poll")
    spaced = _spaced(lines)
    if spaced:
        for group in _groups(lines, first):
            if any(k in reasons for k in group):
                reasons = dict.fromkeys(group, "stands in a box with what is set aside") | reasons
    for run in _runs(lines, reasons, first):
        for k in _no_text(lines, run, reasons, last, spaced):
            reasons.setdefault(k, "states nothing between what is set aside" if run[-1] < last else "behind the end of the text")
    marked = list(found)
    for k, reason in reasons.items():
        marked[lines[k].at] = _aside(found[lines[k].at], reason)
    for k in range(1, (*stating, len(lines), len(lines))[1]):
        if _is_byline(lines[k].text):
            marked[lines[k].at] = dataclasses.replace(found[lines[k].at], role=Role.CREDIT, reason="who wrote it")
    return marked


def _is_listed(lines: Sequence[_Line], k: int) -> bool:
    """Whether a line is part of a list that a sentence announces with a colon."""
    start = k
    while start and LISTED.match(lines[start].text):
        start -= 1
    return start < k and lines[start].text.rstrip().endswith(":")


def _aside(zone: Zone, reason: str) -> Zone:
    role = Role.DATELINE if reason.startswith("date") else Role.BOILERPLATE
    return dataclasses.replace(zone, role=role, reason=reason)


def _apart(found: Sequence[Zone], n: int, written: str) -> bool:
    return not n or bool(re.search(r"\n\s*\n", written[found[n - 1].end : found[n].start].replace("\r\n", "\n")))


def _spaced(lines: Sequence[_Line]) -> bool:
    """Whether blank lines part the paragraphs of this page."""
    pairs = [b.apart for a, b in itertools.pairwise(lines) if min(len(a.text), len(b.text)) >= PARAGRAPH_LEAST]
    return len(pairs) > 2 and sum(pairs) * 5 >= len(pairs) * 3


def _groups(lines: Sequence[_Line], first: int) -> Iterator[list[int]]:
    """Places of lines without a blank line or a paragraph between them, two or more."""
    group: list[int] = []
    for k in range(first, len(lines)):
        beside = group and not lines[k].apart and lines[k].at == lines[k - 1].at + 1
        if _is_plain(lines[k]) or not beside:
            if len(group) > 1:
                yield group
            group = []
        if not _is_plain(lines[k]):
            group.append(k)
    if len(group) > 1:
        yield group


def _is_plain(line: _Line) -> bool:
    """Whether a line can only be text: it states something at length, and its signs do not make furniture of it."""
    return line.look.states and not line.look.is_furniture and len(line.text) > LONGEST_IN_BOX


def _posts(lines: Sequence[_Line]) -> Iterator[int]:
    """Places of what stands in the frame of a post: from the account to the counts or the time below it."""
    for k, line in enumerate(lines):
        if "handle" in line.look.names:
            framing = [m for m in range(k + 1, min(k + LONGEST_POST, len(lines))) if lines[m].look.names & {"count", "stamp"}]
            if framing:
                end = framing[0]
                while end + 1 < len(lines) and not lines[end + 1].look.states and lines[end + 1].look.is_furniture:
                    end += 1
                yield from range(k, end + 1)


def _polls(lines: Sequence[_Line], first: int) -> Iterator[int]:
    """Places of a question to the reader and the short answers below it."""
    for k in range(first, len(lines)):
        if lines[k].text.endswith("?") and "reader" in lines[k].look.names and len(lines[k].text) <= LONGEST_TITLE:
            end = k + 1
            while end < len(lines) and len(lines[end].text) <= LONGEST_ANSWER and not lines[end].text.endswith(":"):
                end += 1
            if end - k > 2:
                yield from range(k, end)


def _runs(lines: Sequence[_Line], reasons: dict[int, str], first: int) -> Iterator[list[int]]:
    """Places of lines in a row that state nothing or are set aside, after the first paragraph."""
    for idle, group in itertools.groupby(range(first, len(lines)), lambda k: k in reasons or not lines[k].look.states):
        if idle:
            yield list(group)


def _no_text(lines: Sequence[_Line], run: Sequence[int], reasons: dict[int, str], last: int, spaced: bool) -> Iterator[int]:
    """Places of a run that are no text: all but a title before the next paragraph and what is listed."""
    left = [k for k in run if k not in reasons and not _is_listed(lines, k)]
    if all(LISTED.match(lines[k].text) for k in run):
        return
    if run[-1] > last:
        yield from (k for k in left if not _is_short_text(lines[k]))
        return
    boxed = len(left) < len(run)
    title = run[-1] if _is_title(lines[run[-1]], boxed, spaced) else -1
    if boxed or len(left) >= ROW:
        yield from (k for k in left if k != title and not FULL_STOP.search(lines[k].text))


def _is_short_text(line: _Line) -> bool:
    """Whether a line without a verb is text all the same: "Kein Zweifel." or "Und der Lohn? Ein Jahr lang Pizza!"."""
    words_enough = len(line.text.split()) >= FEWEST_WORDS and not line.text.rstrip().endswith(":")
    return not line.look.points and bool(FULL_STOP.search(line.text) or (words_enough and TERMINAL.search(line.text)))


def _is_title(line: _Line, boxed: bool, spaced: bool) -> bool:
    """Whether a line before a paragraph is its subhead; behind a box (``boxed``) it may be the last title of a list of other articles."""
    listed = boxed and (PARTED.search(line.text) or (spaced and not line.apart))
    return line.look.names <= WEAK and len(line.text) <= LONGEST_TITLE and not listed


def _is_byline(text: str) -> bool:
    """Whether a line above the text is nothing but names: "Anna Muster, Max Beispiel"."""
    if len(text) > 90 or TERMINAL.search(text):
        return False
    for name in re.split(r", ?| und | & | / ", text):
        found = [w for w in words(name) if w.text[0].isalpha() and w.text not in JOINING]
        if not 2 <= len(found) <= 3 or found[0].tag not in {"NE", "FM"}:
            return False
        if any(not w.text[0].isupper() or w.tag in {"ART", "ADJ(A)", "CARD"} for w in found):
            return False
    return True
