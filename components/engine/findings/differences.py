"""The gate: the differences between articles that are sure enough to be said large, those of most news value first.

Everything that a page says in a headline, on a card, in a presentation or in the key of a worksheet comes from here. What passes: clear
contradictions; words that stand in one text and not in another, looked for letter by letter; persons whose words some articles
repeat and another surely does not; statements that are surely in most articles, or in one only, and that nothing in another comes
near; places of such statements; passages that two outlets have nearly word for word.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.engine.articles.article import Sentence
from components.engine.codes import DifferenceKind, Grade, Place, ReferentKind, Stance
from components.engine.contradictions.contradiction import Side
from components.engine.contradictions.disagreements import Disagreement
from components.engine.findings import ledger
from components.engine.findings.names import Mention, Referent
from components.engine.findings.voices import Voice
from components.engine.german.evaluative_words import is_evaluative
from components.engine.german.names import most_frequent
from components.engine.german.quotation_marks import AROUND

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

MOST = 6  # differences
MOST_OF_A_KIND = 2
LEAST_ARTICLES = 3  # articles of which it tells something that one has not what the others have
LEAST_PASSAGES = 2  # sentences of a person in some article for its silence elsewhere to tell something
LEAST_COPIED = 0.25  # share of the sentences of an article that stand nearly word for word in another for this to be told
SHORTEST, LONGEST = 8, 32  # words of a sentence that can be read alone
OBJECT = r"\b(?:den|dem|des|mit|an|gegen|für|über|zu|zum)(?:\W+\w+){0,4}?\W+"  # what stands before a name that is no subject
TITLE = "title "  # with which the keys of speakers begin who are known by their office or institution only
LEAST_HEAD = 5  # letters at the end that two nouns with one head have in common
# Beginnings of a sentence that cannot be read alone.
POINTING = frozenset(
    [
        "er",
        "sie",
        "es",
        "ihr",
        "ihre",
        "ihren",
        "sein",
        "seine",
        "seinen",
        "das",
        "dies",
        "diese",
        "dieser",
        "dieses",
        "dieselbe",
        "solche",
        "solcher",
        "beide",
        "beides",
        "dort",
        "dann",
        "da",
        "dabei",
        "damit",
        "dafür",
        "dagegen",
        "daher",
        "darauf",
        "daraufhin",
        "darüber",
        "darum",
        "davon",
        "davor",
        "dazu",
        "danach",
        "demnach",
        "deshalb",
        "deswegen",
        "doch",
        "aber",
        "und",
        "oder",
        "denn",
        "auch",
        "zudem",
        "außerdem",
        "ausserdem",
        "allerdings",
        "jedoch",
        "dennoch",
        "trotzdem",
        "so",
        "zuvor",
        "später",
        "nun",
        "jetzt",
        "hier",
        "weiter",
        "weiterhin",
        "inzwischen",
        "zugleich",
        "gleichzeitig",
        "ebenso",
        "stattdessen",
        "vielmehr",
        "schließlich",
        "insgesamt",
        "wir",
        "ich",
        "man",
        "was",
        "wer",
        "wie",
        "wo",
        "warum",
    ]
)
LEAST_LETTERS = 4  # of a name that are looked for in a text


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one article has of a difference: ``start`` to ``end`` of the article are the words that count, in ``sentence``; ``form``: the
    number or place that goes with it; ``others``: other names that the article has for the thing, with their numbers."""

    article: str
    stance: Stance
    sentence: str = ""
    start: int = 0
    end: int = 0
    form: str = ""
    others: tuple[tuple[str, int], ...] = ()
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One difference: ``about``: the name, person or words it is about; ``evidence``: of every article, in the order of the comparison,
    an article's own contradiction twice; ``disagreement``, ``row``: where it is one; ``share``: how much of the shorter article a
    copied text is, 0 to 1."""

    id: str
    kind: DifferenceKind
    evidence: tuple[Evidence, ...]
    about: str = ""
    disagreement: Disagreement | None = None
    row: ledger.Row | None = None
    share: float = 0.0

    def articles(self, *stances: Stance) -> tuple[str, ...]:
        """Ids of the articles of some stances, each once."""
        return tuple(dict.fromkeys(e.article for e in self.evidence if e.stance in stances))


def differences(comparison: Comparison) -> tuple[Difference, ...]:
    """At most ``MOST`` Differences, at most two of a kind; none where nothing is sure."""
    found = [*_contradictions(comparison), *_names(comparison), *_voices(comparison)]
    found += [*_rows(comparison), *_only(comparison), *_copies(comparison)]
    counted: Counter[DifferenceKind] = Counter()
    kept: list[Difference] = []
    for difference in sorted(found, key=lambda d: list(DifferenceKind).index(d.kind)):
        counted[difference.kind] += 1
        if counted[difference.kind] <= MOST_OF_A_KIND:
            kept.append(difference)
    return tuple(kept[:MOST])


# contradictions


def _contradictions(comparison: Comparison) -> list[Difference]:
    return [_clash(comparison, d) for d in comparison.disagreements if d.grade == Grade.CLEAR]


def _clash(comparison: Comparison, disagreement: Disagreement) -> Difference:
    """A clear disagreement; an article that contradicts its own headline comes with both passages."""
    by_id = comparison.by_id
    clear = [c for c in disagreement.contradictions if c.grade == Grade.CLEAR]
    own = next((c for c in clear if len({by_id[s.sentence].article for s in c.sides}) == 1), None)
    head = own is not None and any(by_id[s.sentence].role.is_head for s in own.sides)
    odd = _odd(comparison, disagreement)
    near = {a for side in disagreement.sides for a in comparison.near[side.sentence]}
    dimensions = {side.said.quantity.dimension for side in disagreement.sides if side.said.quantity is not None}
    silent = comparison.giving_no_figure({s.sentence for s in disagreement.sides}, dimensions) if dimensions else frozenset[str]()
    evidence: list[Evidence] = []
    for article in (a.id for a in comparison.articles):
        sides = [s for s in disagreement.sides if by_id[s.sentence].article == article]
        if own is not None and by_id[own.left.sentence].article == article:
            sides = sorted(own.sides, key=lambda s: not by_id[s.sentence].role.is_head)
        for side in sides[: 2 if own is not None else 1]:
            stance = Stance.OTHERWISE if side in odd else Stance.SAYS
            evidence.append(_of_side(article, stance, side))
        if not sides:
            quiet = article in silent if dimensions else article not in near
            evidence.append(Evidence(article=article, stance=Stance.SILENT if quiet else Stance.UNSURE))
    kind = DifferenceKind.HEADLINE if head else DifferenceKind.CONTRADICTION
    return Difference(id=f"{disagreement.id}-{kind}", kind=kind, evidence=tuple(evidence), disagreement=disagreement)


def _of_side(article: str, stance: Stance, side: Side) -> Evidence:
    return Evidence(article=article, stance=stance, sentence=side.sentence, start=side.start, end=side.end, side=side)


def _odd(comparison: Comparison, disagreement: Disagreement) -> frozenset[Side]:
    """The passages that fewest articles agree with, where one side has fewer than the other; else all."""
    against: dict[Side, set[str]] = {side: set() for side in disagreement.sides}
    for c in disagreement.contradictions:
        for side, other in (c.sides, c.sides[::-1]):
            against[side].add(comparison.by_id[other.sentence].article)
    most = max(map(len, against.values()))
    odd = frozenset(side for side, articles in against.items() if len(articles) == most)
    same = {comparison.by_id[side.sentence].article for side in odd}
    return odd if len(same) == 1 else frozenset(disagreement.sides)


# names


def _names(comparison: Comparison) -> list[Difference]:
    found = [d for r in comparison.referents if (d := _name(comparison, r)) is not None]
    return sorted(found, key=lambda d: (not is_evaluative(d.about), _balance(d), d.id))


def _balance(difference: Difference) -> tuple[int, int]:
    sizes = [len(difference.articles(stance)) for stance in (Stance.SAYS, Stance.OTHERWISE)]
    return -min(sizes), -max(sizes)


def _name(comparison: Comparison, referent: Referent) -> Difference | None:
    """A word for a thing that some articles use and others, which name the thing otherwise, print nowhere; of a person only a word that
    judges."""
    person = referent.kind == ReferentKind.PERSON
    if not person and any(_is_abbreviation(m) for m in referent.mentions):
        return None
    held: dict[str, dict[str, list[Mention]]] = {}
    for m in referent.mentions:
        if m.form:
            held.setdefault(comparison.by_id[m.sentence].article, {}).setdefault(m.form, []).append(m)
    best: tuple[tuple[int, int, int, str], Difference] | None = None
    for form in sorted({f for forms in held.values() for f in forms}):
        word = _told_apart(form) if person else form
        if not word:
            continue
        users = {a for a, forms in held.items() if form in forms}
        others = {a for a in held if a not in users and not _prints(comparison, a, word)}
        if not others or {comparison.outlet_of[a] for a in users} & {comparison.outlet_of[a] for a in others}:
            continue
        rival = _rival({a: held[a] for a in others}, held, word, person)
        if rival is None:
            continue
        kept = {a: held[a][form] for a in users} | {a: _most(held[a], rival) for a in others}
        evidence = tuple(_naming(comparison, a.id, kept, users, held, person) for a in comparison.articles)
        key = (min(len(users), len(others)), len(users) + len(others), sum(len(m) for m in kept.values()), form)
        difference = Difference(id=f"name-{form}", kind=DifferenceKind.NAME, evidence=evidence, about=word)
        if best is None or key > best[0]:
            best = key, difference
    return best[1] if best else None


def _is_abbreviation(mention: Mention) -> bool:
    """Whether a name is an abbreviation ("RKI"): an institution's short and long forms say the same."""
    return any(sum(c.isupper() for c in w) > 1 for w in re.split(r"[\s-]", mention.text))


