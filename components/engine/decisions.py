"""What people decide by hand: about links, statements, contradictions, roles and sentence ends.

A decision is anchored by the words of its sentences, not by numbers, and so survives another encoder or another threshold. Of all
decisions about one thing the last one counts. Roles and sentence ends are set right before an event is compared (``corrected``),
everything else after it (``applied``).
"""

import dataclasses
import datetime
import hashlib
import json
import re
from dataclasses import dataclass

from components.engine.alignment.links import Link
from components.engine.articles.article import ROLES
from components.engine.articles.events import UnreadableEvent
from components.engine.articles.text_files import decode
from components.engine.contradictions.contradiction import Contradiction, Side
from components.engine.german.white_space import pattern_of

NAME = "decisions.json"  # beside event.toml: the decisions that an event brings along
KINDS = ("quantity", "duration", "date", "measure", "place", "role", "negation", "certainty", "attribution")  # of contradictions
YES_NO = ("confirmed", "dismissed")
VERDICTS = {"link": YES_NO, "statement": YES_NO, "contradiction": YES_NO, "role": ROLES, "end": ("joined", "cut")}
PAIRS = frozenset(["link", "statement"])  # both say whether two sentences report the same
BEFORE = frozenset(["role", "end"])  # matters that decide what is compared
LONGEST = {
    "who": 80,
    "why": 300,
    "made": 32,
    "act": 32,
    "undoes": 32,
    "left_article": 200,
    "right_article": 200,
    "kind": 16,
}  # letters
LONGEST_VALUE = 60  # letters that stand for a side of a contradiction made by hand
MOST = 10_000  # decisions read from a file


