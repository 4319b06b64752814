"""Whether a clause speaks of what has been, or of what is still to come.

HanTa's tags have no tense, so it is read off the forms: an infinitive behind "soll", "will", "wird" is to come, a participle with "hat",
"ist", "wurde" has been, and of a finite verb alone the ending tells, compared with its lemma. The present tense beside a day is to
come ("findet am Sonntag statt"): what is going on now needs no day.
"""

import enum
import re
from collections.abc import Sequence

from components.engine.german.words import FINITE, Word

NEXT = re.compile(r"(kommend|nächst|bevorstehend|künftig)e[nrms]?")
LAST = re.compile(r"(vergangen|letzt|vorig|zurückliegend)e[nrms]?")
MODAL = frozenset(["sollen", "wollen", "werden", "müssen", "können", "dürfen"])
PAST_AUXILIARIES = frozenset(["war", "waren", "hatte", "hatten", "wurde", "wurden", "sollte", "sollten", "wollte", "wollten", "musste", "mussten", "konnte", "konnten", "durfte", "durften"])  # fmt: skip
# Past tenses that end as the present does ("er trat" like "er tritt").
STRONG_IN_T = ("trat", "bat", "hielt", "riet", "stritt", "schnitt", "litt", "ritt", "glitt", "bot", "galt", "tat", "lud", "floh")


class Tense(enum.Enum):
    """When something is, seen from the day of the article."""

    BEHIND = "behind"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


def tense_of(clause: Sequence[Word], sentence: Sequence[Word] = ()) -> Tense:
    """The Tense of a clause; where it has no finite verb, that of its sentence.

    >>> from components.engine.german.words import words
    >>> said = ("Das Spiel findet am Sonntag statt.", "Er kam am Sonntag.", "Er will am Sonntag kommen.", "Am Sonntag, 20 Uhr")
    >>> [tense_of(words(text)).value for text in said]
    ['ahead', 'behind', 'ahead', 'unknown']
    """
    for found in (clause, sentence):
        if any(NEXT.fullmatch(w.text.casefold()) for w in found):
            return Tense.AHEAD
        if any(LAST.fullmatch(w.text.casefold()) for w in found):
            return Tense.BEHIND
        tense = _of_verbs(found)
        if tense != Tense.UNKNOWN or any(w.tag in FINITE for w in found):
            return tense
    return Tense.UNKNOWN


def _of_verbs(found: Sequence[Word]) -> Tense:
    finite = [w for w in found if w.tag in FINITE]
    participle = any(w.tag.endswith("(PP)") for w in found)
    infinitive = any(w.tag.endswith(("(INF)", "(IZU)")) for w in found)
    told = {_of_finite(w, participle, infinitive) for w in finite} - {Tense.UNKNOWN}
    return told.pop() if len(told) == 1 else Tense.UNKNOWN


def _of_finite(verb: Word, participle: bool, infinitive: bool) -> Tense:
    form = verb.text.casefold()
    if form in PAST_AUXILIARIES:
        return Tense.BEHIND
    if verb.lemma in MODAL and verb.tag != "VV(FIN)":
        return Tense.AHEAD if infinitive or not participle else Tense.UNKNOWN  # "wird … gebaut": now or then
    if verb.lemma in {"haben", "sein"}:
        return Tense.BEHIND if participle else Tense.UNKNOWN
    if verb.tag != "VV(FIN)":
        return Tense.UNKNOWN
    return Tense.BEHIND if _is_past(form, verb.lemma) else Tense.AHEAD


def _is_past(form: str, lemma: str) -> bool:
    """Whether a finite form is a past tense: "-te", or a stem that is not the lemma's and has no ending of the present.

    >>> [_is_past(f, l) for f, l in (("traf", "treffen"), ("trifft", "treffen"), ("sagte", "sagen"), ("finden", "stattfinden"))]
    [True, False, True, False]
    """
    if re.search(r"(te|ten|tet|test)$", form) and not lemma.endswith(form) and not lemma.endswith(form.removesuffix("e") + "en"):
        return True
    if form.endswith(STRONG_IN_T):
        return True
    if lemma.endswith(form):  # "sie finden": the infinitive
        return False
    if form.endswith(("t", "st")):
        return False
    stem = form.removesuffix("en").removesuffix("e")
    return not lemma.endswith((stem + "en", stem + "n"))