def _told_apart(form: str) -> str:
    """The judging word of a person's title ("halsstarrig kanzlerin", "kreml-despot"), "" where there is none."""
    words = re.split(r"[ |]", form)
    return next((w for w in words if is_evaluative(w)), "")


def _rival(
    others: dict[str, dict[str, list[Mention]]], held: dict[str, dict[str, list[Mention]]], word: str, person: bool
) -> str | None:
    """The name that the others use most, first of those that nobody who says ``word`` uses; of things only one with another head."""
    users = {f for a, forms in held.items() if a not in others for f in forms}
    counted = Counter({f: 0 for forms in others.values() for f in forms})
    for forms in others.values():
        counted.update({f: len(m) for f, m in forms.items()})
    offered = [f for f in counted if person or not _one_head(f, word)]
    return min(offered, key=lambda f: (f in users, -counted[f], f), default=None)


def _one_head(one: str, other: str) -> bool:
    """Whether two nouns end alike: one with or without a first part ("Katastrophe", "Naturkatastrophe")."""
    a, b = (w.rsplit("-", 1)[-1][::-1] for w in (one, other))
    alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a, b)))
    return alike >= min(LEAST_HEAD, len(a), len(b))


def _most(forms: dict[str, list[Mention]], rival: str) -> list[Mention]:
    return forms.get(rival) or max(forms.values(), key=lambda m: (len(m), m[0].form))


