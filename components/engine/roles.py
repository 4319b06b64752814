"""Which passages of a pasted article are text, and which are set aside.

Pasted news pages carry captions, credits, datelines, buttons, appeals and readers' comments. They are told from text by
the shape and place of a line, by fixed phrases of the trade (``data/lexicon/page_furniture.toml``), by what is known of
an outlet's pages (``data/outlets.toml``), and by a closing that two articles of one outlet share word for word. Nothing is
dropped: every letter of the file lies in one passage, and a passage that is set aside keeps its reason.
"""

import functools
import itertools
import re
import tomllib
from dataclasses import dataclass, replace

from components.engine.articles import DATA, read_outlets
from components.engine.language import FINITE, words
from components.engine.sentences import Sentence, plain, split

ASIDE_ROLES = ("caption", "credit", "dateline", "comment", "boilerplate")

TERMINAL = re.compile(r"[.!?…:;]['\"“”«»’)\]]*$")
FULL_STOP = re.compile(r"[.…]['\"“”«»’)\]]*$")
OPEN_END = re.compile(
    r"(,|\b(der|die|das|dem|den|des|ein|eine|einer|einem|einen|eines|und|oder|sowie|in|im|am|an|auf|aus|bei|beim|durch|für|gegen|mit|nach|ohne|über|um|unter|von|vom|vor|zu|zum|zur|zwischen|ab|bis|seit|dass|als|wie|nicht|auch|noch|sich|hat|ist|wird|sind|haben|werden))$",
    re.IGNORECASE,
)
CREDIT_TAIL = re.compile(r"\s*\(?\b(?=(?:Quelle|Fotos?|Bild|Bildquelle|Grafik): ?\S[^.!?]{1,80}$)|\s*(?=© ?\S[^.!?]{1,80}$)")
GLUED_CREDIT = re.compile(r"(?<=[a-zäöüß.!?])(?=(?:Quelle|Foto|Fotos|Bildquelle): ?\S[^!?]{1,80}$)")
DATE_START = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{4},? ?(?:\d{1,2}[:.]\d{2}(?: Uhr)?)? +(?!Uhr)(?=[A-ZÄÖÜ])")
PLACE = re.compile(r"([A-ZÄÖÜ][\w-]+(?:[ /-][A-ZÄÖÜ][\w-]+){0,2})\.")
PLACE_START = re.compile(PLACE.pattern + r" +(?=[A-ZÄÖÜ„\"»])")
GLUED_WORDS = re.compile(r"(?<![A-ZÄÖÜ])([A-ZÄÖÜ][\w-]*[a-zäöüß]{2})([A-ZÄÖÜ][a-zäöüß]{2,})\b")
WRAP_LEAST = 56  # characters; narrower columns are not pasted
HEADLINE_MOST = 170
LEAD_MOST = 480
SUBHEAD_MOST = 110


@dataclass(frozen=True)
class Passage:
    """A run of an article with one role; ``reason`` says why it is set aside, and is empty for text."""

    start: int
    end: int
    role: str
    reason: str = ""


@dataclass(frozen=True)
class _Tables:
    lines: tuple
    comments: re.Pattern
    appeal: tuple
    agency: str
    wires: str
    agencies: tuple


@functools.cache
def _tables():
    table = tomllib.loads((DATA / "lexicon" / "page_furniture.toml").read_text("utf-8"))
    codes = [code for outlet in read_outlets().values() for code in outlet.codes]
    names = "|".join(sorted(map(re.escape, [*table["agencies"], *codes]), key=len, reverse=True))
    wires = "|".join(map(re.escape, table["wires"]))
    return _Tables(
        tuple(
            (re.compile(r["pattern"]), r["role"], r["reason"], r.get("related", False), r.get("verbless", False))
            for r in table["line"]
        ),
        re.compile(table["comments"]["pattern"]),
        tuple(re.compile(r["pattern"]) for r in table["appeal"]),
        rf"(?i:{names})(?:\s*[/,+]\s*(?i:{names}))*",
        rf"(?i:{wires})(?:/(?i:{wires}))*",
        tuple(table["agencies"]),
    )


PICTURE = re.compile(
    r"©|\b(fotos?|photo|bild(er)?(?=\s*:)|bildquelle|bildrechte|grafik|illustration|picture alliance|imago|getty)\b",
    re.IGNORECASE,
)
ONE_AGENCY = {"rtr": "reuters", "dpa-afx": "dpa", "keystone-sda": "sda"}


def agencies(text):
    """The news agencies that a credit or dateline names, in small letters; those of a picture are none of the text's.

    >>> agencies("Quelle: ntv.de, lme/dpa"), agencies("Washington dpa/rtr |"), agencies("Quelle: dpa, Foto: Anna Muster/ap")
    (('dpa',), ('dpa', 'reuters'), ('dpa',))
    """
    found = set()
    for segment in re.split(r"[,;|–]| - ", re.sub(r"Deutschen? Presse-Agentur", "dpa", text)):
        if not PICTURE.search(segment):
            tokens = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", segment)
            found |= {t.casefold() for t in tokens if not t.istitle() or len(t) > 4}  # "Ria" and "Sid" are first names
    return tuple(dict.fromkeys(ONE_AGENCY.get(name, name) for name in _tables().agencies if name in found))


