"""How much of what a careful reader noted the wording page and the ledger show: ``python tests/benchmarks/wording.py GOLD``.

GOLD: a ``gold.json`` with ``wording`` (referents and what each article calls them) and ``omissions`` (facts, who has them, who
lacks them, with the passages under ``facts``), about the shipped event. An expression counts as shown where a name, a quotation,
an adjective or a verb of saying on the page touches it; a referent where one row of the page holds expressions of two articles.
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))
from components.engine.articles.events import read_event
from components.engine.data import DATA
from components.engine.findings import ledger
from components.storage import comparison_file


def rows(comparison):
    """[(what, [(article, start, end)])] of everything that the wording page shows."""

    def span(found):
        return comparison.by_id[found.sentence].article, found.start, found.end

    found = [(f"name {r.name}", [span(m) for m in r.mentions if m.form]) for r in comparison.referents]
    found += [(f"quote {c.speaker}", [span(w) for w in c.wordings]) for c in comparison.collations]
    found += [(f"adjective {d.noun}", [span(e) for e in d.epithets]) for d in comparison.described]
    voices = {}
    for voice in comparison.voices:
        voices.setdefault(voice.speaker, []).append(voice)
    for held in voices.values():
        if len(held) > 1:
            passages = [comparison.by_id[s] for v in held for s in v.passages if comparison.speech_of[s].verb]
            found.append((f"verbs {held[0].name}", [(s.article, s.start, s.end) for s in passages]))
    return found


def main():
    gold = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
    folder = DATA / "events" / "2025-02-12-telefonat-trump-putin"
    comparison = comparison_file.read(folder, read_event(folder))
    texts = {a.id: a.text for a in comparison.articles}
    shown = rows(comparison)
    touched, right, every, whole = set(), 0, 0, 0
    for entry in gold["wording"]:
        spans = {}
        for article, expressions in entry["expressions"].items():
            for text in expressions:
                at = texts[article].find(text)
                if at >= 0:
                    spans.setdefault(article, []).append((at, at + len(text)))
        hits = {}
        for n, (what, places) in enumerate(shown):
            verb = what.startswith("verbs ")
            if verb != entry["referent"].startswith("Redeverben"):
                continue
            for article, start, end in places:
                for span in spans.get(article, ()):
                    if start < span[1] and span[0] < end:
                        hits.setdefault(n, set()).add((article, span))
        rows_of_two = {n: h for n, h in hits.items() if len({a for a, _ in h}) > 1}
        touched |= set(hits)
        found = set().union(*hits.values()) if hits else set()
        total = sum(len(s) for s in spans.values())
        right, every, whole = right + len(found), every + total, whole + bool(rows_of_two)
        print(f"{'+' if rows_of_two else '-'} {entry['referent']}: {len(found)} of {total}")
    print(f"referents {whole} of {len(gold['wording'])}, expressions {right} of {every}")
    print(f"rows on the page {len(shown)}, of them not noted by the reader {len(shown) - len(touched)}:")
    print("  " + "; ".join(what for n, (what, _) in enumerate(shown) if n not in touched))
    omissions(comparison, gold)


def omissions(comparison, gold):
    """For each fact that somebody lacks: the ledger's best row, and whether it says so."""
    facts = {f["id"]: f["spans"] for key in ("facts", "wide") for f in gold[key]}
    table = ledger.rows(comparison)
    right = wrong = missed = 0
    for entry in gold["omissions"]:
        spans = facts.get(entry["fact"])
        if spans is None:
            print(f"? {entry['fact']}: no passages in the gold")
            continue
        best, score = None, 0
        for row in table:
            held = {a for a, cell in row.cells for name in cell.sentences if _touches(comparison.by_id[name], spans.get(a, ()))}
            if len(held & set(entry["has"])) > score:
                best, score = row, len(held & set(entry["has"]))
        lacking = set() if best is None else {a.id for a in comparison.articles if best.lacks(a.id)}
        right += len(lacking & set(entry["lacks"]))
        missed += len(set(entry["lacks"]) - lacking)
        wrong += len(lacking & set(entry["has"]))
        print(
            f"{'+' if lacking == set(entry['lacks']) else '-'} {entry['fact']}: lacks {entry['lacks']}, the ledger says {sorted(lacking)}"
        )
    print(f"said to be missing: {right} right, {wrong} wrong, {missed} not said")


def _touches(sentence, spans):
    return any(start < sentence.end and sentence.start < end for start, end in spans)


if __name__ == "__main__":
    main()
