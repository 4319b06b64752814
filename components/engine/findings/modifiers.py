"""Telling adjectives: what one article adds to a noun that others use without it, or with another adjective."""

import functools
import tomllib
from dataclasses import dataclass

from components.engine.data import DATA
from components.engine.findings.names import noun_phrases
from components.engine.german.names import named
from components.engine.german.words import words

ARTICLES = ("ART", "PDAT", "PPOSAT")
FARTHEST = 8  # words before a participle in which what belongs to it begins


@dataclass(frozen=True)
class Epithet:
    """Adjectives before a noun: ``text`` as written at ``start`` to ``end`` of the article; ``quoted``: inside quotation marks."""

    sentence: str
    start: int
    end: int
    text: str
    form: str
    quoted: bool


@dataclass(frozen=True)
class Described:
    """A noun and its adjectives in all articles; ``bare``: articles that use the noun without any."""

    noun: str
    epithets: tuple[Epithet, ...]
    bare: tuple[str, ...]

    def among(self, by_id, articles):
        """What some articles do with the noun; None where they do not differ. ``by_id``: {id: Sentence} of those articles."""
        held = tuple(e for e in self.epithets if e.sentence in by_id)
        bare = tuple(a for a in self.bare if a in articles)
        forms = {}
        for e in held:
            forms.setdefault(by_id[e.sentence].article, set()).add(e.form)
        differ = len({frozenset(f) for f in forms.values()}) > 1 or set(bare) - set(forms)
        return Described(self.noun, held, bare) if held and differ and len(set(forms) | set(bare)) > 1 else None


@functools.cache
def _dull():
    return frozenset(tomllib.loads((DATA / "lexicon" / "epithets.toml").read_text("utf-8"))["dull"])


def described(sentences, speech_of, referents=()):
    """Nouns of two articles or more that at least one of them describes, most differently described first.

    ``sentences``: the text in reading order; ``speech_of``: {sentence id: Speech}; ``referents``: names for one thing count as
    one noun; titles of persons are left out.
    """
    thing = {(m.sentence, m.start): r.name for r in referents if r.kind == "thing" for m in r.mentions}
    person = {(m.sentence, m.start) for r in referents if r.kind == "person" for m in r.mentions}
    held, plain, names = {}, {}, {}
    by_id, articles = {s.id: s for s in sentences}, {s.article for s in sentences}
    for s in sentences:
        tagged = named(words(s.text))
        for start, end in noun_phrases(tagged):
            phrase = tagged[start:end]
            head = next((w for w in phrase if w.tag.startswith("NN")), None) or phrase[-1]
            if (s.id, s.start + phrase[0].start) in person:
                continue
            key = thing.get((s.id, s.start + phrase[0].start), head.lemma)
            names.setdefault(key, []).append(key if key != head.lemma else head.text)
            told = _epithet(s, tagged, start, phrase, speech_of)
            if told:
                held.setdefault(key, []).append(told)
            else:
                plain.setdefault(key, set()).add(s.article)
    found = []
    for key, rows in held.items():
        shortest = min(names[key], key=lambda n: (len(n), n))
        row = Described(shortest, tuple(rows), tuple(sorted(plain.get(key, ())))).among(by_id, articles)
        if row is not None:
            found.append(row)
    return tuple(sorted(found, key=lambda d: (-len({e.form for e in d.epithets}), -len(d.epithets), d.noun)))


def _epithet(sentence, found, at, phrase, speech_of):
    """The telling adjectives of a noun phrase, None where there are none; a capital inside a sentence makes them part of a name."""
    held = [w for w in phrase if w.tag.startswith("ADJ")]
    telling = [w for w in held if w.lemma not in _dull() and not any(c.isdigit() for c in w.text)]
    named_so = any(w.text[0].isupper() and w.start > 1 and "-" not in w.text for w in held)
    if not telling or named_so:
        return None
    first = _complement(found, at + phrase.index(held[0]))
    start, end = sentence.start + first.start, sentence.start + held[-1].end
    quotes = speech_of[sentence.id].quotes if sentence.id in speech_of else ()
    text = " ".join(sentence.text[first.start : held[-1].end].split())
    quoted = any(q.start <= sentence.start + held[0].start < q.end for q in quotes)
    return Epithet(sentence.id, start, end, text, " ".join(w.lemma for w in telling), quoted)


def _complement(found, at):
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
