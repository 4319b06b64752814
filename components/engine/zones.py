"""Which passages of a pasted article are text, and which are set aside.

Pasted news pages carry captions, credits, datelines, buttons, appeals and readers' comments. They are told from text by
the shape and place of a line, by fixed phrases of the trade (``data/lexicon/page_furniture.toml``), by what is known of
an outlet's pages (``data/outlets.toml``), and by a closing that two articles of one outlet share word for word. Nothing is
dropped: every letter of the file lies in one zone, and a zone that is set aside keeps its reason.
"""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from components.engine.articles.article import Article
from components.engine.articles.outlets import Outlet, StandingPassage
from components.engine.codes import Role
from components.engine.german.quotation_marks import WHOLE
from components.engine.german.sentences import split
from components.engine.german.white_space import one_line
from components.engine.german.words import has_finite_verb, words
from components.engine.zone import Zone
from components.engine.zone_boxes import boxes
from components.engine.zone_lines import FULL_STOP, HEADLINE_MOST, PLACE, TERMINAL, cut_lines, lines_of, split_kicker
from components.engine.zone_tables import LONGEST_RULED, PageTables, page_tables, rules_of

LEAD_MOST = 480
PLACED = re.compile(rf"{PLACE.pattern}|(?:[A-ZÄÖÜ][\w.-]{{1,40}}[ /]?){{1,4}} ?[–—|-]")  # a place with its full stop or dash
SUBHEAD_MOST = 110


def zones(
    article: Article, outlet: Outlet, closing: frozenset[str] = frozenset(), outlet_codes: tuple[str, ...] = ()
) -> tuple[Zone, ...]:
    """All zones of an article in order. ``closing``: paragraphs that other articles of the outlet end with, too; ``outlet_codes``: how
    outlets abbreviate themselves in credits."""
    page = page_tables(outlet_codes)
    flat = one_line(article.text)
    spans = list(split_kicker(flat, list(cut_lines(flat, lines_of(flat, article.text), page))))
    found = [_set_aside(flat[a:b], a, b, page) for a, b in spans]
    found = _placed(found, flat, article.text)
    found = _standing(found, flat, outlet, closing)
    found = _related_and_comments(found, flat)
    found = boxes(found, flat, article.text)
    found = _captions(found, flat)
    found = _orphaned_titles(found, flat)
    return tuple(_head(found, flat, article.text, article.headline))


def _set_aside(line: str, start: int, end: int, page: PageTables) -> Zone:
    zone = Zone(start=start, end=end, role=Role.BODY)
    for rule in rules_of(line, page):
        if not (rule.verbless and _is_sentence(line)):
            return replace(zone, role=rule.role, reason=rule.reason)
    if len(line) <= LONGEST_RULED and page.agency.fullmatch(line):
        return replace(zone, role=Role.CREDIT, reason="agency named")
    cut = any((m := page.dateline.match(line + rest)) and m.end() >= len(line) for rest in ("x", " X"))
    if cut:  # it was cut off its sentence
        return replace(zone, role=Role.DATELINE, reason="place and agency")
    return zone


def _is_sentence(line: str) -> bool:
    """Whether a line states something: four words or more, one of them a finite verb."""
    found = words(line)
    return sum(w.text[0].isalnum() for w in found) >= 4 and has_finite_verb(found)


def _placed(found: Sequence[Zone], flat: str, written: str) -> list[Zone]:
    """A place alone before the text of its own line is its dateline: ``_cut`` has cut it off."""
    marked = list(found)
    for n, (passage, after) in enumerate(itertools.pairwise(found)):
        alone = PLACED.fullmatch(flat[passage.start : passage.end]) and not re.search(
            r"[\r\n]", written[passage.end : after.start]
        )
        if alone and passage.role == Role.BODY:
            marked[n] = replace(passage, role=Role.DATELINE, reason="place")
    return marked


