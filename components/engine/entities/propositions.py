"""The propositions of a sentence: clauses with a verb of their own, so that a sentence of two facts can belong to two statements."""

from collections.abc import Sequence

from components.engine.document import SentenceAnalysis
from components.engine.german.quotation_marks import Span
from components.engine.german.words import FINITE, Word

STOPS = frozenset([",", ";", ":", "–", "—", "-"])
JOINING = frozenset(["und", "oder", "sowie", "aber", "doch", "sondern"])
BELOW = frozenset(
    ["dass", "ob", "weil", "wenn", "wo", "wie", "als", "nachdem", "während", "obwohl"]
)  # what opens a clause below another
VERBS = ("VV", "VA(FIN)", "VM(FIN)")


def propositions(sentence: SentenceAnalysis) -> tuple[Span, ...]:
    """Spans of the article, in order, that each hold a verb and do not only say who reports; the whole where there is none.

    >>> from components.engine.document import lines
    >>> s = lines("a", ["Das Amt bestätigte den Fund und gab bekannt, Muster habe die Stadt informiert."])[0]
    >>> [s.part(*span) for span in propositions(s)]
    ['Das Amt bestätigte den Fund', 'Muster habe die Stadt informiert.']
    """
    pieces: list[list[Word]] = []
    for piece in _pieces(sentence.words):
        if pieces and not _has_verb(pieces[-1]):
            pieces[-1] += piece  # "A und B haben …": what has no verb goes with what follows
        else:
            pieces.append(list(piece))
    if len(pieces) > 1 and not _has_verb(pieces[-1]):
        last = pieces.pop()
        pieces[-1] += last
    spans = [(p[0].start, p[-1].end) for p in pieces if not _only_reports(sentence, p)]
    return tuple(spans) or ((sentence.start, sentence.end),)


def stands_alone(sentence: SentenceAnalysis, span: Span) -> bool:
    """Whether a clause can be read without the rest of its sentence: a main clause with a finite verb, no "dass …" and no "sagte …".

    >>> from components.engine.document import lines
    >>> s = lines("a", ["Muster sagte, dass die Brücke sicher sei, und die Stadt öffnete sie am Montag."])[0]
    >>> [(s.part(*span), stands_alone(s, span)) for span in propositions(s)]
    [('dass die Brücke sicher sei', False), ('die Stadt öffnete sie am Montag.', True)]
    """
    words = [w for w in sentence.words_in(*span) if w.text[0].isalnum()]
    while words and words[0].text.casefold() in JOINING:
        words = words[1:]
    if not words or words[0].tag.startswith(("KOUS", "KOUI", "PREL", "PWAV", *FINITE)) or words[0].text.casefold() in BELOW:
        return False
    return any(w.tag in FINITE for w in words) and any(w.tag.startswith(("NN", "NE", "PPER")) for w in words)


def _pieces(words: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    for n, w in enumerate(words):
        joins = w.text.casefold() in JOINING and found[-1] and _has_verb(found[-1]) and _has_verb(_up_to_stop(words[n + 1 :]))
        if w.text in STOPS or joins:
            found.append([])
        ends = w.text in ".!?" and found[-1]
        if not joins and (w.text[0].isalnum() or ends):
            found[-1].append(w)
    return [p for p in map(_without_joining, found) if any(w.text[0].isalnum() for w in p)]


def _without_joining(words: list[Word]) -> list[Word]:
    first = next((n for n, w in enumerate(words) if w.text.casefold() not in JOINING), len(words))
    return words[first:]


def _up_to_stop(words: Sequence[Word]) -> Sequence[Word]:
    return words[: next((n for n, w in enumerate(words) if w.text in STOPS), len(words))]


def _has_verb(words: Sequence[Word]) -> bool:
    return any(w.tag.startswith(VERBS) for w in words)


def _only_reports(sentence: SentenceAnalysis, words: Sequence[Word]) -> bool:
    """Whether a piece says no more than who reports: "sagte der Sprecher am Montag"."""
    if not any(w.tag.startswith(("NN", "NE", "PPER", "PDS", "PI", "CARD", "ADJ(A)")) for w in words):
        return not any(w.tag == "VV(IZU)" for w in words)  # "gab bekannt"
    content = [w for w in words if w.is_content]
    places = {w.start: n for n, w in enumerate(sentence.words)}
    return bool(content) and all(places[w.start] in sentence.reporting for w in content)
