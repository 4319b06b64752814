"""Names in German sentences: what is one, where it begins and ends, how it is written without its genitive."""

from dataclasses import replace

from components.engine.german import quantities, times
from components.engine.german.saying import lexicon
from components.engine.german.word_likeness import rarity
from components.engine.german.words import parts

SURNAME = 0.85  # rarity from which a noun behind a first name is taken for the surname
PARTICLES = frozenset(["von", "van", "de", "der", "den", "al", "el", "bin", "zu"])
OPENING = frozenset(["von", "van", "de", "al", "el", "bin"])


def named(found):
    """The words of a sentence, with the particles of a name ("von der Leyen") left out and what follows them tagged a name."""
    kept, n = [], 0
    while n < len(found):
        word = found[n]
        k = n
        while k < len(found) and found[k].text in PARTICLES:
            k += 1
        last = kept[-1] if kept else None
        opens = last is not None and (last.tag == "NE" or (last.lemma in lexicon()["verbs"] and last.tag == "VV(FIN)"))
        merges = k > n and opens and word.text in OPENING and k < len(found) and found[k].text[0].isupper()
        if merges and (found[k].tag == "NE" or (found[k].tag == "NN" and _looks_like_name(found[k]))):
            kept.append(replace(found[k], tag="NE", start=last.end + 1 if last.tag == "NE" else found[k].start))
            n = k + 1
            continue
        follows = last is not None and last.tag == "NE" and word.start == last.end + 1
        kept.append(replace(word, tag="NE") if follows and word.tag.startswith("NN") and _looks_like_name(word) else word)
        n += 1
    return kept


def _looks_like_name(word):
    """A rare noun of one part, no office, as surnames are that the tagger does not know."""
    if any(word.lemma.endswith(office) for office in lexicon()["offices"]):
        return False
    return word.text[0].isupper() and rarity(word.text) > SURNAME and len(parts(word.text)) == 1


def usual(names, default=""):
    """The most frequent of several spellings, of equals the first in the alphabet.

    >>> usual(["Selenskij", "Selenskyj", "Selenskyj"]), usual([])
    ('Selenskyj', '')
    """
    return max(sorted(set(names)), key=names.count, default=default)


def bare(word):
    """A name without the -s of its genitive; the -s of "Holthaus", "Klaus" is its own."""
    own = word.text.endswith(("ss", "haus", "laus"))
    return word.text[:-1] if word.text.endswith("s") and not own and word.lemma == word.text[:-1].casefold() else word.text


RARE = 0.7  # rarity from which a bare noun after a preposition is taken for a name
TIME_WORDS = frozenset([*times.WEEKDAYS, *times.MONTHS, "sonnabend", "jahr", "tag", "woche", "monat", "stunde", "minute", "uhr", "morgen", "abend", "nacht", "vormittag", "nachmittag", "mittag", "mitternacht", "wochenende"])  # fmt: skip


def is_name(word, before):
    """A name, an adjective made of one ("Kasseler"), or a rare noun that stands bare, as names do ("mit Macron", "in Worpswede")."""
    if word.lemma in TIME_WORDS:
        return False
    if word.tag.startswith("ADJ"):
        return word.text[0].isupper() and word.text.endswith("er") and before is not None and rarity(word.text) > RARE
    if word.tag == "NE":
        return True
    bare = word.tag == "NN" and (
        before is None or not before.tag.startswith(("ART", "ADJ", "P", "CARD", "APPRART", "NN", "TRUNC"))
    )
    return bare and rarity(word.text) > RARE and len(parts(word.text)) == 1 and not quantities.is_unit(word.lemma)
