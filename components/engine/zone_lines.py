"""The lines of a pasted article: hard-wrapped ones joined, those that a page's layout ran together cut.

Time grows with the length of the text, whatever it holds: what decides stands at the edges of a line, and no more of it is read.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from components.engine.codes import Role
from components.engine.german.quotation_marks import Span
from components.engine.german.words import words
from components.engine.zone_tables import LONGEST_RULED, PageTables, is_ruled, rules_of

TERMINAL = re.compile(r"[.!?…:;]['\"“”«»’)\]]*$")
FULL_STOP = re.compile(r"[.…]['\"“”«»’)\]]*$")
# Words after which no German clause ends.
NO_END = "der|dem|den|des|eine|einer|einem|einen|eines|und|oder|sowie|im|am|beim|vom|zum|zur|in|für|gegen|ohne|von|zwischen|seit|via|dass"
NEVER_LAST = re.compile(rf"\b({NO_END}|per|pro|laut|gemäß|wegen|trotz)$")
# Besides, words after which one may end ("Der Feind greift an"), but a headline or a subhead as a rule does not.
OPEN_END = re.compile(
    rf"(,|\b({NO_END}|die|das|ein|an|auf|aus|bei|durch|mit|nach|über|um|unter|vor|zu|ab|bis|als|wie|nicht|auch|noch|sich|hat|ist|wird|sind|haben|werden))$",
    re.IGNORECASE,
)
CREDIT_TAIL = re.compile(r"\s*\(?\b(?=(?:Quelle|Fotos?|Bild|Bildquelle|Grafik): ?\S[^.!?]{1,80}$)|\s*(?=© ?\S[^.!?]{1,80}$)")
GLUED_CREDIT = re.compile(r"(?<=[a-zäöüß.!?])(?=(?:Quelle|Foto|Fotos|Bildquelle): ?\S[^!?]{1,80}$)")
DATE_START = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{4},? ?(?:\d{1,2}[:.]\d{2}(?: Uhr)?)? +(?!Uhr)(?=[A-ZÄÖÜ])")
PLACE = re.compile(r"([A-ZÄÖÜ][\w-]++(?:[ /][A-ZÄÖÜ][\w-]++){0,2})\.")
PLACE_START = re.compile(PLACE.pattern + r" +(?=[A-ZÄÖÜ„\"»])")
GLUED_WORDS = re.compile(r"(?<![A-ZÄÖÜ])([A-ZÄÖÜ][\w-]*[a-zäöüß]{2})([A-ZÄÖÜ][a-zäöüß]{2,})\b")
# Before the first paragraph: a place that a dash or a bar parts from it, or a place with a full stop.
PLACE_DASH = re.compile(r"((?:[A-ZÄÖÜ][\w.-]{1,40}[ /]){1,4})[–—|-] ?(?=[A-ZÄÖÜ„\"»«])")
# Between two sentences, before the first or behind the last: what points elsewhere, and who signed.
POINTS_ELSEWHERE = re.compile(
    r"(?:(?<=[.!?“”\"«»] )|^)(?:[\[(](?:Lesen|Lies|Hier|Mehr|Hintergrund|Siehe|siehe|Alle|Ausführlich\w*|Video|zur?m?|Zur?m?)\b[^\[\]()]{3,140}[\])]"
    r"|\+\+\+ [^+]{3,120} \+\+\+|>>>? ?[^>]{3,100}$|(?:Alle|Mehr)\b[^.!?]{0,60} (?:lesen Sie|liest du|gibt es) (?:HIER|hier)\.?(?= |$)"
    r"|\((?:[A-ZÄÖÜ][\w-]+,? ){1,4}\d{1,2}\. ?\d{1,2}\. ?\d{4}\)$)"
)
FIRST_LEAST = 40  # characters of a paragraph before which a place may stand
PLACED_MOST = 3  # paragraphs from the top, leads included, before which it may
WIDE_LEAST = 40  # characters from which on a line may have been cut
WRAP_LEAST = 56  # characters; narrower columns are not pasted
HEADLINE_MOST = 170
EDGE = 300  # characters at a line's end in which credits, and the marks and words that end a line, are looked for
NEAR = 2000  # characters after a place before the text in which the text names that place itself


def lines_of(flat: str, text: str) -> list[Span]:
    """Spans of the lines, hard-wrapped ones joined: a line end inside a sentence is only a blank."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029]+", text) if m.group().strip()]
    wrapped = _is_wrapped(flat, text, spans)
    joined: list[Span] = []
    for start, end in spans:
        if joined and _continues(flat, text, joined[-1], (start, end), wrapped):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [shrunk(flat, a, b) for a, b in joined]