def _naming(
    comparison: Comparison,
    article: str,
    kept: dict[str, list[Mention]],
    users: Collection[str],
    held: dict[str, dict[str, list[Mention]]],
    person: bool,
) -> Evidence:
    if article not in kept:
        return Evidence(article=article, stance=Stance.UNSURE)
    order = {s.id: n for n, s in enumerate(comparison.sentences)}
    first = min(kept[article], key=lambda m: (order[m.sentence], m.start))
    noun = re.search(rf"\S*{re.escape(first.form[:-1])}\S*", first.text, re.IGNORECASE)  # without what goes with it
    others = sorted(((m[0].text, len(m)) for f, m in held[article].items() if f != first.form), key=lambda o: (-o[1], o[0]))
    return Evidence(
        article=article,
        stance=Stance.OTHERWISE if article in users else Stance.SAYS,
        sentence=first.sentence,
        start=first.start,
        end=first.start + noun.end() if noun and not person else first.end,
        form=str(len(kept[article])),
        others=tuple(others),
    )


def _prints(comparison: Comparison, article: str, word: str) -> bool:
    """Whether an article prints a word anywhere, also inside another and in what is set aside."""
    return _plain(word) in _plain(next(a.text for a in comparison.articles if a.id == article))


def _plain(text: str) -> str:
    return text.replace("\u00ad", "").replace("ß", "ss").casefold()


# voices


def _voices(comparison: Comparison) -> list[Difference]:
    speakers: dict[str, list[Voice]] = {}
    for voice in comparison.voices:
        speakers.setdefault(voice.speaker, []).append(voice)
    found = [d for voices in speakers.values() if (d := _heard(comparison, voices)) is not None]

    def weight(d: Difference) -> tuple[int, int, str]:
        counts = [int(e.form) for e in d.evidence if e.form]
        return -len(d.articles(Stance.SILENT)), -sum(counts), d.about

    return sorted(found, key=weight)