# Behind the last full stop of a text: who wrote it, as houses abbreviate their people, alone or beside an agency: "(abc)", "(abc/dpa)".
CODE = r"\([A-Za-zÄÖÜäöü]{2,4}(?:[/,] ?[A-Za-z-]{2,8}){0,2}\)"


@functools.cache
def _agency_patterns():
    agency, wires = _tables().agency, _tables().wires
    place = r"(?!(?:Der|Die|Das|Ein|Eine|Streit|Sender) )[A-ZÄÖÜ][\w.-]+(?:[ /](?:am|an der|bei|und|[A-ZÄÖÜ][\w.-]+)){0,4},? ?"
    return (
        re.compile(rf"{place}(?:\({agency}\)\.? ?[|–—:-]|(?:{wires})\.? ?[|–—]| ?(?:{wires}) - ?) *(?=\S)"),
        re.compile(rf"(?<=[.!?“”\"«»)])\s*(?=\(?{agency}\)?\.?$|{CODE}$|\((?:[Mm]it|[Uu]nter)[^()]{{3,50}}\)$)"),
        re.compile(rf"\(?{agency}\)?\.?|{CODE}"),
    )


def _lines(flat, text):
    """Spans of the lines, hard-wrapped ones joined: a line end inside a sentence is only a blank."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029]+", text) if m.group().strip()]
    wrapped = _is_wrapped(flat, text, spans)
    joined = []
    for start, end in spans:
        if joined and _continues(flat, text, joined[-1], (start, end), wrapped):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [_shrink(flat, a, b) for a, b in joined]


def _shrink(flat, start, end):
    part = flat[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _breaks_inside(flat, text, left, right):
    between = text[left[1] : right[0]]
    single = between.replace("\r\n", "\n").count("\n") == 1 and not between.strip()
    before, after = flat[left[0] : left[1]].rstrip(), flat[right[0] : right[1]].lstrip()
    return single, before, after


def _is_wrapped(flat, text, spans):
    """Whether the article's lines were cut to a width: several lines go on in lower case on the next."""
    inside = 0
    for left, right in itertools.pairwise(spans):
        single, before, after = _breaks_inside(flat, text, left, right)
        inside += single and not TERMINAL.search(before) and (after[:1].islower() or bool(OPEN_END.search(before)))
    return inside >= 2


def _continues(flat, text, left, right, wrapped):
    single, before, after = _breaks_inside(flat, text, left, right)
    if not single or (TERMINAL.search(before) and not before.endswith((",", ";"))):
        return False
    if any(pattern.fullmatch(part) for part in (before, after) for pattern, *_ in _tables().lines):
        return False
    if after[:1].islower():
        return True
    return wrapped and not _stands_alone(text, left, before, after)


def _stands_alone(text, left, before, after):
    """A subhead in a wrapped text: its break was not forced, since the next word would have fitted the line."""
    visual = text[max(text.rfind("\n", 0, left[1]), left[0] - 1) + 1 : left[1]]
    open_end = OPEN_END.search(before) or visual.endswith(" ") or len(before.split()) < 3
    return not open_end and len(visual) + 1 + len(after.split()[0]) < WRAP_LEAST


def _cut(flat, spans):
    """Lines cut where a page's layout ran two things together (credit, dateline, button, kicker)."""
    dateline, agency_end, _ = _agency_patterns()
    for start, end in spans:
        line = flat[start:end]
        if any(pattern.fullmatch(line) and role == "credit" for pattern, role, *_ in _tables().lines):
            yield start, end
            continue
        credits = [
            m.start()
            for p in (GLUED_CREDIT, CREDIT_TAIL)
            for m in p.finditer(line)
            if m.start() > 0 and _names_maker(line[m.start() :])
        ]
        cuts = {min(credits)} if credits else set()
        for pattern in (dateline, DATE_START):
            head = pattern.match(line)
            if head and head.end() < len(line):
                cuts.add(head.end())
        place = PLACE_START.match(line)
        if place and re.search(rf"(?i:\b(?:in|aus|nach|bei))\s+(?i:{re.escape(place.group(1))})\b", flat[start + place.end() :]):
            cuts.add(place.end())  # "Neustadt. In Neustadt hat …": the text says itself that it is a place
        cuts |= {m.start() for m in agency_end.finditer(line) if m.start() > 0}
        edges = [0, *sorted(cuts), len(line)]
        for a, b in itertools.pairwise(edges):
            piece = _shrink(flat, start + a, start + b)
            if piece[0] < piece[1]:
                yield piece


