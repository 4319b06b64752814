"""What people decide by hand: about links, statements, contradictions, roles and sentence ends.

A decision is anchored by the words of its sentences, not by numbers, and so survives another encoder or another threshold. Of all
decisions about one thing the last one counts. Roles and sentence ends are set right before an event is compared (``corrected``),
everything else after it (``applied``).
"""

import dataclasses
import datetime
import hashlib
import json
from dataclasses import dataclass

from components.engine.alignment import Link
from components.engine.articles import ROLES, UnreadableEvent, decode

NAME = "decisions.json"  # beside event.toml: the decisions that an event brings along
YES_NO = ("confirmed", "dismissed")
VERDICTS = {"link": YES_NO, "statement": YES_NO, "contradiction": YES_NO, "role": ROLES, "end": ("joined", "cut")}
PAIRS = frozenset(["link", "statement"])  # both say whether two sentences report the same
BEFORE = frozenset(["role", "end"])  # matters that decide what is compared
LONGEST = {"who": 80, "why": 300}  # letters
MOST = 10_000  # decisions read from a file


@dataclass(frozen=True)
class Decision:
    """A verdict, of ``VERDICTS[matter]`` or "undone", on one or two sentences.

    ``left``, ``right``: their words; ``left_words``, ``right_words``: the words that clash (contradiction), the words before a cut
    (end). ``key``: what it is about, the same for every verdict on it; ``act``: decisions made by one click; ``made``: ISO, UTC.
    """

    matter: str
    verdict: str
    key: str
    left_article: str
    left: str
    right_article: str = ""
    right: str = ""
    left_words: str = ""
    right_words: str = ""
    who: str = ""
    why: str = ""
    made: str = ""
    act: str = ""


def words(text):
    """Text as decisions hold it: one blank between words.

    >>> words("Der Rat\\n tagt.")
    'Der Rat tagt.'
    """
    return " ".join(text.replace("\0", "").split())


