"""Which passages of a pasted article are text, and which are set aside.

Pasted news pages carry captions, credits, datelines, buttons, appeals and readers' comments. They are told from text by
the shape and place of a line, by fixed phrases of the trade (``data/lexicon/page_furniture.toml``), by what is known of
an outlet's pages (``data/outlets.toml``), and by a closing that two articles of one outlet share word for word. Nothing is
dropped: every letter of the file lies in one passage, and a passage that is set aside keeps its reason.
"""

import itertools
import re
from dataclasses import dataclass, replace

from components.engine.articles.article import ASIDE_ROLES
from components.engine.german.sentences import split
from components.engine.german.white_space import one_line
from components.engine.german.words import FINITE, words
from components.engine.zone_lines import HEADLINE_MOST, PLACE, TERMINAL, cut_lines, lines_of, split_kicker
from components.engine.zone_tables import agency_patterns, tables

FULL_STOP = re.compile(r"[.…]['\"“”«»’)\]]*$")
LEAD_MOST = 480
SUBHEAD_MOST = 110


@dataclass(frozen=True)
class Zone:
    """A run of an article with one role; ``reason`` says why it is set aside, and is empty for text."""

    start: int
    end: int
    role: str
    reason: str = ""


def zones(article, outlet, closing=frozenset()):
    """All passages of an article in order. ``closing``: paragraphs that other articles of the outlet end with, too."""
    flat = one_line(article.text)
    spans = list(split_kicker(flat, list(cut_lines(flat, lines_of(flat, article.text)))))
    found = [_set_aside(flat[a:b], outlet, a, b) for a, b in spans]
    found = _placed(found, flat, article.text)
    found = _standing(found, flat, outlet, closing)
    found = _related_and_comments(found, flat)
    found = _captions(found, flat)
    found = _orphaned_titles(found, flat)
    return tuple(_head(found, flat, article.text, article.headline))


def _set_aside(line, outlet, start, end):
    for pattern, role, reason, _, verbless in tables().lines:
        if pattern.fullmatch(line) and not (verbless and _is_sentence(line)):
            return Zone(start, end, role, reason)
    dateline, _, agency = agency_patterns()
    if agency.fullmatch(line):
        return Zone(start, end, "credit", "agency named")
    if dateline.match(line + "x") and dateline.match(line + "x").end() == len(line):  # it was cut off its sentence
        return Zone(start, end, "dateline", "place and agency")
    return Zone(start, end, "body")


def _is_sentence(line):
    """Whether a line states something: four words or more, one of them a finite verb."""
    found = words(line)
    return sum(w.text[0].isalnum() for w in found) >= 4 and any(w.tag in FINITE for w in found)


def _placed(found, flat, written):
    """A place alone before the text of its own line is its dateline: ``_cut`` has cut it off."""
    marked = list(found)
    for n, (passage, after) in enumerate(itertools.pairwise(found)):
        alone = PLACE.fullmatch(flat[passage.start : passage.end]) and not re.search(
            r"[\r\n]", written[passage.end : after.start]
        )
        if alone and passage.role == "body":
            marked[n] = replace(passage, role="dateline", reason="place")
    return marked


def _standing(found, flat, outlet, closing):
    """Furniture of the outlet's pages, closings shared by its articles, and appeals to the reader."""
    marked, to_end = [], None
    for n, passage in enumerate(found):
        line = flat[passage.start : passage.end]
        if to_end:
            marked.append(replace(passage, role=to_end.role, reason=to_end.reason))
            continue
        known = next((f for f in outlet.furniture if line.startswith(f.starts)), None)
        if known:
            to_end = known if known.to_end else None
            marked.append(replace(passage, role=known.role, reason=known.reason))
        elif passage.role == "body" and line in closing:
            marked.append(replace(passage, role="boilerplate", reason="closing that articles of this outlet share"))
        elif passage.role == "body" and n * 2 >= len(found) and is_appeal(line):
            marked.append(replace(passage, role="boilerplate", reason="the outlet speaks to its readers about itself"))
        else:
            marked.append(passage)
    return marked


def is_appeal(line):
    """Whether a paragraph is the outlet speaking about itself: three or more signs outside quotation marks.

    >>> is_appeal("Unsere Artikel sind kostenlos. Unterstützen Sie uns, damit wir weiter arbeiten können.")
    True
    >>> is_appeal("„Unsere Artikel sind kostenlos. Unterstützen Sie uns“, sagte die Verlegerin.")
    False
    """
    own_words = re.sub(r"„[^“”]*[“”]|\"[^\"]*\"|»[^«]*«", " ", line)
    return sum(bool(p.search(own_words)) for p in tables().appeal) >= 3


def _related_and_comments(found, flat):
    """Links after a pointer to other articles, and everything after the head of a comment section."""
    marked, comments, related = [], False, False
    texts = sum(p.role == "body" and p.end - p.start > 80 for p in found)
    seen = 0
    for passage in found:
        line = flat[passage.start : passage.end]
        seen += passage.role == "body" and len(line) > 80
        if comments:
            marked.append(
                passage if passage.role == "boilerplate" else replace(passage, role="comment", reason="reader's comment")
            )
            continue
        if seen and len(line) < 80 and tables().comments.fullmatch(line):
            comments = True
            marked.append(replace(passage, role="boilerplate", reason="head of the comment section"))
            continue
        pointer = next(
            (
                r
                for pattern, _, _, r, verbless in tables().lines
                if pattern.fullmatch(line) and not (verbless and _is_sentence(line))
            ),
            False,
        )
        if pointer:
            related = seen >= texts or len(line) < 30
        elif related and passage.role == "body":
            if TERMINAL.search(line) or len(line) > HEADLINE_MOST or (line[0] not in "•-–*▶>" and seen < texts):
                related = False
            else:
                passage = replace(passage, role="boilerplate", reason="title of another article")
        marked.append(passage)
    return marked


