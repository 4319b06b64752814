"""Who calls it what: different names for the same person or thing, found in the articles themselves.

Persons are found by their names and by the titles that stand beside these ("die neue Ministerin Anna Muster"); a title alone
counts where only one person of the event bears it. Things are found where linked sentences differ in one noun: if the two nouns
are parts of one another or alike in meaning, the outlets call one thing by two names.
"""

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.engine.alignment.links import Link
from components.engine.codes import ReferentKind
from components.engine.data import lexicon
from components.engine.document import SentenceAnalysis
from components.engine.entities import mentions as entities
from components.engine.entities.mentions import By, mentions
from components.engine.entities.people import is_singular, same_title
from components.engine.entities.register import Register, institution_key
from components.engine.findings.place_events import alike_at_one_place, placed_nouns
from components.engine.german import word_likeness
from components.engine.german.names import most_frequent
from components.engine.german.noun_kinds import NounKind, kind_of_noun, noun_kind
from components.engine.german.noun_phrases import determiner, noun_phrases
from components.engine.german.white_space import squeezed
from components.engine.german.words import Word, parts
from components.engine.network.encoder import Encode, Vectors

SAME_HEAD = 0.33  # likeness in meaning, -1 to 1, that two nouns with the same last part need ("Streik", "Bahnstreik")
SAME_START = 0.6  # … that two compounds with the same first part need ("Klimakrise", "Klimawandel")
UNLIKE = 0.55  # … that two nouns without a part in common need ("Land", "Nation") if they stand for one another in OFTEN
VERY_LIKE = 0.7  # … if they do so only in LEAST
LIKE_COMPOUNDS = 0.78  # … and two compounds, of which only one part is the same, if they do so only in LEAST
OFTEN = 2.0  # similarity of links, summed
LEAST = 0.85  # similarity of links, summed, in which two nouns must stand for one another
TYING = frozenset(["in", "im", "mit", "gegen", "für", "um", "über", "zwischen", "von", "vom", "am", "an", "auf", "zur", "zum"])
FORMER = frozenset(["früh", "früher", "ehemalig", "ander", "weit", "weiter"])  # adjectives of somebody else who bears the title
MOST = 2500  # pairs of nouns that two sentences may have


Mentioned = Mapping[str, Sequence[entities.Mention]]  # {sentence id: who is mentioned in it}


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One naming: ``text`` as written at ``start`` to ``end`` of the article, without "der"; ``form``: what tells it apart, a
    person's title or spelling or a thing's noun; ``lemmas``: all its words, so that cases of one naming are one."""

    sentence: str
    start: int
    end: int
    text: str
    form: str
    lemmas: str


@dataclass(frozen=True, kw_only=True)
class Referent:
    """A person or thing that the articles name in several ways; ``name``: the most frequent name."""

    name: str
    kind: ReferentKind
    mentions: tuple[Mention, ...]


def referents(
    text: Sequence[SentenceAnalysis],
    links: Sequence[Link],
    encode: Encode,
    register: Register | None = None,
    mentioned: Mentioned | None = None,
) -> tuple[Referent, ...]:
    """Referents that articles name differently, those with most different names in most articles first.

    ``text``: the text in reading order; ``links``: those that the app stands by; ``encode``: texts -> unit vectors; ``register``,
    ``mentioned``: who is named in the text, read here where they are not given.
    """
    article_of = {s.id: s.article for s in text}
    register = register or Register(text)
    mentioned = mentions(register, text, {}) if mentioned is None else mentioned
    persons, taken = _persons(register, text, mentioned)
    institutions = _institutions(register, text, mentioned)
    found = [r for r in persons + institutions + _things(text, links, encode, register, taken) if differs(r.mentions, article_of)]
    return tuple(sorted(found, key=lambda r: -len({(m.form, article_of[m.sentence]) for m in r.mentions if m.form})))


def differs(mentions: Iterable[Mention], article_of: Mapping[str, str]) -> bool:
    """Whether two articles name it, and not all in the same way; a name without any title says nothing."""
    forms: dict[str, set[str]] = {}
    for m in mentions:
        forms.setdefault(article_of[m.sentence], set()).update({m.form} - {""})
    return len(forms) > 1 and len({frozenset(f) for f in forms.values() if f}) > 1


def _persons(
    register: Register, text: Sequence[SentenceAnalysis], mentioned: Mentioned
) -> tuple[list[Referent], set[tuple[str, int]]]:
    """(Referents, {(sentence id, start)} of the titles and names of persons)"""
    rows: dict[str, list[tuple[SentenceAnalysis, list[Word]]]] = {}
    taken: set[tuple[str, int]] = set()
    for s in text:
        for m in mentioned.get(s.id, ()):
            if not m.person or m.by == By.POINTING:
                continue
            phrase = _naming([w for w in register.words[s.id] if m.start <= w.start < m.end])
            rows.setdefault(m.key, []).append((s, phrase))
            taken |= {(s.id, w.start) for w in phrase}
    full = {key: _borne(held) for key, held in rows.items()}
    return [_person(held, register) for held in full.values() if any(len(_name(p)) > 1 for _, p in held)], taken


def _borne(rows: Sequence[tuple[SentenceAnalysis, list[Word]]]) -> list[tuple[SentenceAnalysis, list[Word]]]:
    """A person's namings without the bare titles that no naming puts beside the name: "der Politiker" may be somebody else."""
    titles = {w.lemma for _, phrase in rows if _name(phrase) for w in phrase if w.tag.startswith("NN")}
    kept = []
    for s, phrase in rows:
        own = [w.lemma for w in phrase if w.tag.startswith("NN")]
        former = any(w.lemma in FORMER for w in phrase)
        if _name(phrase) or (own and not former and any(same_title(own[-1], t) for t in titles)):
            kept.append((s, phrase))
    return kept