def shrunk(flat: str, start: int, end: int) -> Span:
    """A span without the blanks at its edges."""
    part = flat[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _breaks_inside(flat: str, text: str, left: Span, right: Span) -> tuple[bool, str, str]:
    """(whether one line end stands between two lines, the end of the first line, the beginning of the second)"""
    between = text[left[1] : right[0]]
    single = between.replace("\r\n", "\n").count("\n") == 1 and not between.strip()
    before, after = flat[max(left[0], left[1] - EDGE) : left[1]].rstrip(), flat[right[0] : right[0] + EDGE].lstrip()
    return single, before, after


def _is_wrapped(flat: str, text: str, spans: Sequence[Span]) -> bool:
    """Whether the article's lines were cut to a width: several lines go on in lower case on the next."""
    inside = 0
    for left, right in itertools.pairwise(spans):
        single, before, after = _breaks_inside(flat, text, left, right)
        inside += single and not TERMINAL.search(before) and after[:1].islower() and _is_wide(left)
    return inside >= 2


def _is_wide(line: Span) -> bool:
    """Whether a line is long enough to have been cut by a width: shorter ones end by themselves."""
    return line[1] - line[0] >= WIDE_LEAST


def _continues(flat: str, text: str, left: Span, right: Span, wrapped: bool) -> bool:
    single, before, after = _breaks_inside(flat, text, left, right)
    if not single or (TERMINAL.search(before) and not before.endswith((",", ";"))):
        return False
    if is_ruled(flat[slice(*left)].rstrip()) or is_ruled(flat[slice(*right)].lstrip()):
        return False
    if after[:1].islower():
        return wrapped or _is_wide(left)
    if NEVER_LAST.search(before) and len(before.split()) > 2:
        return True
    return wrapped and not _stands_alone(text, left, before, after)


def _stands_alone(text: str, left: Span, before: str, after: str) -> bool:
    """A subhead in a wrapped text: its break was not forced, since the next word would have fitted the line."""
    first = max(left[0], left[1] - EDGE)
    visual = text[max(text.rfind("\n", first, left[1]), first - 1) + 1 : left[1]]
    open_end = OPEN_END.search(before) or visual.endswith(" ") or len(before.split()) < 3
    return not open_end and len(visual) + 1 + len(after.split()[0]) < WRAP_LEAST


def cut_lines(flat: str, spans: Iterable[Span], page: PageTables) -> Iterator[Span]:
    """Lines cut where a page's layout ran two things together (credit, dateline, button, kicker)."""
    spans = list(spans)
    long = [a for a, b in spans if b - a >= FIRST_LEAST and TERMINAL.search(flat[max(a, b - EDGE) : b])]
    opening_lines = frozenset(long[:PLACED_MOST])
    for start, end in spans:
        line = flat[start:end]
        if any(rule.role == Role.CREDIT for rule in rules_of(line, page)):
            yield start, end
            continue
        credits = [
            m.start()
            for p in (GLUED_CREDIT, CREDIT_TAIL)
            for m in p.finditer(line, max(0, len(line) - EDGE))
            if m.start() > 0 and _names_maker(line[m.start() :], page)
        ]
        cuts = {min(credits)} if credits else set()
        for pattern in (page.dateline, DATE_START):
            head = pattern.match(line)
            if head and head.end() < len(line):
                cuts.add(head.end())
        place = PLACE_START.match(line)
        if place and re.search(
            rf"(?i:\b(?:in|aus|nach|bei))\s+(?i:{re.escape(place.group(1))})\b", flat[start + place.end() : end + NEAR]
        ):
            cuts.add(place.end())  # "Neustadt. In Neustadt hat …": the text says itself that it is a place
        if start in opening_lines and (opening := _place_before(line)):
            cuts.add(opening)
        cuts |= {at for m in POINTS_ELSEWHERE.finditer(line[:LONGEST_RULED]) for at in m.span() if 0 < at < len(line)}
        cuts |= {m.start() for m in page.agency_end.finditer(line, max(0, len(line) - EDGE)) if m.start() > 0}
        edges = [0, *sorted(cuts), len(line)]
        for a, b in itertools.pairwise(edges):
            piece = shrunk(flat, start + a, start + b)
            if piece[0] < piece[1]:
                yield piece


def _place_before(line: str) -> int:
    """Where the text begins behind a place at the start of the first paragraph: "Neustadt – ", "Bad Neustadt. "; 0 where there is none."""
    for pattern, tags in ((PLACE_DASH, {"NE", "FM", "XY"}), (PLACE_START, {"NE"})):
        found = pattern.match(line)
        if found is not None:
            named = [w for w in words(line[: found.end() + 40]) if w.end <= found.end(1)]
            if named and all(w.tag in tags for w in named if w.text[0].isalnum()):
                return found.end()
    return 0


def _names_maker(tail: str, page: PageTables) -> bool:
    """Whether what follows "Foto:" are names, not a sentence ("ein Foto: Es zeigt Rauch")."""
    small = [w for w in re.findall(r"[^\W\d_][\w-]*", tail.partition(":")[2] or tail) if w[0].islower()]
    return all(
        page.agency_name.fullmatch(w)
        or w in {"von", "und", "via", "privat", "picture", "alliance", "imago", "images", "getty"}
        or w.endswith("-bild")
        for w in small
    )


def split_kicker(flat: str, spans: Sequence[Span]) -> Iterator[Span]:
    """A kicker run together with its headline ("…-KriegNeues Gesetz"): the second word also stands alone elsewhere."""
    for n, (start, end) in enumerate(spans):
        if n < 4 and end - start <= HEADLINE_MOST and not TERMINAL.search(flat[start:end]):
            found = list(GLUED_WORDS.finditer(flat, start, end))
            rest = flat[end:]
            if len(found) == 1 and re.search(rf"(?<![\w-]){re.escape(found[0].group(2))}\b", rest):
                yield start, found[0].start(2)
                yield found[0].start(2), end
                continue
        yield start, end
