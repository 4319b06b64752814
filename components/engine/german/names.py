"""Names in German sentences: what is one, where it begins and ends, how it is written without its genitive."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from components.engine.german import quantities
from components.engine.german.noun_kinds import NounKind, kind_of_noun
from components.engine.german.saying import saying
from components.engine.german.times import MONTHS, WEEKDAYS
from components.engine.german.word_likeness import rarity
from components.engine.german.words import Word, parts

SURNAME = 0.85  # rarity from which a noun behind a first name is taken for the surname
RARE = 0.7  # rarity from which a bare noun after a preposition is taken for a name
PARTICLES = frozenset(["von", "van", "de", "der", "den", "al", "el", "bin", "zu"])
OPENING = frozenset(["von", "van", "de", "al", "el", "bin"])
TIME_WORDS = frozenset([*WEEKDAYS, *MONTHS, "sonnabend", "jahr", "tag", "woche", "monat", "stunde", "minute", "uhr", "morgen", "abend", "nacht", "vormittag", "nachmittag", "mittag", "mitternacht", "wochenende"])  # fmt: skip
OWN_S = ("ss", "haus", "laus")  # endings whose -s is the name's own ("Holthaus", "Klaus")


def named(found: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a sentence, with the particles of a name ("von der Leyen") left out and what follows them tagged a name."""
    kept: list[Word] = []
    n = 0
    while n < len(found):
        word = found[n]
        k = n
        while k < len(found) and found[k].text in PARTICLES:
            k += 1
        last = kept[-1] if kept else None
        opens = last is not None and (last.tag == "NE" or (last.lemma in saying().verbs and last.tag == "VV(FIN)"))
        merges = k > n and opens and word.text in OPENING and k < len(found) and found[k].text[0].isupper()
        if merges and kind_of_noun(found[k].text) == NounKind.INSTITUTION:
            merges = False  # "Anna Muster von der Hilfsorganisation"
        if merges and last is not None and (found[k].tag == "NE" or (found[k].tag == "NN" and _looks_like_name(found[k]))):
            kept.append(replace(found[k], tag="NE", start=last.end + 1 if last.tag == "NE" else found[k].start))
            n = k + 1
            continue
        follows = last is not None and last.tag == "NE" and word.start == last.end + 1
        kept.append(replace(word, tag="NE") if follows and word.tag.startswith("NN") and _looks_like_name(word) else word)
        n += 1
    return tuple(kept)


def _looks_like_name(word: Word) -> bool:
    """A rare noun of one part, no office, as surnames are that the tagger does not know."""
    if any(word.lemma.endswith(office) for office in saying().offices):
        return False
    return word.text[0].isupper() and rarity(word.text) > SURNAME and len(parts(word.text)) == 1


def is_name(word: Word, before: Word | None) -> bool:
    """A name, an adjective made of one ("Kasseler"), or a rare noun that stands bare, as names do ("mit Macron", "in Worpswede")."""
    if word.lemma in TIME_WORDS:
        return False
    if word.tag.startswith("ADJ"):
        return word.text[0].isupper() and word.text.endswith("er") and before is not None and rarity(word.text) > RARE
    if word.tag == "NE":
        return True
    bare_noun = word.tag == "NN" and (
        before is None or not before.tag.startswith(("ART", "ADJ", "P", "CARD", "APPRART", "NN", "TRUNC"))
    )
    return bare_noun and rarity(word.text) > RARE and len(parts(word.text)) == 1 and not quantities.is_unit(word.lemma)


def most_frequent(names: Sequence[str], default: str = "") -> str:
    """The most frequent of several spellings, of equals the first in the alphabet.

    >>> most_frequent(["Selenskij", "Selenskyj", "Selenskyj"]), most_frequent([])
    ('Selenskyj', '')
    """
    return max(sorted(set(names)), key=names.count, default=default)


def without_genitive(word: Word, written: Iterable[str] = ()) -> str:
    """A name without the -s of its genitive; the -s of "Holthaus", "Klaus" is its own.

    ``written``: forms of names that stand elsewhere in the article with another case than the genitive (before or after a verb,
    behind a preposition): an -s that stays there is the name's own ("Ipsos").
    """
    own = word.text.endswith(OWN_S) or word.text in written
    return word.text[:-1] if word.text.endswith("s") and not own and word.lemma == word.text[:-1].casefold() else word.text
