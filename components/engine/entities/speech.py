"""Who says what in an article: direct and indirect speech, its speakers, and how far the outlet itself stands behind a sentence.

Four fifths of German news quotation has no quotation marks: it is told in the subjunctive, with "laut", "soll" or a clause of
saying. No library reads German speech without a model from a hub, hence rules of our own on HanTa's tags. A speaker's title is
led back to a name by what the article itself puts side by side ("Verteidigungsministerin Anna Muster").
"""

import itertools
import re
from dataclasses import dataclass, replace

from components.engine.articles.article import ASIDE_ROLES, Sentence
from components.engine.entities.people import BREAK, Names
from components.engine.german.names import named
from components.engine.german.quotation_marks import quoted
from components.engine.german.saying import lexicon
from components.engine.german.white_space import one_line
from components.engine.german.words import FINITE, parts, words

MOST_POINTING = 14  # words of a sentence that says only who said the one before it
RUNGS = ("stated", "attributed", "hedged", "distanced")  # the assertion ladder, from the outlet's own word down
FIRST = frozenset(["sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "wisse", "gebe", "lasse", "brauche"])  # fmt: skip
SECOND = frozenset(["hätte", "hätten", "würde", "würden", "könnten", "müssten", "sollten", "wollten", "dürften", "wäre", "wären", "gäbe", "stünde", "stünden", "käme", "kämen", "ginge", "gingen", "bliebe", "blieben", "fände", "fänden", "läge", "lägen", "nähme", "nähmen", "bekäme", "bekämen"])  # fmt: skip
SUBJUNCTIVE = FIRST | SECOND


@dataclass(frozen=True)
class Quote:
    """Quoted words, offsets in the article; ``kind``: complete (a sentence or more), partial, or scare (nobody is named)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Speech:
    """How one sentence is told: ``rung`` of RUNGS, ``mode`` "direct", "indirect" or "", the speaker's key and name as written,
    the verb (a lemma, or "laut"), its quotes, and whether it ``tells`` of an act of saying."""

    sentence: str
    rung: str
    mode: str
    speaker: str
    name: str
    verb: str
    quotes: tuple[Quote, ...]
    tells: bool = False


def speeches(sentences, texts):
    """{sentence id: Speech} of the text sentences; ``sentences``: Sentences in reading order, ``texts``: {article: its text}."""
    found = {}
    for article in dict.fromkeys(s.article for s in sentences):
        rows = [s for s in sentences if s.article == article and s.role not in ASIDE_ROLES]
        found.update(_of_article(rows, texts[article]))
    return found


def alone(text):
    """The Speech of one sentence without its article."""
    row = Sentence("a:0", "a", 0, len(text), "body", text)
    return _of_article([row], text)[row.id]


def _of_article(rows, text):
    tagged = {s.id: named(words(s.text)) for s in rows}
    names = Names([tagged[s.id] for s in rows])
    marks = _marks(one_line(text), rows)
    found, last, spoke, told = {}, None, None, False
    clauses = [_clause_of_saying(s, tagged[s.id], marks[s.id], names) for s in rows]
    for n, s in enumerate(rows):
        quotes, direct = marks[s.id], _is_direct(s, marks[s.id])
        speaker, verb = clauses[n]
        if speaker == "pronoun":
            speaker = last or names.subject_before(n)
        elif speaker == "last":
            speaker = spoke or ("", "")
        carried = False
        if direct and not speaker:
            speaker = _ahead(rows, clauses, marks, n, last, names)
        told_now = _is_subjunctive(s)
        if not direct and not speaker and told_now and (last or verb) and (told or told_now == "first"):
            speaker, carried = last, True
        announced = s.text.rstrip().endswith(":")  # "Auf X teilte sie mit:"
        mode = "" if announced else "direct" if direct else "indirect" if (verb and not direct) or carried else ""
        if mode == "" and not announced and any(q.kind != "scare" for q in quotes) and speaker:
            mode = "indirect"
        rung = _rung(s, mode, verb, quotes)
        key, name = speaker or ("", "")
        found[s.id] = Speech(
            s.id, rung, mode, key if mode else "", name if mode else "", verb if mode else "", tuple(quotes), tells_of_saying(s)
        )
        if speaker and speaker[0]:
            last = spoke = speaker
        elif not told_now and not direct:
            last = names.subject(n) or last
        told = bool(mode)
    for n, (before, s) in enumerate(itertools.pairwise(rows)):
        speaker, verb = _pointing(tagged[s.id], names)
        if verb and found[before.id].rung == "stated" and "\n" not in text[before.end : s.start].strip(" "):
            key, name = (names.subject_before(n) if speaker == "pronoun" else speaker) or ("", "")
            found[before.id] = replace(found[before.id], rung="attributed", mode="indirect", speaker=key, name=name, verb=verb)
    return found


def _pointing(tagged, names):
    """((key, name) or "pronoun" or None, verb) of a sentence that says only who said the one before it: "Das teilte die Polizei mit."

    (None, "") for every other sentence.
    """
    told = [w for w in tagged if w.text[0].isalnum()]
    if not 3 <= len(told) <= MOST_POINTING or len(told) < len(tagged) - 1 or told[0].text not in {"Das", "Dies"}:
        return None, ""
    verb = told[-1] if told[1].lemma == "haben" else told[1]  # "Das hat die Polizei mitgeteilt."
    wanted = lexicon()["sources"]["pointing"]
    if told[1].tag not in FINITE or verb.lemma not in wanted or any(w.lemma in {"nicht", "nie"} for w in told):
        return None, ""
    after = told[2:]
    end = next((k for k, w in enumerate(after) if w is verb or (k and w.tag in {"APPR", "APPRART", "PTKVZ"})), len(after))
    return names.who(after[:end]) or ("pronoun" if after[0].tag == "PPER" else None), verb.lemma


def _is_direct(sentence, quotes):
    """At least half of the sentence's words are quoted."""
    held = [(m.start() + sentence.start) for m in re.finditer(r"\w+", sentence.text)]
    inside = sum(any(q.start <= at < q.end for q in quotes) for at in held)
    return bool(held) and inside * 2 >= len(held) and any(q.kind == "complete" for q in quotes)


def _marks(flat, rows):
    """{sentence id: Quotes}; a quotation may run over several sentences of a paragraph."""
    spans = []
    for start, end in _paragraphs(flat):
        spans += quoted(flat, start, end)
    found = {}
    for s in rows:
        held = []
        for a, b in spans:
            a, b = max(a, s.start), min(b, s.end)
            inner = flat[a:b].strip()
            if b - a > 0 and any(c.isalpha() for c in inner):
                held.append(Quote(a, b, _quote_kind(inner, flat[s.start : s.end])))
        found[s.id] = held
    return found


def _paragraphs(flat):
    start = 0
    for m in re.finditer(r"\n\s*\n|\n", flat):
        yield start, m.start()
        start = m.end()
    yield start, len(flat)


def _quote_kind(inner, sentence):
    tagged = words(inner)
    if sum(w.text[0].isalnum() for w in tagged) >= 4 and any(w.tag in FINITE for w in tagged):
        return "complete"
    if len(inner) * 3 >= len(sentence) * 2:
        return "complete"
    return "scare" if len(tagged) == 1 and tagged[0].tag.startswith("NN") else "partial"


def _clause_of_saying(sentence, tagged, quotes, names):
    """((key, name) or "pronoun" or "last" or None, verb or "") of who says it, by the sentence itself."""
    outside = _without_brackets([w for w in tagged if not any(q.start <= sentence.start + w.start < q.end for q in quotes)])
    for find in (_source, _colon, _so, _verb, _taking_up):
        got = find(outside, sentence, quotes, names)
        if got:
            return got
    return None, ""


def _without_brackets(found):
    kept, depth = [], 0
    for w in found:
        depth += w.text == "("
        if not depth:
            kept.append(w)
        depth -= w.text == ")" and depth > 0
    return kept


def _taking_up(outside, sentence, quotes, names):
    """ "demnach": the source named before."""
    if any(w.text.casefold() in lexicon()["sources"]["taking_up"] for w in outside):
        return "last", "demnach"
    return None


def _source(outside, sentence, quotes, names):
    """ "laut X", "nach Angaben von X", "X zufolge"."""
    for n, w in enumerate(outside):
        lower = w.text.casefold()
        after = outside[n + 1 : n + 12]
        if lower in lexicon()["sources"]["opening"]:
            return names.who(_up_to_verb(after)), "laut"
        if lower in {"nach", "laut"} and (k := _source_noun(after[:4])) is not None:
            if any(x.lemma == "eigen" for x in after[:k]):
                start = max((k for k in range(n) if outside[k].tag in FINITE), default=-1) + 1
                return names.who(_first_noun(outside[start:n])) or names.who(_first_noun(outside[:n])), "laut"
            whose = [x for x in _up_to_verb(after[k + 1 :]) if x.tag != "ADV"]
            if whose and (whose[0].tag.startswith(("ART", "NE", "PPOSAT")) or whose[0].text in {"von", "vom", "aus"}):
                return names.who(whose), "laut"
            pieces = parts(after[k].text)
            if len(pieces) > 1:  # "nach Behördenangaben"
                return (f"title {pieces[0]}", pieces[0].capitalize()), "laut"
            return ("", ""), "laut"
        if lower == "zufolge":
            before = []
            for x in reversed(outside[:n]):
                if x.tag in FINITE or BREAK.fullmatch(x.text):
                    break
                before.insert(0, x)
            return names.who(before), "laut"
    return None


def _source_noun(found):
    """Position of "Angaben", "Behördenangaben" among the words after "nach", or None."""
    nouns = lexicon()["sources"]["after_nach"]
    return next(
        (k for k, x in enumerate(found) if x.tag.startswith("NN") and (x.lemma in nouns or x.lemma.endswith(tuple(nouns)))), None
    )


def _first_noun(found):
    return next(([w] for w in found if w.tag.startswith(("NN", "NE"))), [])


def _up_to_verb(found):
    kept = []
    for w in found:
        if w.tag in FINITE or BREAK.fullmatch(w.text) or (kept and w.tag == "CARD"):
            break
        kept.append(w)
    return kept


def _colon(outside, sentence, quotes, names):
    """ "X: …" in headlines and subheads, where the part before the colon is short and has no verb."""
    if sentence.role not in {"headline", "subhead", "kicker"}:
        return None
    head = re.match(r"([^:]{2,40}):\s+\S", sentence.text)
    parted = ("VV", "APPR")  # a statement, or as in "X in Trümmern: …" a state of things
    if not head or any(w.tag.startswith(parted) for w in words(head.group(1))):
        return None
    who = names.who([w for w in outside if w.end <= head.end(1)])
    return (who, "Doppelpunkt") if who and who[0] in names.written else None


def _so(outside, sentence, quotes, names):
    """ "…, so X (weiter)." at the end of a sentence."""
    for n, w in enumerate(outside):
        if w.text.casefold() == "so" and n and BREAK.fullmatch(outside[n - 1].text):
            rest = _up_to_verb(outside[n + 1 :])
            if rest and rest[0].tag.startswith(("NE", "ART", "NN", "PPER", "PPOSAT", "ADJ")) and not _verb_after(outside, n):
                return names.who(rest), "so"
    return None


def _verb_after(outside, n):
    return any(w.tag in FINITE for w in outside[n + 1 : n + 8])


def _verb(outside, sentence, quotes, names):
    """A verb of saying with its subject, where what is said follows, precedes, or is quoted."""
    for n, w in enumerate(outside):
        lemma = w.lemma.removeprefix("weiter")  # "sagte er weiter"
        if lemma not in lexicon()["verbs"] or not w.tag.startswith("VV") or w.tag == "VV(INF)":
            continue
        if lexicon()["verbs"][lemma] == "finite" and w.tag != "VV(FIN)":
            continue
        if not _says_something(outside, n, sentence, quotes):
            continue
        if lemma == "heissen":  # "heißt es in einem Entwurf"
            inside = next((k for k in range(n, min(n + 4, len(outside))) if outside[k].tag in {"APPR", "APPRART"}), None)
            return (names.who(_up_to_verb(outside[inside + 1 :])) if inside else None) or "last", "heißen"
        who = names.who(_subject(outside, n))
        return (who or names.who(_before_clause(outside, n)) or "pronoun"), lemma
    return None


def _says_something(outside, n, sentence, quotes):
    """Whether the verb has what is said beside it: a quotation, a dass-clause, a subjunctive, a clause behind the comma."""
    word = outside[n]
    rest = outside[n + 1 :]
    if any(q.kind != "scare" for q in quotes) or (word.lemma in {"mitteilen"} and sentence.text.rstrip().endswith(":")):
        return True
    commas = [k for k, x in enumerate(outside) if x.text in {",", ":"}]
    if not commas:
        return False
    if any(x.lemma == "dass" for x in rest[:8]) or any(x.text.casefold() in SUBJUNCTIVE for x in outside):
        return True
    if any(x.text.casefold() == "wie" for x in outside[:n]) and any(k > n for k in commas):
        return True
    start = max((k for k in commas if k < n), default=-1)
    if start >= 0 and all(x.tag not in FINITE or x is word for x in outside[start + 1 :]):
        return word.tag == "VV(FIN)"  # "…, erklärte X auf Y."
    own = [x for x in outside[:n] if x.tag in FINITE]
    following = next((k for k in commas if k > n), None)
    plain_verbs = {"sagen", "erklären", "mitteilen", "betonen", "ankündigen", "versprechen", "schreiben", "bestätigen"}
    return following is not None and word.lemma in plain_verbs and (word.tag == "VV(FIN)" or bool(own))


def _subject(outside, n):
    """The words that name who says it: behind the verb where the sentence begins with what is said, else before it."""
    start = max((k for k in range(n) if BREAK.fullmatch(outside[k].text)), default=-1) + 1
    before = outside[start:n]
    helper = next((k for k in range(n - 1, -1, -1) if outside[k].lemma in {"haben", "sein"} and outside[k].tag in FINITE), None)
    past = outside[n].text.casefold().endswith(("te", "ten"))
    torn = (
        helper is not None
        and not before
        and not past
        and not any(w.tag.endswith("(PP)") for w in _up_to_break(outside[helper:n]))
    )
    if outside[n].tag == "VV(PP)" or torn:  # "hat, wie es hieß, erklärt,"
        if helper is None:
            return before
        begin = max((k for k in range(helper) if BREAK.fullmatch(outside[k].text)), default=-1) + 1
        head = [w for w in outside[begin:helper] if not w.tag.startswith(("ADV", "PTK", "KO"))]
        return head if _nominal(head) else outside[helper + 1 : n]
    head = [w for w in before if not w.tag.startswith(("ADV", "PTK", "KO", "PROAV", "PAV"))]
    if not before and start > 1:  # "Die Chefin der Behörde, Anna Muster, teilte mit"
        bracketed = _segment_before(outside, start - 1)
        if bracketed and all(w.tag == "NE" for w in bracketed):
            return bracketed
    behind = outside[n + 1].tag.startswith(("NE", "NN", "ART", "PPER")) if n + 1 < len(outside) else False
    oblique = not head or any(w.tag in {"APPR", "APPRART"} for w in head) or head[0].text.casefold() in {"das", "dies"}
    if _nominal(head) and not (oblique and (behind or head[0].tag in {"APPR", "APPRART"} or len(head) < 2)):
        return head
    after = []
    if not behind and n + 1 < len(outside) and outside[n + 1].tag in {"APPR", "APPRART"}:
        return head
    for k, w in enumerate(outside[n + 1 :], n + 1):
        if w.text == "," and after and all(x.tag == "NE" for x in outside[k + 1 : k + 2]):
            return [x for x in outside[k + 1 : k + 4] if x.tag == "NE"]  # "sagte der Leiter der Behörde, Max Muster"
        if BREAK.fullmatch(w.text) or (after and w.tag in {"APPR", "APPRART", "PTKVZ"} and _nominal(after)):
            break
        after.append(w)
    return after if _nominal(after) else head


def _segment_before(outside, end):
    start = max((k for k in range(end) if BREAK.fullmatch(outside[k].text)), default=-1) + 1
    return outside[start:end]


def _up_to_break(found):
    return found[: next((k for k, w in enumerate(found) if w.text in {",", ";", ":"}), len(found))]


def _nominal(found):
    return any(w.tag.startswith(("NE", "NN", "PPER")) for w in found)


def _before_clause(outside, n):
    """ "Wie sein Pressesprecher mitteilte": what stands between the conjunction and the verb."""
    start = max((k for k in range(n) if BREAK.fullmatch(outside[k].text)), default=-1) + 1
    return outside[start:n]


def _is_subjunctive(sentence):
    """ "first" for Konjunktiv I, "second" for Konjunktiv II forms that may stand for it, "" for none; no "ich" nearby."""
    flat = sentence.text.casefold()
    if re.search(r"\b(ich|wenn|falls)\b", flat):
        return ""
    found = ""
    for w in words(sentence.text):
        lower = w.text.casefold()
        if lower in SUBJUNCTIVE and w.tag in FINITE:
            if lower not in SECOND:
                return "first"
            found = "second"
        elif w.tag == "VV(FIN)" and lower.endswith("e") and not lower.endswith("te") and w.lemma.startswith(lower[:-1]):
            return "first"
    return found


def _ahead(rows, clauses, marks, n, last, names):
    """Who says a direct sentence that names nobody: who closes the quotation, else who opened it, else who spoke last."""
    for k in range(n + 1, min(n + 6, len(rows))):
        gap = rows[k].start - rows[k - 1].end
        if gap > 3 or not marks[rows[k].id]:
            break
        if clauses[k][0]:
            return last if isinstance(clauses[k][0], str) else clauses[k][0]
    return last


def _rung(sentence, mode, verb, quotes):
    """Where on the assertion ladder a sentence stands."""
    flat = sentence.text
    hedges = lexicon()["hedges"]
    outside = "".join(c for n, c in enumerate(flat) if not any(q.start <= sentence.start + n < q.end for q in quotes))
    held = {w.casefold() for w in re.findall(r"\w+", outside)}
    if held & set(hedges["distanced"]) or lexicon()["verbs"].get(verb) == "distanced" or any(q.kind == "scare" for q in quotes):
        return "distanced"
    if mode != "direct" and (held & set(hedges["hedged"]) or _hearsay(sentence)):
        return "hedged"
    return "attributed" if mode else "stated"


def _hearsay(sentence):
    """ "soll … gedauert haben": told, not known."""
    tagged = words(sentence.text)
    modal = any(w.text.casefold() in {"soll", "sollen"} for w in tagged)
    return modal and bool(re.search(r"\w+(?:t|en) (?:haben|sein|worden sein)\b", sentence.text))


def tells_of_saying(sentence):
    """Whether a sentence reports an act of saying ("bestätigte das Telefonat"): it is no bare fact, though nobody's words."""
    return any(w.tag.startswith("VV") and w.lemma in lexicon()["verbs"] for w in words(sentence.text))