def _heard(comparison: Comparison, voices: Sequence[Voice]) -> Difference | None:
    """A person whose words some articles repeat, and others surely do not."""
    name = most_frequent([v.name for v in voices])
    surname = name.split()[-1]
    if voices[0].speaker.startswith(TITLE) or not surname[:1].isupper() or len(surname) < LEAST_LETTERS:
        return None
    held = {v.article: v for v in voices}
    evidence: list[Evidence] = []
    for article in (a.id for a in comparison.articles):
        voice = held.get(article)
        if voice is not None:
            first = comparison.by_id[voice.passages[0]]
            spoken = Evidence(
                article=article,
                stance=Stance.SAYS,
                sentence=first.id,
                start=first.start,
                end=first.end,
                form=str(len(voice.passages)),
            )
            evidence.append(spoken)
        else:
            evidence.append(Evidence(article=article, stance=_silence(comparison, article, surname)))
    silent = [e.article for e in evidence if e.stance == Stance.SILENT]
    telling = len(held) > 1 and max(len(v.passages) for v in voices) >= LEAST_PASSAGES and _apart(comparison, held, silent)
    if not silent or not telling or not all(_prints(comparison, a, _stem(surname)) for a in held):
        return None
    return Difference(id=f"voice-{voices[0].speaker}", kind=DifferenceKind.VOICE, evidence=tuple(evidence), about=name)


def _silence(comparison: Comparison, article: str, surname: str) -> Stance:
    """SILENT where an article never prints a name, or names another speaker of everything it repeats, the name being at most an object
    or part of a quotation there."""
    stem = _stem(surname)
    if not _prints(comparison, article, stem):
        return Stance.SILENT
    spoken = [s for s in comparison.text_sentences if s.article == article and comparison.speech_of[s.id].manner]
    clear = all(comparison.speech_of[s.id].speaker and not _may_speak(comparison, s, stem) for s in spoken)
    return Stance.SILENT if clear else Stance.UNSURE


def _may_speak(comparison: Comparison, sentence: Sentence, stem: str) -> bool:
    """Whether a name stands in a sentence as one who may be saying it."""
    quotes = comparison.speech_of[sentence.id].quotes
    text = "".join(" " if any(q.start <= sentence.start + n < q.end for q in quotes) else c for n, c in enumerate(sentence.text))
    return stem in re.sub(rf"{OBJECT}{re.escape(stem)}", " ", _plain(text))


def _stem(surname: str) -> str:
    """The beginning of a name that its spellings have in common: "Selenskyj", "Selenskij"."""
    return _plain(surname)[: max(LEAST_LETTERS, len(surname) - 3)]