def _naming(phrase: list[Word]) -> list[Word]:
    """What of a phrase names a person: the nouns before a name are titles, or do not belong to it ("die Position Anna Musters")."""
    nouns = [w for w in phrase if w.tag.startswith("NN")]
    titles = all(kind_of_noun(w.lemma) == NounKind.PERSON or noun_kind(w.lemma) for w in nouns)
    return phrase if titles or not _name(phrase) else _name(phrase)


def _institutions(register: Register, text: Sequence[SentenceAnalysis], mentioned: Mentioned) -> list[Referent]:
    """Referents that are institutions whose abbreviation some article explains: "Robert-Koch-Institut", "RKI"."""
    rows: dict[str, list[Mention]] = {}
    for s in text:
        for m in mentioned.get(s.id, ()):
            if m.person or m.by == By.POINTING or not register.is_explained(m.key):
                continue
            phrase = [w for w in register.words[s.id] if m.start <= w.start < m.end]
            rows.setdefault(m.key, []).append(_mention(s, phrase, institution_key(phrase), register))
    found: list[Referent] = []
    for held in rows.values():
        names = [m.text for m in held]
        found.append(Referent(name=most_frequent(names), kind=ReferentKind.THING, mentions=tuple(held)))
    return found


def _name(phrase: Sequence[Word]) -> list[Word]:
    return [w for w in phrase if w.tag == "NE"]


def _person(rows: Sequence[tuple[SentenceAnalysis, list[Word]]], register: Register) -> Referent:
    """The Referent of a person's namings: (sentence, the words that name her)."""

    def spelling(phrase: Sequence[Word]) -> str:
        name = _name(phrase)
        return register.bare(name[-1]).casefold() if name else ""

    # what is a name once is one always: "Rebelo" in "Rebelo de Sousa"
    parts_of_names = {w.text for _, phrase in rows for w in phrase if w.tag == "NE"}
    common = most_frequent([s for _, phrase in rows if (s := spelling(phrase))])
    mentions: list[Mention] = []
    alone: list[str] = []
    full: list[str] = []
    for sentence, phrase in rows:
        own, name = spelling(phrase), _name(phrase)
        form = " ".join(w.lemma for w in phrase if w.tag != "NE" and w.text not in parts_of_names) + (
            f"|{own}" if own and own != common else ""
        )
        mentions.append(_mention(sentence, phrase, form, register))
        if name:
            (full if len(name) > 1 else alone).append(" ".join([*(w.text for w in name[:-1]), register.bare(name[-1])]))
    known = [n for n in alone if not common or n.casefold() == common] or alone or full
    return Referent(name=most_frequent(known), kind=ReferentKind.PERSON, mentions=tuple(mentions))


def _mention(
    sentence: SentenceAnalysis, phrase: Sequence[Word], form: str, names: Register | None = None, attribute: Sequence[Word] = ()
) -> Mention:
    start, end = phrase[0].start, (attribute or phrase)[-1].end
    text = squeezed(sentence.part(start, end))
    if names is not None and phrase[-1].tag == "NE":
        text = text.removesuffix(phrase[-1].text) + names.bare(phrase[-1])
    lemmas = " ".join(w.lemma for w in (*phrase, *attribute))
    return Mention(sentence=sentence.id, start=start, end=end, text=text, form=form, lemmas=lemmas)


