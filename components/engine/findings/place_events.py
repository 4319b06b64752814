"""One thing by the place that goes with it: "Italien-Krise", "Krise in Italien" and, where linked sentences say so, "Italien-Konflikt"."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from components.engine.alignment.links import Link
from components.engine.document import SentenceAnalysis
from components.engine.entities.register import Register, is_known_place
from components.engine.german.noun_kinds import NounKind, kind_of_noun
from components.engine.german.noun_phrases import noun_phrases
from components.engine.german.words import Word, fold, parts
from components.engine.network.encoder import Encode

# Likeness in meaning, -1 to 1, from which two nouns at one place are one thing, both read as a compound with it: krieg and konflikt are
# .82, krieg and politik .70, anschlag and attentat .82, demonstration and protest .64.
AT_ONE_PLACE = 0.78
HYPHENED = 2  # parts of "Italien-Krise"


class Placed(NamedTuple):
    """A noun with the place that goes with it: its lemma, the place, and what is left of a compound without the place."""

    noun: str
    place: str
    head: str


def placed_nouns(
    text: Sequence[SentenceAnalysis], register: Register, taken: Collection[tuple[str, int]]
) -> dict[tuple[str, int], Placed]:
    """{(sentence id, start of the noun): Placed} of the nouns with a place; ``taken``: nouns that are titles of persons."""
    found: dict[tuple[str, int], Placed] = {}
    for s in text:
        rows = noun_phrases(s.named)
        for n, (start, end) in enumerate(rows):
            head = next((w for w in s.named[start:end] if w.tag.startswith("NN")), None)
            if head is None or (s.id, head.start) in taken or kind_of_noun(head.text) == NounKind.PERSON:
                continue
            pieces = head.lemma.split("-")
            if len(pieces) == HYPHENED and is_known_place(pieces[0].capitalize()):
                found[s.id, head.start] = Placed(head.lemma, fold(pieces[0]), pieces[1])
            elif (place := _place_behind(s.named, end, rows[n + 1 : n + 2], register)) is not None and head.lemma.isalpha():
                found[s.id, head.start] = Placed(head.lemma, fold(place.lemma), (parts(head.lemma) or (head.lemma,))[-1])
    return found


def _place_behind(found: Sequence[Word], at: int, behind: Sequence[tuple[int, int]], register: Register) -> Word | None:
    """The place in which something is, or against which: "Krise in Italien", "Kampagne gegen Italien"."""
    if not behind:
        return None
    start, end = behind[0]
    between = [w.text.casefold() for w in found[at:start]]
    word = found[end - 1]
    near = between in (["in"], ["in", "der"], ["im"], ["gegen"], ["gegen", "die"])
    return word if near and word.tag == "NE" and register.is_place(word) else None


def alike_at_one_place(links: Sequence[Link], placed: Mapping[tuple[str, int], Placed], encode: Encode) -> set[tuple[str, str]]:
    """Pairs of nouns that name one thing at one place: with the same head, or alike in meaning and in linked sentences."""
    inside: dict[str, set[Placed]] = {}
    nouns: dict[tuple[str, str], set[str]] = {}
    for (sentence, _), p in placed.items():
        inside.setdefault(sentence, set()).add(p)
        nouns.setdefault((p.place, p.head), set()).add(p.noun)
    met = {
        (min(one[1:], other[1:]), max(one[1:], other[1:]))
        for link in links
        for one in inside.get(link.left, ())
        for other in inside.get(link.right, ())
        if one.place == other.place and one.head != other.head
    }
    compounds = sorted({_compound(kind) for pair in met for kind in pair})
    vector = dict(zip(compounds, encode.words(compounds), strict=True)) if compounds else {}
    alike = [pair for pair in met if float(vector[_compound(pair[0])] @ vector[_compound(pair[1])]) >= AT_ONE_PLACE]
    found = {(a, b) for held in nouns.values() for a in held for b in held}
    found |= {(a, b) for one, other in alike for a in nouns[one] for b in nouns[other]}
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _compound(kind: tuple[str, str]) -> str:
    """A place and a noun as a compound: "Italien-Krise"."""
    return "-".join(part.capitalize() for part in kind)