def _apart(comparison: Comparison, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two groups of articles have no outlet in common."""
    return not {comparison.outlet_of[a] for a in one} & {comparison.outlet_of[a] for a in other}


# statements


def _rows(comparison: Comparison) -> list[Difference]:
    least = min(LEAST_ARTICLES, len(comparison.articles) - 1)
    surely = [r for r in comparison.ledger_rows if len(r.surely) >= max(2, least) and not r.otherwise]
    missing = [r for r in surely if (gone := _lacking(comparison, r)) and _apart(comparison, r.articles, gone)]
    place_of = ledger.places(comparison)
    placed = [r for r in surely if _is_apart(comparison, r, place_of)]
    missing.sort(key=lambda r: (-len(r.surely), -r.prominence, r.number))
    placed.sort(key=lambda r: (-r.voices, r.number))
    return [
        *(_row(comparison, r, DifferenceKind.MISSING) for r in missing if _is_weighty(r)),
        *(_row(comparison, r, DifferenceKind.PLACE) for r in placed),
    ]


def _lacking(comparison: Comparison, row: ledger.Row) -> list[str]:
    return [a.id for a in comparison.articles if row.lacks(a.id)]


def _is_weighty(row: ledger.Row) -> bool:
    """Whether one has it in its headline or lead, and most have it early."""
    places = [row.articles[a].place for a in row.surely]
    return any(p.is_top for p in places) and sum(not p.is_below for p in places) * 2 >= len(places)


def _is_apart(comparison: Comparison, row: ledger.Row, place_of: Mapping[str, Place]) -> bool:
    """Whether a statement stands in a headline or lead here, and from the middle on there, with nothing near it above."""
    places = {a: c.place for a, c in row.cells if a in row.surely}
    inside = {s for _, cell in row.cells for s in cell.sentences}
    near = inside.union(*(comparison.neighbours.get(s, ()) for s in inside))
    above = {comparison.by_id[s].article for s in near if not place_of[s].is_below}
    top = [a for a, place in places.items() if place.is_top]
    below = [a for a, place in places.items() if place.is_below and a not in above]
    return bool(top) and bool(below) and _apart(comparison, top, below)


def _row(comparison: Comparison, row: ledger.Row, kind: DifferenceKind) -> Difference:
    evidence: list[Evidence] = []
    for article in (a.id for a in comparison.articles):
        cell = row.articles.get(article)
        if cell is None:
            stance = Stance.SILENT if row.lacks(article) else Stance.UNSURE
            evidence.append(Evidence(article=article, stance=stance))
            continue
        first = comparison.by_id[cell.sentences[0]]
        evidence.append(
            Evidence(
                article=article,
                stance=Stance.SAYS if cell.sure else Stance.PARTLY,
                sentence=first.id,
                start=first.start,
                end=first.end,
                form=str(cell.place),
            )
        )
    return Difference(id=f"{row.statement}-{kind}", kind=kind, evidence=tuple(evidence), row=row)


def _only(comparison: Comparison) -> list[Difference]:
    """Sentences near the top of an article that nothing in another comes near; those least like anything first."""
    place = ledger.places(comparison)
    found = [s for s in comparison.text_sentences if s.id in comparison.surely_unique and not place[s.id].is_below]
    found = [
        s for s in found if SHORTEST <= len(s.text.split()) <= LONGEST and s.text.rstrip()[-1:] == "." and _stands_alone(s.text)
    ]
    lone = [s for s in found if len({comparison.outlet_of[a.id] for a in comparison.articles}) > 1]

    def likeness(sentence: Sentence) -> tuple[int, float, str]:
        best = comparison.best_unlinked(sentence.id)
        return place[sentence.id].rank, best.similarity if best else 0.0, sentence.id

    return [_lone(comparison, s, place[s.id]) for s in sorted(lone, key=likeness)]


def _stands_alone(text: str) -> bool:
    """Whether a sentence begins with no word that points back or goes on."""
    first = text.split()[0].strip(AROUND + ",")
    return first[:1].isupper() and first.casefold() not in POINTING


def _lone(comparison: Comparison, sentence: Sentence, place: Place) -> Difference:
    evidence = tuple(
        Evidence(
            article=a.id, stance=Stance.OTHERWISE, sentence=sentence.id, start=sentence.start, end=sentence.end, form=str(place)
        )
        if a.id == sentence.article
        else Evidence(article=a.id, stance=Stance.SILENT)
        for a in comparison.articles
    )
    return Difference(id=f"{sentence.id}-only", kind=DifferenceKind.ONLY, evidence=evidence)


# origins


def _copies(comparison: Comparison) -> list[Difference]:
    """Two articles of which a large part of the shorter stands nearly word for word in the other."""
    held: dict[tuple[str, str], dict[str, str]] = {}
    for copy in comparison.copies:
        held.setdefault((copy.left, copy.right), {}).update(copy.pairs)
    found: list[Difference] = []
    for (left, right), pairs in held.items():
        length = min(sum(s.article == article for s in comparison.text_sentences) for article in (left, right))
        if len(pairs) >= LEAST_COPIED * length:
            first = dict(zip((left, right), next(iter(pairs.items()))))
            evidence = tuple(
                _copied(comparison, first[a.id], len(pairs)) if a.id in first else Evidence(article=a.id, stance=Stance.UNSURE)
                for a in comparison.articles
            )
            share = len(pairs) / length
            found.append(Difference(id=f"{left}-{right}-copy", kind=DifferenceKind.COPY, evidence=evidence, share=share))
    return sorted(found, key=lambda d: (-d.share, d.id))


def _copied(comparison: Comparison, name: str, many: int) -> Evidence:
    s = comparison.by_id[name]
    return Evidence(article=s.article, stance=Stance.SAYS, sentence=name, start=s.start, end=s.end, form=str(many))