def _things(
    text: Sequence[SentenceAnalysis],
    links: Sequence[Link],
    encode: Encode,
    register: Register,
    taken: Collection[tuple[str, int]],
) -> list[Referent]:
    """Referents that are things: nouns which stand for one another in linked sentences."""
    written = {s.id: _nouns(s, taken) for s in text}
    everywhere = set(written)
    spelled = word_likeness.spellings(set().union(*written.values()) if written else set())
    nouns = {name: {spelled[n] for n in held} for name, held in written.items()}
    vocabulary = sorted(set(spelled.values()))
    if not links or not vocabulary:
        return []
    vector = dict(zip(vocabulary, encode.words([noun.capitalize() for noun in vocabulary])))
    sure, proof = _standing_in(links, nouns, vector)
    placed = placed_nouns(text, register, taken)
    for a, b in alike_at_one_place(links, placed, encode):
        one, other = spelled.get(a), spelled.get(b)
        if one and other and one != other:
            sure[min(one, other), max(one, other)] = OFTEN
            for noun in (one, other):
                proof.setdefault(noun, set()).update(everywhere if len(parts(noun)) > 1 else ())
    for (name, _), p in placed.items():
        proof.setdefault(spelled.get(p.noun, p.noun), set()).add(name)
    place = {lemma: n for n, group in enumerate(_groups(sure)) for lemma in group}
    at_places = {place[noun] for p in placed.values() if (noun := spelled.get(p.noun)) in place}
    in_article: dict[str, set[str]] = {}
    for s in text:
        in_article.setdefault(s.article, set()).update(nouns[s.id])
    found: dict[int, list[tuple[str, Mention]]] = {}
    for s in text:
        rows = noun_phrases(s.named)
        for n, (start, end) in enumerate(rows):
            head = next((w for w in s.named[start:end] if w.tag.startswith("NN")), None)
            noun = spelled.get(head.lemma) if head is not None else None
            if head is None or noun not in place or (s.id, head.start) in taken:
                continue
            # a person's name behind the noun belongs to the office before it: "der Gesandte für den Krieg Anna Muster"
            end = next((k for k in range(start, end) if s.named[k].tag == "NE" and (s.id, s.named[k].start) in taken), end)
            phrase = s.named[start:end]
            others = (x for x in in_article[s.article] if x.endswith(noun) and place.get(x) != place[noun])
            bare = place[noun] in at_places and _is_known(determiner(s.named, start), head) and not any(others)
            if not bare and s.id not in proof[noun]:
                continue
            attribute = _attribute(s.named, end, rows[n + 1 : n + 2])
            names = None if attribute else NO_NAMES
            found.setdefault(place[noun], []).append((head.text, _mention(s, phrase, noun, names, attribute)))
    return [_thing(held) for held in found.values()]


def _standing_in(
    links: Sequence[Link], nouns: Mapping[str, set[str]], vector: Mapping[str, Vectors]
) -> tuple[dict[tuple[str, str], float], dict[str, set[str]]]:
    """({pair of nouns that surely stand for one another: similarity of their links, summed}, {noun: ids of the sentences in which it
    means what the other does}); ``nouns``: {sentence id: its nouns}."""
    everywhere = set(nouns)
    where: dict[str, set[str]] = {}
    for name, held in nouns.items():
        for noun in held:
            where.setdefault(noun, set()).add(name)
    pairs: dict[tuple[str, str], float] = {}
    proof: dict[str, set[str]] = {}
    for link in links:
        left, right = nouns[link.left] - nouns[link.right], nouns[link.right] - nouns[link.left]
        if len(left) * len(right) > MOST:  # no sentence of news
            continue
        # what one sentence names side by side are two things
        alike = {(a, b): _stand_in(a, b, vector) if not where[a] & where[b] else 0.0 for a in left for b in right}
        for (a, b), value in alike.items():
            best = value and value >= max(alike[a, y] for y in right) and value >= max(alike[x, b] for x in left)
            if best:
                key = (min(a, b), max(a, b))
                pairs[key] = pairs.get(key, 0) + link.similarity
                for noun in (a, b):  # only a compound means one thing wherever it stands
                    own = _akin(a, b) and len(parts(noun)) > 1
                    proof.setdefault(noun, set()).update(everywhere if own else (link.left, link.right))
    sure = {
        (a, b): weight
        for (a, b), weight in pairs.items()
        if weight >= (LEAST if _plain(a, b, float(vector[a] @ vector[b])) else OFTEN)
    }
    return sure, proof


