"""Words of German sentences: lemma, part of speech, parts of compounds, names. The one door to HanTa.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization") measured best of what installs without a
download. Its tags are STTS with a little morphology: NN noun, NE name, VV/VA/VM verb, ADJA/ADJD adjective, CARD number.
"""

import functools
import hashlib
import pathlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.engine.german.quotation_marks import PLAIN
from components.engine.german.white_space import one_line

TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[A-Za-zÄÖÜäöüß]+)*|[^\W\d_]+(?:[-'’:*][^\W_]+)*(?:\.(?=[^\W\d_]))?|[^\w\s]|_", re.UNICODE
)
MODEL = "morphmodel_ger.pgz"  # a pickle, which runs what it says: only the one that we know is loaded
MODEL_HASH = "d0a23caa212663fe7715e18e937074287f80b9e3bab64ccebc12a81e0094db23"
LONGEST = 60  # letters of a word; HanTa's time grows with their square
CONTENT = ("NN", "NE", "VV", "ADJ", "CARD", "FM", "XY", "TRUNC")
FINITE = ("VV(FIN)", "VA(FIN)", "VM(FIN)")
AUXILIARIES = frozenset(["haben", "sein", "werden", "können", "sollen", "müssen", "wollen", "dürfen", "mögen", "lassen", "geben", "gehen", "machen", "kommen"])  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word: where it stands, as written, its lemma in lower case, its STTS tag."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str

    @property
    def is_content(self) -> bool:
        """Whether the word carries content of its own: noun, name, full verb, adjective, number."""
        return self.tag.startswith(CONTENT) and self.lemma not in AUXILIARIES and any(c.isalnum() for c in self.text)


@functools.cache
def _tagger() -> Any:
    from HanTa import HanoverTagger

    model = pathlib.Path(HanoverTagger.__file__).with_name(MODEL)
    if hashlib.sha256(model.read_bytes()).hexdigest() != MODEL_HASH:
        raise ImportError(f"{MODEL} of HanTa is not the one of version 1.2.1, and is not unpickled")
    return HanoverTagger.HanoverTagger(str(model))


def tokens(text: str) -> list[tuple[int, int]]:
    """(start, end) of the words and punctuation marks; hyphenated words and numbers stay whole.

    >>> [one_line("US-Präsident Trump (72), 3,5 Mrd.")[a:b] for a, b in tokens("US-Präsident Trump (72), 3,5 Mrd.")]
    ['US-Präsident', 'Trump', '(', '72', ')', ',', '3,5', 'Mrd', '.']
    """
    return [m.span() for m in TOKEN.finditer(one_line(text).replace("\u00ad", "-"))]


def words(text: str, at: int = 0) -> tuple[Word, ...]:
    """The words of one sentence, tagged; a separated verb prefix is rejoined to its verb's lemma.

    ``at``: where the sentence stands in its article, from which offsets are counted.

    >>> [w.lemma for w in words("Putin lud Trump nach Moskau ein.") if w.is_content]
    ['putin', 'einladen', 'trump', 'moskau']
    """
    spans = tokens(text)
    if not spans:
        return ()
    flat = one_line(text)
    written = [flat[a:b].replace("\u00ad", "") or "-" for a, b in spans]
    tagged = _tagger().tag_sent([w.translate(PLAIN)[:LONGEST] for w in written])
    found = [
        Word(start=at + a, end=at + b, text=w, lemma=_lemma(w, lemma), tag=tag)
        for (a, b), w, (_, lemma, tag) in zip(spans, written, tagged, strict=True)
    ]
    return tuple(_rejoin(found))


def _lemma(written: str, lemma: str) -> str:
    """HanTa's lemma in lower case; the word itself where HanTa has none."""
    return lemma.casefold() if any(c.isalpha() for c in lemma) else written.casefold()


def _rejoin(found: list[Word]) -> list[Word]:
    """Give "lud … ein" the lemma "einladen"."""
    for n, word in enumerate(found):
        if word.tag != "PTKVZ":
            continue
        for k in range(n - 1, -1, -1):
            if found[k].text in {";", ":"} or n - k > 25:
                break
            if found[k].tag == "VV(FIN)":
                found[k] = replace(found[k], lemma=word.lemma + found[k].lemma)
                break
    return found


def has_finite_verb(found: Sequence[Word]) -> bool:
    """Whether one of some words is a finite verb."""
    return any(w.tag in FINITE for w in found)


def common_noun(word: Word) -> str:
    """A noun in the nominative, as written: "Bauamts" is "Bauamt"."""
    stem = len(word.lemma)
    same = word.text.casefold()[:stem] == word.lemma
    return word.text[:stem] if word.tag.startswith("NN") and same and word.text[stem:] in {"s", "es"} else word.text


@functools.lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """The meaningful parts of a compound, as lemmas: of "Sicherheitsgarantien" sicherheit and garantie.

    >>> parts("Sicherheitsgarantien")
    ('sicherheit', 'garantie')
    """
    pieces = []
    for piece in re.split(r"[-/]", word):
        if len(piece) < 3 or len(piece) > LONGEST:
            pieces += [piece.casefold()] if piece else []
            continue
        morphemes = _tagger().analyze(piece, taglevel=3)[1]
        pieces += [m for m, tag in morphemes if tag in {"NN", "NE", "ADJ", "VV", "VVnp"} and len(m) > 2] or [piece.casefold()]
    return tuple(pieces)


FOLDS = (
    ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"), ("sch", "s"), ("sh", "s"), ("tsch", "c"), ("ch", "k"), ("ck", "k"), ("ph", "f"),
    ("th", "t"), ("w", "v"), ("z", "s"), ("yj", "i"), ("ij", "i"), ("iy", "i"), ("yi", "i"), ("y", "i"), ("j", "i"), ("c", "k"),
)  # fmt: skip


@functools.lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A key under which spellings of one name meet, whatever the transliteration.

    >>> fold("Selenskyj") == fold("Selenskij") == fold("Zelenskyy"), fold("Kellog") == fold("Kellogg")
    (True, True)
    """
    key = name.casefold()
    for old, new in FOLDS:
        key = key.replace(old, new)
    key = re.sub(r"(.)\1+", r"\1", key)
    return re.sub(r"i+$", "", key) or key