def _captions(found, flat):
    """A short line right before a picture's credit describes the picture."""
    marked = list(found)
    for n, passage in enumerate(found[1:], 1):
        before, line = found[n - 1], flat[passage.start : passage.end]
        if passage.role != "credit" or before.role != "body" or passage.reason.startswith("who wrote"):
            continue
        of_picture = re.match(r"\(?(Foto|Bild|Grafik|Illustration|Video|©)", line) or "©" in line or "picture alliance" in line
        text = flat[before.start : before.end]
        rest = any(p.role == "body" for p in found[n + 1 :])
        if of_picture and rest and n > 1 and len(text) <= 260 and len(split(text)) <= 2:
            marked[n - 1] = replace(before, role="caption", reason="stands right before a picture's credit")
    return marked


def _orphaned_titles(found, flat):
    """A title whose text is all set aside belongs to what is set aside."""
    marked = list(found)
    for n, passage in enumerate(marked[1:-1], 1):
        line = flat[passage.start : passage.end]
        after = marked[n + 1]
        titles = passage.role == "body" and not TERMINAL.search(line) and len(line) <= SUBHEAD_MOST
        speaks = after.role == "boilerplate" and after.reason.startswith(("the outlet", "closing", "self"))
        if titles and speaks and not any(p.role == "body" for p in marked[n + 1 :]):
            marked[n] = replace(passage, role="boilerplate", reason="title of what is set aside")
    return marked


def _head(found, flat, written, known_headline):
    """Kicker, headline, lead and subheads among the lines that are text."""
    text = [n for n, p in enumerate(found) if p.role == "body"]
    roles = dict.fromkeys(text, "body")

    def line(k):
        return flat[found[text[k]].start : found[text[k]].end]

    def is_title(k):
        return k < len(text) and len(line(k)) <= HEADLINE_MOST and not FULL_STOP.search(line(k)) and len(split(line(k))) <= 2

    head = 0
    wanted = " ".join(one_line(known_headline).split()) if known_headline else None
    if wanted and wanted in (" ".join(line(k).split()) for k in range(min(3, len(text)))):
        head = next(k for k in range(3) if " ".join(line(k).split()) == wanted)
    elif len(text) > 2 and is_title(0) and is_title(1) and len(line(0)) <= min(60, len(line(1))) and not TERMINAL.search(line(0)):
        head = 1
    if text and (is_title(head) or wanted) and len(text) > 1:
        for k in range(head):
            roles[text[k]] = "kicker"
        roles[text[head]] = "headline"
        lead = head + 1
        short = lead < len(text) and len(line(lead)) <= LEAD_MOST and len(split(line(lead))) <= 4 and TERMINAL.search(line(lead))
        if len(text) - lead >= 3 and short and _is_set_off(found, text[lead], written):
            roles[text[lead]] = "lead"
        first_body = lead
    else:
        first_body = 0
    for k in range(first_body, len(text) - 1):
        short = len(line(k)) <= SUBHEAD_MOST and not re.search(r"[.…:;,]['\"“”«»’)\]]*$", line(k))
        quote_only = line(k)[0] in '„"»•-–' and not (re.search(r"[“\"«]\w*$", line(k)) and len(line(k)) < 60)
        if roles[text[k]] == "body" and short and not quote_only:
            roles[text[k]] = "subhead"
    return [replace(p, role=roles.get(n, p.role)) for n, p in enumerate(found)]


def _is_set_off(found, n, written):
    """Whether a paragraph stands apart from the text after it, as leads do: a blank line, or a picture before or after it."""
    before, after = found[n - 1], found[n + 1]
    if before.reason == "place and agency":  # the agency's report begins here
        return False
    return (
        before.role in {"caption", "credit"}
        or after.role in ASIDE_ROLES
        or bool(re.search(r"\n\s*\n", written[found[n].end : after.start]))
    )


def shared_closings(articles, outlet_of=None):
    """{outlet: paragraphs with which two or more of its articles end, word for word}

    Only paragraphs of eighty characters or more count, from the end upwards, as long as they agree, and only where they are a
    small part of both articles: an article published again with a new headline is no closing. ``outlet_of``: {article id:
    outlet}, where articles name one outlet in several ways.
    """
    closings, by_outlet = {}, {}
    for article in articles:
        by_outlet.setdefault((outlet_of or {}).get(article.id, article.outlet), []).append(article)
    for outlet, group in by_outlet.items():
        for one, other in itertools.combinations([_tail(a.text) for a in group], 2):
            same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1] and len(pair[0]) >= 80, zip(one, other)))
            if same * 3 <= min(len(one), len(other)):
                closings.setdefault(outlet, set()).update(one[:same])
    return {outlet: frozenset(lines) for outlet, lines in closings.items() if lines}


def _tail(text):
    flat = one_line(text)
    return [flat[a:b] for a, b in lines_of(flat, text)][::-1]