def _standing(found: Sequence[Zone], flat: str, outlet: Outlet, closing: frozenset[str]) -> list[Zone]:
    """Furniture of the outlet's pages, closings shared by its articles, and appeals to the reader."""
    marked: list[Zone] = []
    to_end: StandingPassage | None = None
    for n, passage in enumerate(found):
        line = flat[passage.start : passage.end]
        if to_end:
            marked.append(replace(passage, role=to_end.role, reason=to_end.reason))
            continue
        known = next((f for f in outlet.furniture if line.startswith(f.starts)), None)
        if known:
            to_end = known if known.to_end else None
            marked.append(replace(passage, role=known.role, reason=known.reason))
        elif passage.role == Role.BODY and line in closing:
            marked.append(replace(passage, role=Role.BOILERPLATE, reason="closing that articles of this outlet share"))
        elif passage.role == Role.BODY and n * 2 >= len(found) and is_appeal(line):
            marked.append(replace(passage, role=Role.BOILERPLATE, reason="the outlet speaks to its readers about itself"))
        else:
            marked.append(passage)
    return marked


def is_appeal(line: str) -> bool:
    """Whether a paragraph is the outlet speaking about itself: three or more signs outside quotation marks.

    >>> is_appeal("Unsere Artikel sind kostenlos. Unterstützen Sie uns, damit wir weiter arbeiten können.")
    True
    >>> is_appeal("„Unsere Artikel sind kostenlos. Unterstützen Sie uns“, sagte die Verlegerin.")
    False
    """
    own_words = WHOLE.sub(" ", line[:LONGEST_RULED])
    return sum(bool(p.search(own_words)) for p in page_tables().appeal) >= 3


def _related_and_comments(found: Sequence[Zone], flat: str) -> list[Zone]:
    """Links after a pointer to other articles, and everything after the head of a comment section."""
    marked: list[Zone] = []
    comments = related = False
    texts = sum(p.role == Role.BODY and p.end - p.start > 80 for p in found)
    seen = 0
    for passage in found:
        line = flat[passage.start : passage.end]
        seen += passage.role == Role.BODY and len(line) > 80
        if comments:
            marked.append(
                passage if passage.role == Role.BOILERPLATE else replace(passage, role=Role.COMMENT, reason="reader's comment")
            )
            continue
        if (seen >= 3 or seen * 2 > texts) and len(line) < 80 and page_tables().comments.fullmatch(line):
            comments = True
            marked.append(replace(passage, role=Role.BOILERPLATE, reason="head of the comment section"))
            continue
        rules = (r for r in rules_of(line, page_tables()) if not (r.verbless and _is_sentence(line)))
        if (rule := next(rules, None)) is not None and rule.related:
            related = seen >= texts or len(line) < 30
        elif related and passage.role == Role.BODY:
            if TERMINAL.search(line) or len(line) > HEADLINE_MOST or (line[0] not in "•-–*▶>" and seen < texts):
                related = False
            else:
                passage = replace(passage, role=Role.BOILERPLATE, reason="title of another article")
        marked.append(passage)
    return marked


def _captions(found: Sequence[Zone], flat: str) -> list[Zone]:
    """A short line right before a picture's credit describes the picture."""
    marked = list(found)
    last = _last_text(found)
    for n, passage in enumerate(found[1:], 1):
        before, line = found[n - 1], flat[passage.start : passage.end]
        if passage.role != Role.CREDIT or before.role != Role.BODY or passage.reason.startswith("who wrote"):
            continue
        of_picture = re.match(r"\(?(Foto|Bild|Grafik|Illustration|Video|©)", line) or "©" in line or "picture alliance" in line
        text = flat[before.start : before.end]
        ticker = n > 1 and found[n - 2].role == Role.DATELINE and n > 4  # an entry of its own below its time
        if of_picture and n < last and n > 1 and not ticker and len(text) <= 260 and len(split(text)) <= 2:
            marked[n - 1] = replace(before, role=Role.CAPTION, reason="stands right before a picture's credit")
    return marked


def _last_text(found: Sequence[Zone]) -> int:
    """The place of the last passage that is text, -1 where none is."""
    return max((n for n, p in enumerate(found) if p.role == Role.BODY), default=-1)


def _orphaned_titles(found: Sequence[Zone], flat: str) -> list[Zone]:
    """A title whose text is all set aside belongs to what is set aside."""
    marked = list(found)
    last = _last_text(found)
    for n, passage in enumerate(found[1:-1], 1):
        line = flat[passage.start : passage.end]
        after = marked[n + 1]
        titles = passage.role == Role.BODY and not TERMINAL.search(line) and len(line) <= SUBHEAD_MOST
        speaks = after.role == Role.BOILERPLATE and after.reason.startswith(("the outlet", "closing", "self"))
        if titles and speaks and n == last:
            marked[n] = replace(passage, role=Role.BOILERPLATE, reason="title of what is set aside")
    return marked