def _key(*sides):
    told = sorted("|".join(part for part in side if part) for side in sides)
    return hashlib.sha256("||".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pair(left, right):
    """The key of two Sentences: their articles and words, in either order.

    >>> from components.engine.sentences import Sentence
    >>> one, other = Sentence("a:0", "a", 0, 2, "body", "Ja"), Sentence("b:7", "b", 5, 9, "body", "Nein")
    >>> pair(one, other) == pair(other, one)
    True
    """
    return _key(*((s.article, words(s.text)) for s in (left, right)))


def on_link(left, right, verdict, matter="link"):
    """Whether two Sentences of different articles report the same; ``matter``: "statement" where whole statements are meant."""
    one, other = sorted((left, right), key=lambda s: s.article)
    return Decision(matter, verdict, pair(left, right), one.article, words(one.text), other.article, words(other.text))


def on_contradiction(by_id, contradiction, verdict):
    """Whether a Contradiction is one. ``by_id``: {id: Sentence}."""
    sides = []
    for side in (contradiction.left, contradiction.right):
        s = by_id[side.sentence]
        sides.append((s.article, words(s.text), words(s.text[side.start - s.start : side.end - s.start])))
    one, other = sorted(sides)
    return Decision(
        "contradiction", verdict, _key(("contradiction",), one, other), one[0], one[1], other[0], other[1], one[2], other[2]
    )


def on_role(sentence, role):
    """Which role a Sentence has."""
    said = words(sentence.text)
    return Decision("role", role, _key(("role",), (sentence.article, said)), sentence.article, said)


def on_end(sentence, first=None, following=None):
    """A Sentence ends after the words ``first``, or goes on in the Sentence ``following``."""
    said, article = words(sentence.text), sentence.article
    if following is not None:
        after = words(following.text)
        return Decision("end", "joined", _key(("end",), (article, said, after)), article, said, article, after)
    return Decision("end", "cut", _key(("end",), (article, said, first)), article, said, left_words=first)


def standing(history):
    """{key: Decision} of those that count, in the order they were made: the last one about each thing, unless it was undone."""
    last = {}
    for found in history:
        last.pop(found.key, None)
        last[found.key] = found
    return {key: d for key, d in last.items() if d.verdict != "undone"}


def corrected(event, decided):
    """An Event with roles and sentence ends as people set them right. ``decided``: {key: Decision}."""
    wanted = [d for d in decided.values() if d.matter in BEFORE]
    if not wanted:
        return event
    articles = []
    for article in event.articles:
        own = [d for d in wanted if d.left_article == article.id]
        roles = tuple((d.left, d.verdict) for d in own if d.matter == "role")
        ends = tuple((d.left, d.right if d.verdict == "joined" else d.left_words, d.verdict) for d in own if d.matter == "end")
        articles.append(dataclasses.replace(article, roles=article.roles + roles, ends=ends))
    return dataclasses.replace(event, articles=tuple(articles))


def applied(comparison, decided):
    """A Comparison with decisions obeyed: a confirmed pair is a link at every threshold, a dismissed one none at any, statements
    joined are one, and a confirmed contradiction is clear. Dismissed contradictions stay: ``dismissed`` names them."""
    if not decided:
        return comparison
    by_id = comparison.by_id
    links, seen = [], set()
    for link in comparison.candidates:
        key = pair(by_id[link.left], by_id[link.right])
        found = decided.get(key)
        if found is None or found.matter not in PAIRS:
            links.append(link)
        elif found.verdict == "confirmed":
            links.append(dataclasses.replace(link, similarity=1.0, reasons=("decided", *link.reasons)))
        seen.add(key)
    named = {}
    for sentence in comparison.text_sentences:
        named.setdefault((sentence.article, words(sentence.text)), []).append(sentence.id)
    merged, separated = {}, []
    for key, found in decided.items():
        if found.matter in PAIRS:
            sides = [named.get(side, ()) for side in ((found.left_article, found.left), (found.right_article, found.right))]
            both = [tuple(sorted((a, b))) for a in sides[0] for b in sides[1]]
            if found.verdict == "dismissed":
                separated += both
                continue
            if key not in seen:
                links += [Link(a, b, 1.0, ("decided",)) for a, b in both]
            if found.matter == "statement":
                merged.setdefault(found.act, []).extend(both)
    return dataclasses.replace(
        comparison,
        candidates=tuple(sorted(links, key=lambda x: (-x.similarity, x.left, x.right))),
        merged=tuple(sorted(group for pairs in merged.values() for group in _connected(pairs))),
        separated=tuple(sorted(separated)),
        all_contradictions=tuple(
            dataclasses.replace(c, grade="clear", decided=True) if _is(by_id, c, decided, "confirmed") else c
            for c in comparison.all_contradictions
        ),
    )


def dismissed(comparison, decided):
    """The Contradictions of a Comparison that people dismissed."""
    return tuple(c for c in comparison.contradictions if _is(comparison.by_id, c, decided, "dismissed"))


def _is(by_id, contradiction, decided, verdict):
    found = decided.get(on_contradiction(by_id, contradiction, verdict).key)
    return found is not None and found.verdict == verdict


def _connected(pairs):
    """Groups of names that pairs connect, sorted.

    >>> _connected([("a", "b"), ("c", "d"), ("b", "e")])
    [('a', 'b', 'e'), ('c', 'd')]
    """
    groups = []
    for one in pairs:
        near = [g for g in groups if g & set(one)]
        groups = [g for g in groups if g not in near] + [set(one).union(*near)]
    return sorted(tuple(sorted(g)) for g in groups)


def stamped(decisions, who="", why="", act=""):
    """Decisions with name, reason and time, as they are kept."""
    made = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    clean = {k: words(text)[: LONGEST[k]] for k, text in (("who", who), ("why", why))}
    for found in decisions:
        if found.matter not in VERDICTS or found.verdict not in (*VERDICTS[found.matter], "undone"):
            raise ValueError(found.verdict)
    return tuple(dataclasses.replace(d, made=made, act=act, **clean) for d in decisions)


def as_json(history):
    """Decisions as the text of a file that goes along with an event, and that ``evaluate`` reads."""
    return json.dumps([dataclasses.asdict(d) for d in history], ensure_ascii=False, indent=1) + "\n"


def from_json(text):
    """(Decisions, how many entries made no sense and were left out) of such a text. Raises ValueError where it is no list."""
    try:
        rows = json.loads(text)
    except RecursionError:
        rows = None
    if not isinstance(rows, list):
        raise ValueError("decisions.json holds no list")
    names = [f.name for f in dataclasses.fields(Decision)]
    found = []
    for row in rows[:MOST]:
        if isinstance(row, dict) and all(isinstance(row.get(n, ""), str) for n in names):
            held = Decision(**{n: words(row.get(n, ""))[: LONGEST.get(n)] for n in names})
            if held.key and held.left and held.verdict in (*VERDICTS.get(held.matter, ()), "undone"):
                found.append(held)
    return tuple(found), len(rows) - len(found)


def read(path):
    """(Decisions, entries left out) of a file. Raises UnreadableEvent where it holds none, OSError."""
    try:
        return from_json(decode(path.read_bytes()))
    except ValueError:
        raise UnreadableEvent(
            f"„{path.name}“ enthält keine Entscheidungen; bitte die Datei so lassen, wie Lesarten sie schreibt.",
            f"{path.name} holds no decisions; leave the file as Lesarten writes it.",
        ) from None