@dataclass(frozen=True)
class Decision:
    """A verdict, of ``VERDICTS[matter]`` or "undone", on one or two sentences.

    ``left``, ``right``: their words; ``left_words``, ``right_words``: the words that clash (contradiction), the words before a cut
    (end). ``key``: what it is about, the same for every verdict on it; ``act``: a name that decisions made by one click share, and
    ``undoes``: the act that "undone" takes back, so that what was decided before it counts again; ``made``: ISO, UTC.
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
    undoes: str = ""
    kind: str = ""  # of a contradiction


def words(text):
    """Text as decisions hold it: one blank between words, nothing that a database refuses.

    >>> words("Der Rat\\n tagt.")
    'Der Rat tagt.'
    """
    return " ".join(text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").split())


def _key(*sides):
    told = sorted("|".join(part for part in side if part) for side in sides)
    return hashlib.sha256("||".join(told).encode("utf-8")).hexdigest()[:32]


def key_of(made):
    """The key of a Decision, by what it says that it is about."""
    left, right = (made.left_article, made.left), (made.right_article, made.right)
    if made.matter in PAIRS:
        return _key(left, right)
    if made.matter == "contradiction":
        return _key((made.matter,), (*left, made.left_words), (*right, made.right_words))
    return _key((made.matter,), left if made.matter == "role" else (*left, made.right or made.left_words))


def _keyed(*said):
    found = Decision(*said)
    return dataclasses.replace(found, key=key_of(found))


def pair(left, right):
    """The key of two Sentences: their articles and words, in either order.

    >>> from components.engine.articles.article import Sentence
    >>> one, other = Sentence("a:0", "a", 0, 2, "body", "Ja"), Sentence("b:7", "b", 5, 9, "body", "Nein")
    >>> pair(one, other) == pair(other, one)
    True
    """
    return on_link(left, right, "").key


def on_link(left, right, verdict, matter="link"):
    """Whether two Sentences of different articles report the same; ``matter``: "statement" where whole statements are meant."""
    one, other = sorted((left, right), key=lambda s: s.article)
    return _keyed(matter, verdict, "", one.article, words(one.text), other.article, words(other.text))


def on_contradiction(by_id, contradiction, verdict):
    """Whether a Contradiction is one. ``by_id``: {id: Sentence}."""
    sides = []
    for side in (contradiction.left, contradiction.right):
        s = by_id[side.sentence]
        sides.append((s.article, words(s.text), words(s.text[side.start - s.start : side.end - s.start])))
    one, other = sorted(sides)
    found = _keyed("contradiction", verdict, "", *one[:2], *other[:2], one[2], other[2])
    return dataclasses.replace(found, kind=contradiction.kind)


def contradicting(left, right, kind):
    """That two Sentences contradict each other, where the program saw nothing; ``kind``: of contradictions."""
    sides = (Side(s.id, s.start, s.end, "") for s in (left, right))
    return on_contradiction({s.id: s for s in (left, right)}, Contradiction(kind, "clear", "", *sides), "confirmed")


def on_role(sentence, role):
    """Which role a Sentence has."""
    return _keyed("role", role, "", sentence.article, words(sentence.text))


def on_end(sentence, first="", following=None):
    """A Sentence ends after the words ``first``, or goes on in the Sentence ``following``."""
    said, article = words(sentence.text), sentence.article
    if following is not None:
        return _keyed("end", "joined", "", article, said, article, words(following.text))
    return _keyed("end", "cut", "", article, said, "", "", words(first))


def undone(act):
    """What takes back the decisions of one click, or one old decision that names no act."""
    return dataclasses.replace(act[0], verdict="undone", undoes=act[0].act)


def acts(made):
    """Decisions grouped by the click that made them, in order: tuples."""
    found = {}
    for one in made:
        found.setdefault(one.act or (one.key, one.made), []).append(one)
    return [tuple(act) for act in found.values()]


def standing(history):
    """{key: Decision} of those that count, in the order they were made: the last one about each thing that was not undone."""
    gone = {d.undoes for d in history if d.verdict == "undone" and d.undoes}
    last = {}
    for found in history:
        if found.act not in gone and not (found.verdict == "undone" and found.undoes):
            last.pop(found.key, None)
            last[found.key] = found
    return {key: d for key, d in last.items() if d.verdict != "undone"}


def state_of(history):
    """A name of a state of decisions: how many, and a fingerprint of what they say: "3.1f0c9a2b"."""
    told = json.dumps([(d.key, d.verdict, d.act, d.undoes) for d in history])
    return f"{len(history)}.{hashlib.sha256(told.encode('utf-8')).hexdigest()[:8]}"


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
    told = {s.id: words(s.text) for s in comparison.text_sentences}
    meant = {text for d in decided.values() if d.matter in PAIRS for text in (d.left, d.right)}
    links, seen = [], set()
    for link in comparison.candidates:
        both = told[link.left] in meant and told[link.right] in meant  # spares making keys of all others
        key = pair(by_id[link.left], by_id[link.right]) if both else None
        found = decided.get(key)
        if found is None or found.matter not in PAIRS:
            links.append(link)
        elif found.verdict == "confirmed":
            links.append(dataclasses.replace(link, similarity=1.0, reasons=("decided", *link.reasons)))
        seen.add(key)
    named = {}
    for sentence in comparison.text_sentences:
        named.setdefault((sentence.article, told[sentence.id]), []).append(sentence.id)
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
        all_contradictions=(*_confirmed(comparison, decided), *_by_hand(comparison, decided, named)),
    )


def _confirmed(comparison, decided):
    for c in comparison.all_contradictions:
        sure = _is(comparison.by_id, c, decided, "confirmed")
        yield dataclasses.replace(c, grade="clear", decided=True) if sure else c


def _by_hand(comparison, decided, named):
    """Contradictions that people confirmed and the program does not see, or no longer. ``named``: {(article, words): sentence ids}"""
    seen = {on_contradiction(comparison.by_id, c, "confirmed").key for c in comparison.all_contradictions}
    for key, found in decided.items():
        if found.matter == "contradiction" and found.verdict == "confirmed" and key not in seen:
            sides = ((found.left_article, found.left, found.left_words), (found.right_article, found.right, found.right_words))
            placed = [_side(comparison.by_id[n], part) for *told, part in sides for n in named.get(tuple(told), ())[:1]]
            if len(placed) == 2 and all(placed):
                yield Contradiction(found.kind or "attribution", "clear", "von Hand eingetragen", *placed, "hand", False, True)


def _side(sentence, part):
    """Where words stand in a Sentence, as a Side; None where they do not."""
    found = re.search(pattern_of(part), sentence.text)
    if not found or not part:
        return None
    shown = part if len(part) <= LONGEST_VALUE else f"{part[: LONGEST_VALUE - 2]} …"
    return Side(sentence.id, sentence.start + found.start(), sentence.start + found.end(), shown)


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
    for row in rows[-MOST:]:
        if isinstance(row, dict) and all(isinstance(row.get(n, ""), str) for n in names):
            held = Decision(**{n: words(row.get(n, "")) for n in names})
            if _makes_sense(held):
                found.append(held)
    return tuple(found), len(rows) - len(found)


def _makes_sense(made):
    """Whether a Decision says what it is about, and nothing else than it says, at lengths that are kept."""
    whole = made.left and made.verdict in (*VERDICTS.get(made.matter, ()), "undone") and made.key == key_of(made)
    apart = made.matter not in PAIRS or made.left_article != made.right_article
    return (
        whole and apart and made.kind in ("", *KINDS) and all(len(getattr(made, name)) <= most for name, most in LONGEST.items())
    )


def read(path):
    """(Decisions, entries left out) of a file. Raises UnreadableEvent where it holds none, OSError."""
    try:
        return from_json(decode(path.read_bytes()))
    except ValueError:
        raise UnreadableEvent(
            f"„{path.name}“ enthält keine Entscheidungen; bitte die Datei so lassen, wie Lesarten sie schreibt.",
            f"{path.name} holds no decisions; leave the file as Lesarten writes it.",
        ) from None