NO_NAMES = Register([])  # knows no name: every -s that looks like a genitive is one


def _thing(rows: Sequence[tuple[str, Mention]]) -> Referent:
    """The Referent of a thing: [(its noun as written, Mention)]."""
    heads = [text for text, _ in rows]
    name = min(set(heads), key=lambda head: (-heads.count(head), len(head), head))
    return Referent(name=name, kind=ReferentKind.THING, mentions=tuple(m for _, m in rows))


def _is_known(opening: Word | None, head: Word) -> bool:
    """Whether a noun in the singular takes up one thing that is known: "den Krieg", "diesem Konflikt"."""
    known = opening is not None and (opening.tag in {"PDAT", "APPRART"} or opening.text.casefold()[:1] == "d")
    return known and is_singular(head)


def _akin(one: str, other: str) -> bool:
    """Whether two nouns have a part in common."""
    return bool(set(parts(one)) & set(parts(other)))


def _plain(one: str, other: str, alike: float) -> bool:
    """Whether one link is enough for two nouns to be names of one thing: a compound and its head, or much alike in meaning."""
    left, right = parts(one), parts(other)
    if min(len(left), len(right)) == 1 and left[-1] == right[-1]:
        return True
    return alike >= (LIKE_COMPOUNDS if _akin(one, other) else VERY_LIKE)


def _attribute(found: Sequence[Word], at: int, behind: Sequence[tuple[int, int]]) -> Sequence[Word]:
    """Words that go with the noun phrase that ends before place ``at``: a genitive, or "in", "mit", "gegen" and the next phrase."""
    if not behind or found[at - 1].tag == "NE":
        return ()
    start, end = behind[0]
    between = found[at:start]
    if [w.tag for w in between] not in (["ART"], ["APPR"], ["APPRART"], ["APPR", "ART"], ["PPOSAT"]):
        return ()
    genitive = between[0].tag == "ART" and between[0].text.casefold() in {"der", "des"}
    return found[at:end] if genitive or between[0].text.casefold() in TYING else ()


def _nouns(sentence: SentenceAnalysis, taken: Collection[tuple[str, int]]) -> set[str]:
    """Lemmas of the nouns of a sentence that are no titles and no part of a quantity or time."""
    return {
        w.lemma
        for w in sentence.named
        if w.tag.startswith("NN")
        and len(w.text) > 3
        and (sentence.id, w.start) not in taken
        and not any(q.start <= w.start < q.end for q in sentence.quantities)
    }


def _stand_in(one: str, other: str, vector: Mapping[str, Vectors]) -> float:
    """How well a noun may stand for another, 0 to 1; 0 for not at all."""
    alike = float(vector[one] @ vector[other])
    left, right = parts(one), parts(other)
    if not left or not right or left == right or _derived(one, other) or {left[-1], right[-1]} & _empty():
        return 0.0
    if bool(noun_kind(one)) != bool(noun_kind(other)):  # who holds an office is not the office
        return 0.0
    if left[-1] == right[-1]:  # "Bundesregierung" and "Landesregierung" share a head and are two things
        least = SAME_HEAD if min(len(left), len(right)) == 1 else UNLIKE
        return max(alike, 0.5) if alike >= least else 0.0
    if len(left) > 1 and len(right) > 1 and left[0] == right[0]:
        return alike if alike >= SAME_START else 0.0
    return alike if alike >= UNLIKE and not set(left) & set(right) else 0.0


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(lexicon("entities")["things"]["empty"])


def _derived(one: str, other: str) -> bool:
    """Whether a noun only derives from another ("Auswertung", "Auswerten"): that is grammar, no other name."""
    stem = min(len(one), len(other)) - 2
    return len(parts(one)) == len(parts(other)) == 1 and stem >= 4 and one[:stem] == other[:stem]


def _groups(pairs: Mapping[tuple[str, str], float]) -> list[set[str]]:
    """Nouns grouped so that each stands for at least half of its group."""
    near: dict[str, set[str]] = {}
    for a, b in pairs:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    groups: list[set[str]] = []
    for pair, _ in sorted(pairs.items(), key=lambda row: (-row[1], row[0])):
        for one, other in (pair, pair[::-1]):
            group = next((g for g in groups if one in g), None)
            taken = any(other in g for g in groups)
            if group is not None and not taken and len(near[other] & group) * 2 >= len(group):
                group.add(other)
        if not any(set(pair) & g for g in groups):
            groups.append(set(pair))
    return groups
