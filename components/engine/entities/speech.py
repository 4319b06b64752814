"""Who says what in an article: direct and indirect speech, its speakers, and how far the outlet itself stands behind a sentence.

Four fifths of German news quotation has no quotation marks: it is told in the subjunctive, with "laut", "soll" or a clause of
saying. No library reads German speech without a model from a hub, hence rules of our own on HanTa's tags. A speaker's title is
led back to a name by what the article itself puts side by side ("Verteidigungsministerin Anna Muster").
"""

import enum
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.engine.codes import Assertion, Manner, QuoteKind, Role
from components.engine.document import Document, SentenceAnalysis
from components.engine.entities.people import NOBODY, TITLE, Names, Somebody, has_pronoun
from components.engine.german.clauses import TOKEN_OR_END
from components.engine.german.quotation_marks import Span
from components.engine.german.saying import saying
from components.engine.german.words import FINITE, Word, has_finite_verb, parts

MOST_POINTING = 14  # words of a sentence that says only who said the one before it
FIRST = frozenset(["sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "wisse", "gebe", "lasse", "brauche"])  # fmt: skip
SECOND = frozenset(["hätte", "hätten", "würde", "würden", "könnten", "müssten", "sollten", "wollten", "dürften", "wäre", "wären", "gäbe", "stünde", "stünden", "käme", "kämen", "ginge", "gingen", "bliebe", "blieben", "fände", "fänden", "läge", "lägen", "nähme", "nähmen", "bekäme", "bekämen"])  # fmt: skip
SUBJUNCTIVE = FIRST | SECOND


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Quoted words, offsets in the article."""

    start: int
    end: int
    kind: QuoteKind


@dataclass(frozen=True, kw_only=True)
class Speech:
    """How one sentence is told: the speaker's key and name as written, the verb (a lemma, or "laut"), its quotes, and whether it
    ``tells`` of an act of saying."""

    sentence: str
    assertion: Assertion
    manner: Manner
    speaker: str
    name: str
    verb: str
    quotes: tuple[Quote, ...]
    tells: bool = False


class Reference(enum.Enum):
    """Words that only point at who says it."""

    PRONOUN = "pronoun"  # "er"
    LAST = "last"  # "demnach": the source named before


Who = Somebody | Reference | None


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Who says a sentence, by its own words, and with which verb; "" where nothing says that somebody does."""

    who: Who = None
    verb: str = ""


def speeches(documents: Sequence[Document]) -> dict[str, Speech]:
    """{sentence id: Speech} of the text sentences of some articles."""
    return {
        name: said for d in documents for name, said in _of_article(d.text, _quotes(d.text, d.quotations), d.article.text).items()
    }


def alone(sentence: SentenceAnalysis) -> Speech:
    """The Speech of one sentence without its article."""
    return _of_article([sentence], _quotes([sentence], sentence.quotations), "")[sentence.id]


def _of_article(rows: Sequence[SentenceAnalysis], marks: dict[str, list[Quote]], text: str) -> dict[str, Speech]:
    names = Names([s.named for s in rows])
    clauses = [_attribution(s, marks[s.id], names) for s in rows]
    found: dict[str, Speech] = {}
    last: Somebody | None = None  # who was named last
    spoke: Somebody | None = None  # who spoke last
    told = False  # whether the sentence before was somebody's
    for n, s in enumerate(rows):
        quotes, direct = marks[s.id], _is_direct(s, marks[s.id])
        who, verb = clauses[n].who, clauses[n].verb
        speaker = (
            (last or names.subject_before(n)) if who == Reference.PRONOUN else (spoke or NOBODY) if who == Reference.LAST else who
        )
        assert not isinstance(speaker, Reference)
        carried = False
        if direct and not speaker:
            speaker = _quoted_speaker(rows, clauses, marks, n, last)
        mood = _subjunctive(s)
        if not direct and not speaker and mood and (last or verb) and (told or mood == "first"):
            speaker, carried = last, True
        announced = s.text.rstrip().endswith(":")  # "Auf X teilte sie mit:"
        manner = Manner.OWN
        if not announced and direct:
            manner = Manner.DIRECT
        elif not announced and (verb or carried or (speaker and any(q.kind != QuoteKind.SCARE for q in quotes))):
            manner = Manner.INDIRECT
        somebody = (speaker or NOBODY) if manner else NOBODY
        found[s.id] = Speech(
            sentence=s.id,
            assertion=_assertion(s, manner, verb, quotes),
            manner=manner,
            speaker=somebody.key,
            name=somebody.name,
            verb=verb if manner else "",
            quotes=tuple(quotes),
            tells=tells_of_saying(s),
        )
        if speaker and speaker.key:
            last = spoke = speaker
        elif not mood and not direct:
            last = names.subject(n) or last
        told = bool(manner)
    for n, (before, s) in enumerate(itertools.pairwise(rows)):
        pointing = _pointing(s.named, names)
        if pointing.verb and found[before.id].assertion == Assertion.STATED and "\n" not in text[before.end : s.start].strip(" "):
            somebody = (names.subject_before(n) if pointing.who == Reference.PRONOUN else pointing.who) or NOBODY
            assert isinstance(somebody, Somebody)
            found[before.id] = replace(
                found[before.id],
                assertion=Assertion.ATTRIBUTED,
                manner=Manner.INDIRECT,
                speaker=somebody.key,
                name=somebody.name,
                verb=pointing.verb,
            )
    return found


def _pointing(tagged: Sequence[Word], names: Names) -> Attribution:
    """Of a sentence that says only who said the one before it: "Das teilte die Polizei mit."; empty for every other sentence."""
    told = [w for w in tagged if w.text[0].isalnum()]
    if not 3 <= len(told) <= MOST_POINTING or len(told) < len(tagged) - 1 or told[0].text not in {"Das", "Dies"}:
        return Attribution()
    verb = told[-1] if told[1].lemma == "haben" else told[1]  # "Das hat die Polizei mitgeteilt."
    if told[1].tag not in FINITE or verb.lemma not in saying().pointing or any(w.lemma in {"nicht", "nie"} for w in told):
        return Attribution()
    after = told[2:]
    end = next((k for k, w in enumerate(after) if w is verb or (k and w.tag in {"APPR", "APPRART", "PTKVZ"})), len(after))
    return Attribution(who=names.who(after[:end]) or (Reference.PRONOUN if after[0].tag == "PPER" else None), verb=verb.lemma)


def _is_direct(sentence: SentenceAnalysis, quotes: Sequence[Quote]) -> bool:
    """At least half of the sentence's words are quoted."""
    held = [sentence.start + m.start() for m in re.finditer(r"\w+", sentence.text)]
    inside = sum(any(q.start <= at < q.end for q in quotes) for at in held)
    return bool(held) and inside * 2 >= len(held) and any(q.kind == QuoteKind.COMPLETE for q in quotes)


def _quotes(rows: Sequence[SentenceAnalysis], marks: Sequence[Span]) -> dict[str, list[Quote]]:
    """{sentence id: its Quotes}; a quotation may run over several sentences."""
    found: dict[str, list[Quote]] = {}
    for s in rows:
        held = []
        for a, b in marks:
            a, b = max(a, s.start), min(b, s.end)
            if b > a and any(c.isalpha() for c in s.part(a, b)):
                held.append(Quote(start=a, end=b, kind=_quote_kind(s, a, b)))
        found[s.id] = held
    return found


def _quote_kind(sentence: SentenceAnalysis, start: int, end: int) -> QuoteKind:
    inside = sentence.words_in(start, end)
    if sum(w.text[0].isalnum() for w in inside) >= 4 and has_finite_verb(inside):
        return QuoteKind.COMPLETE
    if len(sentence.part(start, end).strip()) * 3 >= len(sentence.flat) * 2:
        return QuoteKind.COMPLETE
    return QuoteKind.SCARE if len(inside) == 1 and inside[0].tag.startswith("NN") else QuoteKind.PARTIAL


def _attribution(sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names) -> Attribution:
    """Who says a sentence, by the sentence itself."""
    outside = _without_brackets([w for w in sentence.named if not any(q.start <= w.start < q.end for q in quotes)])
    for find in (_source, _colon, _so, _verb, _taking_up):
        got = find(outside, sentence, quotes, names)
        if got:
            return got
    return Attribution()


def _who(found: Sequence[Word], names: Names) -> Who:
    """Who is named by some words, or that a pronoun stands for somebody."""
    return names.who(found) or (Reference.PRONOUN if has_pronoun(found) else None)


def _without_brackets(found: Sequence[Word]) -> list[Word]:
    kept: list[Word] = []
    depth = 0
    for w in found:
        depth += w.text == "("
        if not depth:
            kept.append(w)
        depth -= w.text == ")" and depth > 0
    return kept


def _taking_up(outside: Sequence[Word], sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names) -> Attribution | None:
    """ "demnach": the source named before."""
    if any(w.text.casefold() in saying().taking_up for w in outside):
        return Attribution(who=Reference.LAST, verb="demnach")
    return None


def _source(outside: Sequence[Word], sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names) -> Attribution | None:
    """ "laut X", "nach Angaben von X", "X zufolge"."""
    for n, w in enumerate(outside):
        lower = w.text.casefold()
        after = outside[n + 1 : n + 12]
        if lower in saying().opening:
            return Attribution(who=_who(_up_to_verb(after), names), verb="laut")
        if lower in {"nach", "laut"} and (k := _source_noun(after[:4])) is not None:
            if any(x.lemma == "eigen" for x in after[:k]):
                start = max((k for k in range(n) if outside[k].tag in FINITE), default=-1) + 1
                who = _who(_first_noun(outside[start:n]), names) or _who(_first_noun(outside[:n]), names)
                return Attribution(who=who, verb="laut")
            whose = [x for x in _up_to_verb(after[k + 1 :]) if x.tag != "ADV"]
            if whose and (whose[0].tag.startswith(("ART", "NE", "PPOSAT")) or whose[0].text in {"von", "vom", "aus"}):
                return Attribution(who=_who(whose, names), verb="laut")
            pieces = parts(after[k].text)
            if len(pieces) > 1:  # "nach Behördenangaben"
                somebody = Somebody(key=f"{TITLE}{pieces[0]}", name=pieces[0].capitalize())
                return Attribution(who=somebody, verb="laut")
            return Attribution(who=NOBODY, verb="laut")
        if lower == "zufolge":
            before: list[Word] = []
            for x in reversed(outside[:n]):
                if x.tag in FINITE or TOKEN_OR_END.fullmatch(x.text):
                    break
                before.insert(0, x)
            return Attribution(who=_who(before, names), verb="laut")
    return None


def _source_noun(found: Sequence[Word]) -> int | None:
    """Position of "Angaben", "Behördenangaben" among the words after "nach", or None."""
    nouns = saying().nouns
    return next(
        (k for k, x in enumerate(found) if x.tag.startswith("NN") and (x.lemma in nouns or x.lemma.endswith(tuple(nouns)))), None
    )


def _first_noun(found: Sequence[Word]) -> list[Word]:
    return next(([w] for w in found if w.tag.startswith(("NN", "NE"))), [])


def _up_to_verb(found: Sequence[Word]) -> list[Word]:
    kept: list[Word] = []
    for w in found:
        if w.tag in FINITE or TOKEN_OR_END.fullmatch(w.text) or (kept and w.tag == "CARD"):
            break
        kept.append(w)
    return kept


def _colon(outside: Sequence[Word], sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names) -> Attribution | None:
    """ "X: …" in headlines and subheads, where the part before the colon is short and has no verb."""
    if sentence.role not in {Role.HEADLINE, Role.SUBHEAD, Role.KICKER}:
        return None
    head = re.match(r"([^:]{2,40}):\s+\S", sentence.text)
    parted = ("VV", "APPR")  # a statement, or as in "X in Trümmern: …" a state of things
    if not head:
        return None
    end = sentence.start + head.end(1)
    if any(w.tag.startswith(parted) for w in sentence.words if w.end <= end):
        return None
    who = names.who([w for w in outside if w.end <= end])
    return Attribution(who=who, verb="Doppelpunkt") if who and names.knows(who.key) else None


def _so(outside: Sequence[Word], sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names) -> Attribution | None:
    """ "…, so X (weiter)." at the end of a sentence."""
    for n, w in enumerate(outside):
        if w.text.casefold() == "so" and n and TOKEN_OR_END.fullmatch(outside[n - 1].text):
            rest = _up_to_verb(outside[n + 1 :])
            if rest and rest[0].tag.startswith(("NE", "ART", "NN", "PPER", "PPOSAT", "ADJ")) and not _verb_after(outside, n):
                return Attribution(who=_who(rest, names), verb="so")
    return None


def _verb_after(outside: Sequence[Word], n: int) -> bool:
    return any(w.tag in FINITE for w in outside[n + 1 : n + 8])


def _verb(outside: Sequence[Word], sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names) -> Attribution | None:
    """A verb of saying with its subject, where what is said follows, precedes, or is quoted."""
    for n, w in enumerate(outside):
        lemma = w.lemma.removeprefix("weiter")  # "sagte er weiter"
        kind = saying().verbs.get(lemma)
        if kind is None or not w.tag.startswith("VV") or w.tag == "VV(INF)":
            continue
        if kind == "finite" and w.tag != "VV(FIN)":
            continue
        if not _says_something(outside, n, sentence, quotes):
            continue
        if lemma == "heissen":  # "heißt es in einem Entwurf"
            inside = next((k for k in range(n, min(n + 4, len(outside))) if outside[k].tag in {"APPR", "APPRART"}), None)
            who = _who(_up_to_verb(outside[inside + 1 :]), names) if inside else None
            return Attribution(who=who or Reference.LAST, verb="heißen")
        who = _who(_subject(outside, n), names) or _who(_before_clause(outside, n), names)
        return Attribution(who=who or Reference.PRONOUN, verb=lemma)
    return None


def _says_something(outside: Sequence[Word], n: int, sentence: SentenceAnalysis, quotes: Sequence[Quote]) -> bool:
    """Whether the verb has what is said beside it: a quotation, a dass-clause, a subjunctive, a clause behind the comma."""
    word = outside[n]
    rest = outside[n + 1 :]
    if any(q.kind != QuoteKind.SCARE for q in quotes) or (word.lemma in {"mitteilen"} and sentence.text.rstrip().endswith(":")):
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


def _subject(outside: Sequence[Word], n: int) -> list[Word]:
    """The words that name who says it: behind the verb where the sentence begins with what is said, else before it."""
    start = max((k for k in range(n) if TOKEN_OR_END.fullmatch(outside[k].text)), default=-1) + 1
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
            return list(before)
        begin = max((k for k in range(helper) if TOKEN_OR_END.fullmatch(outside[k].text)), default=-1) + 1
        head = [w for w in outside[begin:helper] if not w.tag.startswith(("ADV", "PTK", "KO"))]
        return head if _nominal(head) else list(outside[helper + 1 : n])
    head = [w for w in before if not w.tag.startswith(("ADV", "PTK", "KO", "PROAV", "PAV"))]
    if not before and start > 1:  # "Die Chefin der Behörde, Anna Muster, teilte mit"
        bracketed = _segment_before(outside, start - 1)
        if bracketed and all(w.tag == "NE" for w in bracketed):
            return bracketed
    behind = outside[n + 1].tag.startswith(("NE", "NN", "ART", "PPER")) if n + 1 < len(outside) else False
    oblique = not head or any(w.tag in {"APPR", "APPRART"} for w in head) or head[0].text.casefold() in {"das", "dies"}
    if _nominal(head) and not (oblique and (behind or head[0].tag in {"APPR", "APPRART"} or len(head) < 2)):
        return head
    after: list[Word] = []
    if not behind and n + 1 < len(outside) and outside[n + 1].tag in {"APPR", "APPRART"}:
        return head
    for k, w in enumerate(outside[n + 1 :], n + 1):
        if w.text == "," and after and all(x.tag == "NE" for x in outside[k + 1 : k + 2]):
            return [x for x in outside[k + 1 : k + 4] if x.tag == "NE"]  # "sagte der Leiter der Behörde, Max Muster"
        if TOKEN_OR_END.fullmatch(w.text) or (after and w.tag in {"APPR", "APPRART", "PTKVZ"} and _nominal(after)):
            break
        after.append(w)
    return after if _nominal(after) else head


def _segment_before(outside: Sequence[Word], end: int) -> list[Word]:
    start = max((k for k in range(end) if TOKEN_OR_END.fullmatch(outside[k].text)), default=-1) + 1
    return list(outside[start:end])


def _up_to_break(found: Sequence[Word]) -> Sequence[Word]:
    return found[: next((k for k, w in enumerate(found) if w.text in {",", ";", ":"}), len(found))]


def _nominal(found: Sequence[Word]) -> bool:
    return any(w.tag.startswith(("NE", "NN", "PPER")) for w in found)


def _before_clause(outside: Sequence[Word], n: int) -> list[Word]:
    """ "Wie sein Pressesprecher mitteilte": what stands between the conjunction and the verb."""
    start = max((k for k in range(n) if TOKEN_OR_END.fullmatch(outside[k].text)), default=-1) + 1
    return list(outside[start:n])


def _subjunctive(sentence: SentenceAnalysis) -> str:
    """ "first" for Konjunktiv I, "second" for Konjunktiv II forms that may stand for it, "" for none; no "ich" nearby."""
    flat = sentence.text.casefold()
    if re.search(r"\b(ich|wenn|falls)\b", flat):
        return ""
    found = ""
    for w in sentence.words:
        lower = w.text.casefold()
        if lower in SUBJUNCTIVE and w.tag in FINITE:
            if lower not in SECOND:
                return "first"
            found = "second"
        elif w.tag == "VV(FIN)" and lower.endswith("e") and not lower.endswith("te") and w.lemma.startswith(lower[:-1]):
            return "first"
    return found


def _quoted_speaker(
    rows: Sequence[SentenceAnalysis],
    clauses: Sequence[Attribution],
    marks: dict[str, list[Quote]],
    n: int,
    last: Somebody | None,
) -> Somebody | None:
    """Who says a direct sentence that names nobody: who closes the quotation, else who opened it, else who spoke last."""
    for k in range(n + 1, min(n + 6, len(rows))):
        if rows[k].start - rows[k - 1].end > 3 or not marks[rows[k].id]:
            break
        if who := clauses[k].who:
            return last if isinstance(who, Reference) else who
    return last


def _assertion(sentence: SentenceAnalysis, manner: Manner, verb: str, quotes: Sequence[Quote]) -> Assertion:
    """How far the outlet stands behind a sentence."""
    outside = "".join(c for n, c in enumerate(sentence.text) if not any(q.start <= sentence.start + n < q.end for q in quotes))
    held = {w.casefold() for w in re.findall(r"\w+", outside)}
    scare = any(q.kind == QuoteKind.SCARE for q in quotes)
    if held & saying().distanced or saying().verbs.get(verb) == "distanced" or scare:
        return Assertion.DISTANCED
    if manner != Manner.DIRECT and (held & saying().hedged or _hearsay(sentence)):
        return Assertion.HEDGED
    return Assertion.ATTRIBUTED if manner else Assertion.STATED


def _hearsay(sentence: SentenceAnalysis) -> bool:
    """ "soll … gedauert haben": told, not known."""
    modal = any(w.text.casefold() in {"soll", "sollen"} for w in sentence.words)
    return modal and bool(re.search(r"\w+(?:t|en) (?:haben|sein|worden sein)\b", sentence.text))


def tells_of_saying(sentence: SentenceAnalysis) -> bool:
    """Whether a sentence reports an act of saying ("bestätigte das Telefonat"): it is no bare fact, though nobody's words."""
    return any(w.tag.startswith("VV") and w.lemma in saying().verbs for w in sentence.words)
