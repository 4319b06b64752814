"""What people decide by hand: about links, statements, contradictions, roles and sentence ends.

A decision is anchored by the words of its sentences, not by numbers, and so survives another encoder or another threshold. Of all
decisions about one thing the last one counts. Roles and sentence ends are set right before an event is compared (``corrected``),
everything else after it (``applied``).
"""

import dataclasses
import datetime
import hashlib
import json
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.engine.alignment.links import Link
from components.engine.articles.article import Sentence
from components.engine.articles.events import Event, UnreadableEvent
from components.engine.articles.text_files import decode
from components.engine.codes import ClashReason, Grade, Kind, LinkReason, Matter, Role, Verdict
from components.engine.comparison import Comparison
from components.engine.contradictions.contradiction import Contradiction, Said, Side
from components.engine.entities import occasions
from components.engine.entities.occasions import Occasion
from components.engine.german.white_space import pattern_of, squeezed

NAME = "decisions.json"  # beside event.toml: the decisions that an event brings along
YES_NO = (Verdict.CONFIRMED, Verdict.DISMISSED)
VERDICTS: dict[str, tuple[str, ...]] = {
    Matter.LINK: YES_NO,
    Matter.STATEMENT: YES_NO,
    Matter.CONTRADICTION: YES_NO,
    Matter.ROLE: tuple(Role),
    Matter.END: (Verdict.JOINED, Verdict.CUT),
    Matter.OCCASION: YES_NO,
}
PAIRS = frozenset([Matter.LINK, Matter.STATEMENT])  # both say whether two sentences report the same
BEFORE = frozenset([Matter.ROLE, Matter.END])  # matters that decide what is compared
LONGEST = {
    "who": 80,
    "why": 300,
    "made": 32,
    "act": 32,
    "undoes": 32,
    "left_article": 200,
    "right_article": 200,
    "kind": 16,
    "left": 4000,
    "right": 4000,
    "left_words": 4000,
    "right_words": 4000,
}  # letters
LONGEST_VALUE = 60  # letters that stand for a side of a contradiction made by hand
MOST = 3_000  # decisions read from a file
MOST_TWINS = 3  # sentences of an article with the same words, to which a decision applies


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A verdict, of ``VERDICTS[matter]`` or "undone", on one or two sentences.

    ``left``, ``right``: their words; ``left_words``, ``right_words``: the words that clash (contradiction), the words before a cut
    (end). ``key``: what it is about, the same for every verdict on it; ``act``: a name that decisions made by one click share, and
    ``undoes``: the act that "undone" takes back, so that what was decided before it counts again; ``made``: ISO, UTC; ``kind``: of a
    contradiction.
    """

    matter: str
    verdict: str
    key: str = ""
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
    kind: str = ""


Standing = Mapping[str, Decision]  # {key: the Decision that counts}


def words(text: str) -> str:
    """Text as decisions hold it: one blank between words, nothing that a database refuses.

    >>> words("Der Rat\\n tagt.")
    'Der Rat tagt.'
    """
    return squeezed(text.replace("\0", "").encode("utf-8", "replace").decode("utf-8"))


def _key(*sides: Sequence[str]) -> str:
    told = sorted("|".join(part for part in side if part) for side in sides)
    return hashlib.sha256("||".join(told).encode("utf-8")).hexdigest()[:32]


def key_of(made: Decision) -> str:
    """The key of a Decision, by what it says that it is about."""
    left, right = (made.left_article, made.left), (made.right_article, made.right)
    if made.matter in PAIRS:
        return _key(left, right)
    if made.matter == Matter.CONTRADICTION:
        return _key((made.matter,), (*left, made.left_words), (*right, made.right_words))
    return _key((made.matter,), left if made.matter in {Matter.ROLE, Matter.OCCASION} else (*left, made.right or made.left_words))


def _keyed(decision: Decision) -> Decision:
    return dataclasses.replace(decision, key=key_of(decision))


def pair(left: Sentence, right: Sentence) -> str:
    """The key of two Sentences: their articles and words, in either order."""
    return on_link(left, right, "").key


def on_link(left: Sentence, right: Sentence, verdict: str, matter: str = Matter.LINK) -> Decision:
    """Whether two Sentences of different articles report the same; ``matter``: "statement" where whole statements are meant."""
    one, other = sorted((left, right), key=lambda s: s.article)
    return _keyed(
        Decision(
            matter=matter,
            verdict=verdict,
            left_article=one.article,
            left=words(one.text),
            right_article=other.article,
            right=words(other.text),
        )
    )


def on_contradiction(by_id: Mapping[str, Sentence], contradiction: Contradiction, verdict: str) -> Decision:
    """Whether a Contradiction is one. ``by_id``: {id: Sentence}."""
    sides = []
    for side in contradiction.sides:
        s = by_id[side.sentence]
        sides.append((s.article, words(s.text), words(s.text[side.start - s.start : side.end - s.start])))
    one, other = sorted(sides)
    return _keyed(
        Decision(
            matter=Matter.CONTRADICTION,
            verdict=verdict,
            left_article=one[0],
            left=one[1],
            right_article=other[0],
            right=other[1],
            left_words=one[2],
            right_words=other[2],
            kind=contradiction.kind,
        )
    )


def contradicting(left: Sentence, right: Sentence, kind: Kind) -> Decision:
    """That two Sentences contradict each other, where the program saw nothing."""
    one, other = (Side(sentence=s.id, start=s.start, end=s.end) for s in (left, right))
    made = Contradiction(kind=kind, grade=Grade.CLEAR, left=one, right=other, reason=ClashReason.HAND)
    return on_contradiction({s.id: s for s in (left, right)}, made, Verdict.CONFIRMED)


def on_role(sentence: Sentence, role: Role) -> Decision:
    """Which role a Sentence has."""
    return _keyed(Decision(matter=Matter.ROLE, verdict=role, left_article=sentence.article, left=words(sentence.text)))


def on_occasion(sentence: Sentence, takes_up: Sentence | None) -> Decision:
    """Which sentence of its article a Sentence takes up with "das Gespräch"; none if None."""
    return _keyed(
        Decision(
            matter=Matter.OCCASION,
            verdict=Verdict.CONFIRMED if takes_up else Verdict.DISMISSED,
            left_article=sentence.article,
            left=words(sentence.text),
            right_article=sentence.article if takes_up else "",
            right=words(takes_up.text) if takes_up else "",
        )
    )


def on_end(sentence: Sentence, first: str = "", following: Sentence | None = None) -> Decision:
    """A Sentence ends after the words ``first``, or goes on in the Sentence ``following``."""
    said, article = words(sentence.text), sentence.article
    if following is not None:
        joined = Decision(
            matter=Matter.END,
            verdict=Verdict.JOINED,
            left_article=article,
            left=said,
            right_article=article,
            right=words(following.text),
        )
        return _keyed(joined)
    return _keyed(Decision(matter=Matter.END, verdict=Verdict.CUT, left_article=article, left=said, left_words=words(first)))


def undone(act: Sequence[Decision]) -> Decision:
    """What takes back the decisions of one click, or one old decision that names no act."""
    return dataclasses.replace(act[0], verdict=Verdict.UNDONE, undoes=act[0].act)


def acts(made: Iterable[Decision]) -> list[tuple[Decision, ...]]:
    """Decisions grouped by the click that made them, in order."""
    found: dict[object, list[Decision]] = {}
    for one in made:
        found.setdefault(one.act or (one.key, one.made), []).append(one)
    return [tuple(act) for act in found.values()]


def standing(history: Iterable[Decision]) -> dict[str, Decision]:
    """{key: Decision} of those that count, in the order they were made: the last one about each thing that was not undone."""
    history = tuple(history)
    gone = {d.undoes for d in history if d.verdict == Verdict.UNDONE and d.undoes}
    last: dict[str, Decision] = {}
    for found in history:
        if found.act not in gone and not (found.verdict == Verdict.UNDONE and found.undoes):
            last.pop(found.key, None)
            last[found.key] = found
    return {key: d for key, d in last.items() if d.verdict != Verdict.UNDONE}


def state_of(history: Sequence[Decision]) -> str:
    """A name of a state of decisions: how many, and a fingerprint of what they say: "3.1f0c9a2b"."""
    told = json.dumps([(d.key, d.verdict, d.act, d.undoes) for d in history])
    return f"{len(history)}.{hashlib.sha256(told.encode('utf-8')).hexdigest()[:8]}"


def corrected(event: Event, decided: Standing) -> Event:
    """An Event with roles and sentence ends as people set them right."""
    wanted = [d for d in decided.values() if d.matter in BEFORE]
    if not wanted:
        return event
    articles = []
    for article in event.articles:
        own = [d for d in wanted if d.left_article == article.id]
        roles = tuple((d.left, Role(d.verdict)) for d in own if d.matter == Matter.ROLE)
        ends = tuple(
            (d.left, d.right if d.verdict == Verdict.JOINED else d.left_words, d.verdict) for d in own if d.matter == Matter.END
        )
        articles.append(dataclasses.replace(article, roles=article.roles + roles, ends=ends))
    return dataclasses.replace(event, articles=tuple(articles))


def applied(comparison: Comparison, decided: Standing) -> Comparison:
    """A Comparison with decisions obeyed: a confirmed pair is a link at every threshold, a dismissed one none at any, statements
    joined are one, and a confirmed contradiction is clear. Dismissed contradictions stay: ``dismissed`` names them."""
    if not decided:
        return comparison
    told = {s.id: words(s.text) for s in comparison.text_sentences}
    named: dict[tuple[str, str], list[str]] = {}
    for sentence in comparison.text_sentences:
        named.setdefault((sentence.article, told[sentence.id]), []).append(sentence.id)
    comparison = _with_occasions(comparison, decided, named)
    links, cut, seen = _decided_links(comparison, decided, told)
    merged: dict[str, list[tuple[str, str]]] = {}
    separated: list[tuple[str, str]] = []
    for key, found in decided.items():
        if found.matter not in PAIRS:
            continue
        sides = [
            named.get(side, [])[:MOST_TWINS] for side in ((found.left_article, found.left), (found.right_article, found.right))
        ]
        both = [(min(a, b), max(a, b)) for a in sides[0] for b in sides[1]]
        if found.verdict == Verdict.DISMISSED:
            separated += both
            continue
        if key not in seen:
            links += [Link(left=a, right=b, similarity=1.0, reasons=(LinkReason.DECIDED,)) for a, b in both]
        if found.matter == Matter.STATEMENT:
            merged.setdefault(found.act, []).extend(both)
    return dataclasses.replace(
        comparison,
        candidates=tuple(sorted(links, key=lambda x: (-x.similarity, x.left, x.right))),
        merged=tuple(sorted(group for pairs in merged.values() for group in _connected(pairs))),
        separated=tuple(sorted(separated)),
        cut=tuple(cut),
        all_contradictions=(*_confirmed(comparison, decided), *_by_hand(comparison, decided, named)),
    )


def _with_occasions(comparison: Comparison, decided: Standing, named: Mapping[tuple[str, str], Sequence[str]]) -> Comparison:
    """A Comparison with what sentences take up as people set it right, and with what follows of it for their links."""
    changed: dict[str, Occasion] = {}
    for found in decided.values():
        if found.matter != Matter.OCCASION:
            continue
        occasion_of = comparison.occasion_of
        taken = [occasion_of[s] for s in named.get((found.right_article, found.right), ())[:1] if s in occasion_of]
        if found.verdict == Verdict.CONFIRMED and not taken:
            continue
        for name in named.get((found.left_article, found.left), ())[:MOST_TWINS]:
            if name in occasion_of:
                changed[name] = occasions.corrected(occasion_of[name], taken[0] if taken else None)
    if not changed:
        return comparison
    held = {**comparison.occasion_of, **changed}

    def judged(link: Link) -> Link:
        apart = occasions.difference(held[link.left], held[link.right])
        return dataclasses.replace(link, apart=apart.why if apart else None, surely_apart=bool(apart and apart.sure))

    return dataclasses.replace(
        comparison,
        all_occasions=tuple(held[o.sentence] for o in comparison.all_occasions),
        candidates=tuple(judged(c) if c.left in changed or c.right in changed else c for c in comparison.candidates),
    )


def _decided_links(comparison: Comparison, decided: Standing, told: Mapping[str, str]) -> tuple[list[Link], list[Link], set[str]]:
    """(candidates that stay, those that people dismissed, keys of the pairs that were looked at). ``told``: {sentence id: its words}"""
    by_id = comparison.by_id
    meant = {text for d in decided.values() if d.matter in PAIRS for text in (d.left, d.right)}
    links: list[Link] = []
    cut: list[Link] = []
    seen: set[str] = set()
    for link in comparison.candidates:
        found = None
        if told[link.left] in meant and told[link.right] in meant:  # spares making keys of all others
            key = pair(by_id[link.left], by_id[link.right])
            found = decided.get(key)
            seen.add(key)
        if found is None or found.matter not in PAIRS:
            links.append(link)
        elif found.verdict == Verdict.CONFIRMED:
            links.append(dataclasses.replace(link, similarity=1.0, reasons=(LinkReason.DECIDED, *link.reasons)))
        else:
            cut.append(link)
    return links, cut, seen


def _confirmed(comparison: Comparison, decided: Standing) -> Iterator[Contradiction]:
    for c in comparison.all_contradictions:
        sure = _is(comparison.by_id, c, decided, Verdict.CONFIRMED)
        yield dataclasses.replace(c, grade=Grade.CLEAR, decided=True) if sure else c


def _by_hand(
    comparison: Comparison, decided: Standing, named: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[Contradiction]:
    """Contradictions that people confirmed and the program does not see, or no longer. ``named``: {(article, words): sentence ids}"""
    seen = {on_contradiction(comparison.by_id, c, Verdict.CONFIRMED).key for c in comparison.all_contradictions}
    for key, found in decided.items():
        if found.matter != Matter.CONTRADICTION or found.verdict != Verdict.CONFIRMED or key in seen:
            continue
        left = named.get((found.left_article, found.left), ())[:1]
        right = named.get((found.right_article, found.right), ())[:1]
        if left and right:
            one, other = _side(comparison.by_id[left[0]], found.left_words), _side(comparison.by_id[right[0]], found.right_words)
            if one and other:
                kind = Kind(found.kind) if found.kind else Kind.ATTRIBUTION
                yield Contradiction(kind=kind, grade=Grade.CLEAR, left=one, right=other, reason=ClashReason.HAND, decided=True)


def _side(sentence: Sentence, part: str) -> Side | None:
    """Where words stand in a Sentence; None where they do not."""
    found = re.search(pattern_of(part), sentence.text) if part else None
    if not found:
        return None
    shown = part if len(part) <= LONGEST_VALUE else f"{part[: LONGEST_VALUE - 2]} …"
    start, end = sentence.start + found.start(), sentence.start + found.end()
    return Side(sentence=sentence.id, start=start, end=end, said=Said(words=shown))


def dismissed(comparison: Comparison, decided: Standing) -> tuple[Contradiction, ...]:
    """The Contradictions of a Comparison that people dismissed."""
    return tuple(c for c in comparison.contradictions if _is(comparison.by_id, c, decided, Verdict.DISMISSED))


def _is(by_id: Mapping[str, Sentence], contradiction: Contradiction, decided: Standing, verdict: Verdict) -> bool:
    found = decided.get(on_contradiction(by_id, contradiction, verdict).key)
    return found is not None and found.verdict == verdict


def _connected(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Groups of names that pairs connect, sorted.

    >>> _connected([("a", "b"), ("c", "d"), ("b", "e")])
    [('a', 'b', 'e'), ('c', 'd')]
    """
    groups: list[set[str]] = []
    for one in pairs:
        near = [g for g in groups if g & set(one)]
        groups = [g for g in groups if g not in near] + [set(one).union(*near)]
    return sorted(tuple(sorted(g)) for g in groups)


