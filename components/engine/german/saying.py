"""Which words of a sentence only say who reports: "laut …", "sagte der Sprecher", "wie die Behörde mitteilte".

The aligner lets these words count less, since two sentences from one source need not say the same thing; ``speech`` finds in
them who speaks.
"""

import functools
import re
import tomllib

from components.engine.data import DATA
from components.engine.german.words import FINITE

REPORTING = frozenset(
    [
        "sagen",
        "mitteilen",
        "erklären",
        "berichten",
        "schreiben",
        "betonen",
        "äussern",
        "hinzufügen",
        "meinen",
        "heissen",
        "zitieren",
        "melden",
        "verlauten",
        "versichern",
        "behaupten",
        "angeben",
        "erläutern",
        "ergänzen",
        "sprechen",
        "twittern",
        "posten",
        "unterstreichen",
    ]
)
SOURCE_NOUNS = frozenset(
    [
        "angabe",
        "aussage",
        "information",
        "einschätzung",
        "mitteilung",
        "bericht",
        "medienbericht",
        "schätzung",
        "erkenntnis",
        "darstellung",
    ]
)
CUT = re.compile(r'[,;:–—„“”»«"()]')


def reporting_words(found):
    """Positions in ``found`` (the words of one sentence) of words that only say who reports."""
    segments = _segments(found)
    marked = set()
    for segment in segments:
        if len(segments) > 1 and _is_report(found, segment):
            marked |= set(segment)
    return marked | _sources(found)


def _segments(found):
    """Runs of word positions between commas, colons, dashes and quotation marks."""
    runs, run = [], []
    for n, word in enumerate(found):
        if CUT.fullmatch(word.text):
            runs.append(run)
            run = []
        else:
            run.append(n)
    return [r for r in (*runs, run) if any(found[n].text[0].isalnum() for n in r)]


def _is_report(found, segment):
    """Whether a segment is no more than its reporting verb and who speaks, where and when."""
    first = found[segment[0]]
    if first.text.casefold() == "so" and len(segment) > 1 and found[segment[1]].tag.startswith(("NE", "ART", "NN", "PPOSAT")):
        return not any(found[n].tag in FINITE for n in segment)
    verbs = [n for n in segment if found[n].tag.startswith("VV")]
    return bool(verbs) and all(found[n].lemma in REPORTING for n in verbs)


def _sources(found):
    """ "laut …", "nach Angaben …" up to the finite verb or comma, and "… zufolge" from its clause's start."""
    marked = set()
    for n, word in enumerate(found):
        lemma = word.text.casefold()
        opens = lemma in {"laut", "gemäss"} or (lemma == "nach" and _names_source(found, n))
        if opens:
            for k in range(n, min(n + 12, len(found))):
                if (
                    found[k].tag in FINITE
                    or CUT.fullmatch(found[k].text)
                    or (k > n + 1 and found[k].tag in {"CARD", "APPR", "APPRART"})
                ):
                    break
                marked.add(k)
        elif lemma == "zufolge":
            for k in range(n, max(-1, n - 9), -1):
                if found[k].tag in FINITE or CUT.fullmatch(found[k].text):
                    break
                marked.add(k)
    return marked


def _names_source(found, n):
    return any(w.lemma in SOURCE_NOUNS for w in found[n + 1 : n + 4] if w.tag.startswith("NN"))


@functools.cache
def lexicon():
    """The lexicon of saying."""
    found = tomllib.loads((DATA / "lexicon" / "speech.toml").read_text("utf-8"))
    verbs = {lemma: kind for kind, lemmas in found["verbs"].items() for lemma in lemmas}
    offices = {office: n for n, group in enumerate(found["offices"]["groups"]) for office in group}
    return {"verbs": verbs, "sources": found["sources"], "hedges": found["hedges"], "offices": offices}