def _head(found: Sequence[Zone], flat: str, written: str, known_headline: str | None) -> list[Zone]:
    """Kicker, headline, lead and subheads among the lines that are text."""
    text = [n for n, p in enumerate(found) if p.role == Role.BODY]
    roles: dict[int, Role] = dict.fromkeys(text, Role.BODY)

    def line(k: int) -> str:
        return flat[found[text[k]].start : found[text[k]].end]

    def is_title(k: int) -> bool:
        return k < len(text) and len(line(k)) <= HEADLINE_MOST and not FULL_STOP.search(line(k)) and len(split(line(k))) <= 2

    head = 0
    wanted = " ".join(one_line(known_headline).split()) if known_headline else None
    if wanted and wanted in (" ".join(line(k).split()) for k in range(min(3, len(text)))):
        head = next(k for k in range(3) if " ".join(line(k).split()) == wanted)
    elif len(text) > 2 and is_title(0) and is_title(1) and len(line(0)) <= min(60, len(line(1))) and not TERMINAL.search(line(0)):
        head = 1
    if text and (is_title(head) or wanted) and len(text) > 1:
        for k in range(head):
            roles[text[k]] = Role.KICKER
        roles[text[head]] = Role.HEADLINE
        lead = head + 1
        short = lead < len(text) and len(line(lead)) <= LEAD_MOST and len(split(line(lead))) <= 4 and TERMINAL.search(line(lead))
        if len(text) - lead >= 3 and short and _is_set_off(found, text[lead], written):
            roles[text[lead]] = Role.LEAD
        first_body = lead
    else:
        first_body = 0
    for k in range(first_body, len(text) - 1):
        short = len(line(k)) <= SUBHEAD_MOST and not re.search(r"[.…:;,]['\"“”«»’)\]]*$", line(k))
        quote_only = line(k)[0] in '„"»•-–' and not (re.search(r"[“\"«]\w*$", line(k)) and len(line(k)) < 60)
        if roles[text[k]] == Role.BODY and short and not quote_only:
            roles[text[k]] = Role.SUBHEAD
    return [replace(p, role=roles.get(n, p.role)) for n, p in enumerate(found)]


def _is_set_off(found: Sequence[Zone], n: int, written: str) -> bool:
    """Whether a paragraph stands apart from the text after it, as leads do: a blank line, or a picture before or after it."""
    before, after = found[n - 1], found[n + 1]
    if before.reason == "place and agency":  # the agency's report begins here
        return False
    return (
        before.role in {Role.CAPTION, Role.CREDIT}
        or after.role.is_aside
        or bool(re.search(r"\n\s*\n", written[found[n].end : after.start]))
    )


def shared_closings(articles: Iterable[Article], outlet_of: Mapping[str, str] | None = None) -> dict[str, frozenset[str]]:
    """{outlet: paragraphs with which two or more of its articles end, word for word}

    Only paragraphs of eighty characters or more count, from the end upwards, as long as they agree, and only where they are a
    small part of both articles: an article published again with a new headline is no closing. ``outlet_of``: {article id:
    outlet}, where articles name one outlet in several ways.
    """
    closings: dict[str, set[str]] = {}
    by_outlet: dict[str, list[Article]] = {}
    for article in articles:
        by_outlet.setdefault((outlet_of or {}).get(article.id, article.outlet), []).append(article)
    for outlet, group in by_outlet.items():
        for one, other in itertools.combinations([_tail(a.text) for a in group], 2):
            same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1] and len(pair[0]) >= 80, zip(one, other)))
            if same * 3 <= min(len(one), len(other)):
                closings.setdefault(outlet, set()).update(one[:same])
    return {outlet: frozenset(lines) for outlet, lines in closings.items() if lines}


def _tail(text: str) -> list[str]:
    flat = one_line(text)
    return [flat[a:b] for a, b in lines_of(flat, text)][::-1]