def _names_maker(tail):
    """Whether what follows "Foto:" are names, not a sentence ("ein Foto: Es zeigt Rauch")."""
    small = [w for w in re.findall(r"[^\W\d_][\w-]*", tail.partition(":")[2] or tail) if w[0].islower()]
    return all(
        re.fullmatch(_tables().agency, w)
        or w in {"von", "und", "via", "privat", "picture", "alliance", "imago", "images", "getty"}
        for w in small
    )


def _split_kicker(flat, spans):
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


def passages(article, outlet, closing=frozenset()):
    """All passages of an article in order. ``closing``: paragraphs that other articles of the outlet end with, too."""
    flat = plain(article.text)
    spans = list(_split_kicker(flat, list(_cut(flat, _lines(flat, article.text)))))
    found = [_set_aside(flat[a:b], outlet, a, b) for a, b in spans]
    found = _placed(found, flat, article.text)
    found = _standing(found, flat, outlet, closing)
    found = _related_and_comments(found, flat)
    found = _captions(found, flat)
    found = _orphaned_titles(found, flat)
    return tuple(_head(found, flat, article.text, article.headline))


def _set_aside(line, outlet, start, end):
    for pattern, role, reason, _, verbless in _tables().lines:
        if pattern.fullmatch(line) and not (verbless and _is_sentence(line)):
            return Passage(start, end, role, reason)
    dateline, _, agency = _agency_patterns()
    if agency.fullmatch(line):
        return Passage(start, end, "credit", "agency named")
    if dateline.match(line + "x") and dateline.match(line + "x").end() == len(line):  # it was cut off its sentence
        return Passage(start, end, "dateline", "place and agency")
    return Passage(start, end, "body")


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
    return sum(bool(p.search(own_words)) for p in _tables().appeal) >= 3


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
        if seen and len(line) < 80 and _tables().comments.fullmatch(line):
            comments = True
            marked.append(replace(passage, role="boilerplate", reason="head of the comment section"))
            continue
        pointer = next(
            (
                r
                for pattern, _, _, r, verbless in _tables().lines
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
    wanted = " ".join(plain(known_headline).split()) if known_headline else None
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
    flat = plain(text)
    return [flat[a:b] for a, b in _lines(flat, text)][::-1]


def quoted(flat, start, end):
    """Spans inside quotation marks in a passage; a mark left open reaches to the passage's end."""
    spans, opened, kind = [], None, None
    pairs = {"„": '“”"', "»": "«", "“": "”", '"': '"“'}
    for at in range(start, end):
        mark = flat[at]
        if opened is None:
            if mark in pairs or (mark == "«" and flat[at + 1 : at + 2].isalpha() and not flat[at - 1 : at].isalpha()):
                opened, kind = at + 1, pairs.get(mark, "»")
        elif mark in kind:
            spans.append((opened, at))
            opened = None
    if opened is not None:
        spans.append((opened, end))
    return spans


def _quote_share(flat, span, marks):
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", flat[span[0] : span[1]])]
    inside = sum(any(a <= span[0] + w[0] < b for a, b in marks) for w in words)
    return inside / len(words) if words else 0.0


def sentences(article, outlet, closing=frozenset()):
    """Every sentence of an article with its role, in order; set-aside passages are cut into sentences, too. What people have set right
    (``article.roles``) holds."""
    flat = plain(article.text)
    corrected = dict(article.roles)
    found = []
    for passage in passages(article, outlet, closing):
        marks = quoted(flat, passage.start, passage.end)
        for start, end in split(article.text, passage.start, passage.end):
            role = passage.role
            if role == "body" and not any(c.isalnum() for c in article.text[start:end]):
                role = "boilerplate"
            if role == "body" and _quote_share(flat, (start, end), marks) >= 0.5:
                role = "quote"
            found.append((start, end, role))
    if article.ends:
        found = _ended(article, found)
    if corrected:
        found = [(a, b, corrected.get(" ".join(article.text[a:b].split()), role)) for a, b, role in found]
    return tuple(
        Sentence(f"{article.id}:{n}", article.id, start, end, role, article.text[start:end])
        for n, (start, end, role) in enumerate(found)
    )


def _ended(article, found):
    """[(start, end, role)] with sentences cut and joined as ``article.ends`` says; words that are not there change nothing."""

    def written(span):
        return " ".join(article.text[span[0] : span[1]].split())

    for wanted, other, verdict in article.ends:
        changed = []
        for start, end, role in found:
            if verdict == "joined" and changed and written(changed[-1]) == wanted and written((start, end)) == other:
                changed[-1] = (changed[-1][0], end, changed[-1][2])
                continue
            head = re.match(r"\s+".join(map(re.escape, other.split())) + r"\s+", article.text[start:end])
            if verdict == "cut" and other and head and written((start, end)) == wanted:
                changed += [(start, start + len(head.group().rstrip()), role), (start + head.end(), end, role)]
            else:
                changed.append((start, end, role))
        found = changed
    return found
