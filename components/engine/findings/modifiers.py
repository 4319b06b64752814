"""Telling adjectives: what one article adds to a noun that others use without it, or with another adjective."""

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from components.engine.codes import ReferentKind
from components.engine.data import lexicon
from components.engine.document import SentenceAnalysis
from components.engine.entities.speech import Speech
from components.engine.findings.names import Referent
from components.engine.german.noun_phrases import noun_phrases
from components.engine.german.white_space import squeezed
from components.engine.german.words import Word

ARTICLES = ("ART", "PDAT", "PPOSAT")
FARTHEST = 8  # words before a participle in which what belongs to it begins


@dataclass(frozen=True, kw_only=True)
class Epithet:
    """Adjectives before a noun: ``text`` as written at ``start`` to ``end`` of the article; ``quoted``: inside quotation marks."""

    sentence: str
    start: int
    end: int
    text: str
    form: str
    quoted: bool


@dataclass(frozen=True, kw_only=True)
class Described:
    """A noun and its adjectives in all articles; ``bare``: articles that use the noun without any."""

    noun: str
    epithets: tuple[Epithet, ...]
    bare: tuple[str, ...]

    def among(self, article_of: Mapping[str, str], articles: Collection[str]) -> "Described | None":
        """What some articles do with the noun; None where they do not differ. ``article_of``: {sentence id: article} of those articles."""
        held = tuple(e for e in self.epithets if e.sentence in article_of)
        bare = tuple(a for a in self.bare if a in articles)
        forms: dict[str, set[str]] = {}
        for e in held:
            forms.setdefault(article_of[e.sentence], set()).add(e.form)
        differ = len({frozenset(f) for f in forms.values()}) > 1 or set(bare) - set(forms)
        return (
            Described(noun=self.noun, epithets=held, bare=bare) if held and differ and len(set(forms) | set(bare)) > 1 else None
        )


@functools.cache
def _dull() -> frozenset[str]:
    return frozenset(lexicon("epithets")["dull"])


def described(
    text: Sequence[SentenceAnalysis], speech_of: Mapping[str, Speech], referents: Sequence[Referent] = ()
) -> tuple[Described, ...]:
    """Nouns of two articles or more that at least one of them describes, most differently described first.

    ``text``: the text in reading order; ``speech_of``: {sentence id: Speech}; ``referents``: names for one thing count as one noun;
    titles of persons are left out.
    """
    thing = {(m.sentence, m.start): r.name for r in referents if r.kind == ReferentKind.THING for m in r.mentions}
    person = {(m.sentence, m.start) for r in referents if r.kind == ReferentKind.PERSON for m in r.mentions}
    held: dict[str, list[Epithet]] = {}
    bare: dict[str, set[str]] = {}
    names: dict[str, list[str]] = {}
    article_of = {s.id: s.article for s in text}
    for s in text:
        for start, end in noun_phrases(s.named):
            phrase = s.named[start:end]
            head = next((w for w in phrase if w.tag.startswith("NN")), None) or phrase[-1]
            if (s.id, phrase[0].start) in person:
                continue
            key = thing.get((s.id, phrase[0].start), head.lemma)
            names.setdefault(key, []).append(key if key != head.lemma else head.text)
            told = _epithet(s, start, phrase, speech_of)
            if told:
                held.setdefault(key, []).append(told)
            else:
                bare.setdefault(key, set()).add(s.article)
    found = []
    for key, rows in held.items():
        shortest = min(names[key], key=lambda n: (len(n), n))
        everything = Described(noun=shortest, epithets=tuple(rows), bare=tuple(sorted(bare.get(key, ()))))
        row = everything.among(article_of, set(article_of.values()))
        if row is not None:
            found.append(row)
    return tuple(sorted(found, key=lambda d: (-len({e.form for e in d.epithets}), -len(d.epithets), d.noun)))


def _epithet(sentence: SentenceAnalysis, at: int, phrase: Sequence[Word], speech_of: Mapping[str, Speech]) -> Epithet | None:
    """The telling adjectives of a noun phrase, None where there are none; a capital inside a sentence makes them part of a name."""
    held = [w for w in phrase if w.tag.startswith("ADJ")]
    telling = [w for w in held if w.lemma not in _dull() and not any(c.isdigit() for c in w.text)]
    named_so = any(w.text[0].isupper() and w.start - sentence.start > 1 and "-" not in w.text for w in held)
    if not telling or named_so:
        return None
    start, end = _complement(sentence.named, at + phrase.index(held[0])).start, held[-1].end
    quotes = speech_of[sentence.id].quotes if sentence.id in speech_of else ()
    return Epithet(
        sentence=sentence.id,
        start=start,
        end=end,
        text=squeezed(sentence.part(start, end)),
        form=" ".join(w.lemma for w in telling),
        quoted=any(q.start <= held[0].start < q.end for q in quotes),
    )


def _complement(found: Sequence[Word], at: int) -> Word:
    """The first word of what belongs to the participle at a place: "die [vom Sturm schwer] getroffene Stadt"."""
    if at and found[at - 1].tag.startswith((*ARTICLES, "APPR", "PIAT")):
        return found[at]
    for k in range(at - 1, max(-1, at - FARTHEST), -1):
        tag = found[k].tag
        if tag.startswith(ARTICLES) and not (k and found[k - 1].tag.startswith("APPR")):
            return found[k + 1]
        if not tag.startswith(("ADV", "ADJ", "CARD", "PTK", "APPR", "NN", "NE", *ARTICLES)):
            break
    return found[at]