def stamped(decisions: Iterable[Decision], who: str = "", why: str = "", act: str = "") -> tuple[Decision, ...]:
    """Decisions with name, reason and time, as they are kept. Raises ValueError for a verdict that is none."""
    made = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    decisions = tuple(decisions)
    for found in decisions:
        if found.verdict not in (*VERDICTS.get(found.matter, ()), Verdict.UNDONE):
            raise ValueError(found.verdict)
    who, why = words(who)[: LONGEST["who"]], words(why)[: LONGEST["why"]]
    return tuple(dataclasses.replace(d, made=made, act=act, who=who, why=why) for d in decisions)


def as_json(history: Iterable[Decision]) -> str:
    """Decisions as the text of a file that goes along with an event, and that ``evaluate`` reads."""
    return json.dumps([dataclasses.asdict(d) for d in history], ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> tuple[tuple[Decision, ...], int]:
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


def _makes_sense(made: Decision) -> bool:
    """Whether a Decision says what it is about, and nothing else than it says, at lengths that are kept."""
    known = made.verdict in (*VERDICTS.get(made.matter, ()), Verdict.UNDONE)
    whole = bool(made.left) and known and made.key == key_of(made)
    apart = made.matter not in PAIRS or made.left_article != made.right_article
    return (
        whole and apart and made.kind in ("", *Kind) and all(len(getattr(made, name)) <= most for name, most in LONGEST.items())
    )


def read(path: pathlib.Path) -> tuple[tuple[Decision, ...], int]:
    """(Decisions, entries left out) of a file. Raises UnreadableEvent where it holds none, OSError."""
    try:
        return from_json(decode(path.read_bytes()))
    except ValueError:
        raise UnreadableEvent("decisions_unreadable", name=path.name) from None
