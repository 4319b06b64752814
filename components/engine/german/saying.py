"""Verbs and phrases of saying (``data/lexicon/speech.toml``), and which words of a sentence only say who reports.

"laut …", "sagte der Sprecher", "wie die Behörde mitteilte": the aligner lets these words count less, since two sentences from one
source need not say the same thing; who speaks is found in them by ``entities.speech``.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from components.engine.data import lexicon
from components.engine.german.clauses import TOKEN
from components.engine.german.words import FINITE, Word


@dataclass(frozen=True, kw_only=True)
class Saying:
    """The lexicon of saying.

    ``verbs``: {lemma: how it takes what is said}; ``reporting``: verbs of a clause that says no more than who reports;
    ``nouns``, ``report_nouns``: what follows "nach" in "nach Angaben", all of it and that which says no more than who reports;
    ``media``: verbs whose subject may be a paper or station; ``acts``: verbs that are the news themselves, so that what they are about is
    presupposed; ``offices``: {office: numbers of its groups}.
    """

    verbs: dict[str, str]
    reporting: frozenset[str]
    opening: frozenset[str]
    nouns: frozenset[str]
    report_nouns: frozenset[str]
    taking_up: frozenset[str]
    pointing: frozenset[str]
    media: frozenset[str]
    acts: frozenset[str]
    spokespeople: frozenset[str]
    hedged: frozenset[str]
    distanced: frozenset[str]
    offices: dict[str, frozenset[int]]


@functools.cache
def saying() -> Saying:
    """The lexicon of saying, read once."""
    table = lexicon("speech")
    kinds = {"neutral": "plain"}
    sources, groups = table["sources"], table["offices"]["groups"]
    return Saying(
        verbs={lemma: kinds.get(str(kind), str(kind)) for kind, lemmas in table["verbs"].items() for lemma in lemmas},
        reporting=frozenset([*table["verbs"]["neutral"], *table["reporting"]["verbs"]]),
        opening=frozenset(sources["opening"]),
        nouns=frozenset([*sources["nouns"], *sources["further_nouns"]]),
        report_nouns=frozenset(sources["nouns"]),
        taking_up=frozenset(sources["taking_up"]),
        pointing=frozenset(sources["pointing"]),
        media=frozenset(sources["media"]),
        acts=frozenset(sources["acts"]),
        spokespeople=frozenset(sources["voices"]),
        hedged=frozenset(table["hedges"]["hedged"]),
        distanced=frozenset(table["hedges"]["distanced"]),
        offices={o: frozenset(n for n, group in enumerate(groups) if o in group) for o in set().union(*groups)},
    )


def reporting_words(found: Sequence[Word]) -> frozenset[int]:
    """Positions in ``found`` (the words of one sentence) of words that only say who reports."""
    segments = _segments(found)
    marked: set[int] = set()
    for segment in segments:
        if len(segments) > 1 and _is_report(found, segment):
            marked |= set(segment)
    return frozenset(marked | _sources(found))


def _segments(found: Sequence[Word]) -> list[list[int]]:
    """Runs of word positions between commas, colons, dashes and quotation marks."""
    runs: list[list[int]] = []
    run: list[int] = []
    for n, word in enumerate(found):
        if TOKEN.fullmatch(word.text):
            runs.append(run)
            run = []
        else:
            run.append(n)
    return [r for r in (*runs, run) if any(found[n].text[0].isalnum() for n in r)]


def _is_report(found: Sequence[Word], segment: list[int]) -> bool:
    """Whether a segment is no more than its reporting verb and who speaks, where and when."""
    first = found[segment[0]]
    if first.text.casefold() == "so" and len(segment) > 1 and found[segment[1]].tag.startswith(("NE", "ART", "NN", "PPOSAT")):
        return not any(found[n].tag in FINITE for n in segment)
    verbs = [n for n in segment if found[n].tag.startswith("VV")]
    return bool(verbs) and all(found[n].lemma in saying().reporting for n in verbs)


def _sources(found: Sequence[Word]) -> set[int]:
    """ "laut …", "nach Angaben …" up to the finite verb or comma, and "… zufolge" from its clause's start."""
    marked: set[int] = set()
    for n, word in enumerate(found):
        lemma = word.text.casefold()
        opens = lemma in saying().opening or (lemma == "nach" and _names_source(found, n))
        if opens:
            for k in range(n, min(n + 12, len(found))):
                if (
                    found[k].tag in FINITE
                    or TOKEN.fullmatch(found[k].text)
                    or (k > n + 1 and found[k].tag in {"CARD", "APPR", "APPRART"})
                ):
                    break
                marked.add(k)
        elif lemma == "zufolge":
            for k in range(n, max(-1, n - 9), -1):
                if found[k].tag in FINITE or TOKEN.fullmatch(found[k].text):
                    break
                marked.add(k)
    return marked


def _names_source(found: Sequence[Word], n: int) -> bool:
    return any(w.lemma in saying().report_nouns for w in found[n + 1 : n + 4] if w.tag.startswith("NN"))
