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
from components.engine.entities.people import NOBODY, PRONOUNS, Names, Somebody, has_pronoun, naming
from components.engine.entities.register import Register
from components.engine.german.clauses import QUOTES, STOP, TOKEN_OR_END
from components.engine.german.quotation_marks import Span
from components.engine.german.saying import saying
from components.engine.german.words import FINITE, Word, fold, has_finite_verb

LONGEST_ARTICLE = 6  # letters and blanks between "laut" and a name in quotation marks: "laut der „…"
MOST_OF_A_NAME = 3  # words of such a name
AFTER_QUOTATION = 4  # marks and blanks between a quotation and the verb behind it
MOST_POINTING = 14  # words of a sentence that says only who said the one before it
FIRST = frozenset(["sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "wisse", "gebe", "lasse", "brauche"])  # fmt: skip
SECOND = frozenset(["hätte", "hätten", "würde", "würden", "könnten", "müssten", "sollten", "wollten", "dürften", "wäre", "wären", "gäbe", "stünde", "stünden", "käme", "kämen", "ginge", "bliebe", "fände", "fänden", "läge", "lägen", "nähme", "nähmen", "bekäme", "bekämen"])  # fmt: skip
SUBJUNCTIVE = FIRST | SECOND
PHRASES = frozenset(["laut", "so", "demnach", "Doppelpunkt"])  # with these what is reported stands in the indicative
TO_WHOM = frozenset(["dem", "den", "einem", "unserem", "seinem", "ihrem"])  # a dative: who is told, not who tells


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Quoted words, offsets in the article."""

    start: int
    end: int
    kind: QuoteKind


@dataclass(frozen=True, kw_only=True)
class Speech:
    """How one sentence is told: the speaker's key and name as written, the verb (a lemma, or "laut"), its quotes, and whether it
    ``tells`` of an act of saying.

    ``own``: spans of the article in which the outlet speaks for itself though the sentence is somebody's ("das Gespräch, das eine Stunde
    dauerte, sei gut gewesen"); ``teller``: the key of who does the saying that a sentence of the outlet's own tells of.
    """

    sentence: str
    assertion: Assertion
    manner: Manner
    speaker: str
    name: str
    verb: str
    quotes: tuple[Quote, ...]
    tells: bool = False
    own: tuple[Span, ...] = ()
    teller: str = ""

    def is_quoted(self, start: int) -> bool:
        """Whether a place of the article stands between quotation marks."""
        return any(q.start <= start < q.end for q in self.quotes)

    def speaks_at(self, start: int) -> bool:
        """Whether a place of the article is the speaker's: quoted, or reported and no clause of the outlet's own."""
        reported = self.manner == Manner.INDIRECT and not any(a <= start < b for a, b in self.own)
        return self.is_quoted(start) or reported


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


def speeches(documents: Sequence[Document], register: Register | None = None) -> dict[str, Speech]:
    """{sentence id: Speech} of the text sentences of some articles; ``register``: who is named in them, read here if not given."""
    register = register or Register([s for d in documents for s in d.text])
    return {
        name: said
        for d in documents
        for name, said in _of_article(register, d.text, _quotes(d.text, d.quotations), d.article.text).items()
    }


def alone(sentence: SentenceAnalysis) -> Speech:
    """The Speech of one sentence without its article."""
    return _of_article(Register([sentence]), [sentence], _quotes([sentence], sentence.quotations), "")[sentence.id]


def _of_article(
    register: Register, rows: Sequence[SentenceAnalysis], marks: dict[str, list[Quote]], text: str
) -> dict[str, Speech]:
    names = Names(register, rows)
    clauses = [_attribution(s, marks[s.id], names.at(n)) for n, s in enumerate(rows)]
    found: dict[str, Speech] = {}
    last: Somebody | None = None  # who was named last
    spoke: Somebody | None = None  # who spoke last
    told = False  # whether the sentence before was somebody's
    before: Somebody | None = None  # whose it was
    pointing = [_pointing(register.words[s.id], names) for s in rows]
    for n, s in enumerate(rows):
        quotes, direct = marks[s.id], _is_direct(s, marks[s.id])
        who, verb = clauses[n].who, clauses[n].verb
        speaker: Somebody | None
        if isinstance(who, Reference):
            speaker = (last or names.subject_before(n)) if who == Reference.PRONOUN else spoke or NOBODY
        else:
            speaker = who
        carried = False
        rumoured = not (direct or speaker or verb) and _hearsay(s)  # "soll … gedauert haben": whose word it is, is not said
        if direct and not speaker:
            speaker = _quoted_speaker(rows, clauses, marks, n, last)
        mood = "" if rumoured else _subjunctive(s)
        attitude = _attitude(s, names, n) if not direct and not speaker and mood else None
        if isinstance(attitude, Reference):
            speaker, carried = last or names.subject_before(n), True
        elif attitude is not None:
            speaker, carried = attitude, True
        elif not direct and not speaker and mood and (last or verb) and (told or mood == "first"):
            speaker, carried = before if told and before is not None else last, True
        announced = s.text.rstrip().endswith(":") and verb not in {"so", "laut"}  # "Auf X teilte sie mit:"
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
            tells=(tells := tells_of_saying(s)),
            own=_own_clauses(s, manner, verb, quotes),
            teller=teller.key if tells and not manner and (teller := names.subject(n)) is not None else "",
        )
        if speaker and speaker.key:
            last = spoke = speaker
        elif verb and speaker is not None:
            spoke = speaker  # "hieß es in dem Entwurf": whose words they are is not known, nor is it in "demnach"
        elif not mood and not direct:
            last = names.subject(n) or last
        told, before = bool(manner), somebody if manner else None
        pointed = pointing[n].who
        if isinstance(pointed, Somebody) and pointing[n].verb:
            last = spoke = before = pointed
            told = True
    for n, (earlier, s) in enumerate(itertools.pairwise(rows)):
        said = pointing[n + 1]
        if said.verb and not found[earlier.id].manner and "\n" not in text[earlier.end : s.start].strip(" "):
            somebody = (names.subject_before(n) if said.who == Reference.PRONOUN else said.who) or NOBODY
            assert isinstance(somebody, Somebody)
            found[earlier.id] = replace(
                found[earlier.id],
                assertion=Assertion.ATTRIBUTED,
                manner=Manner.INDIRECT,
                speaker=somebody.key,
                name=somebody.name,
                verb=said.verb,
            )
    return found


def _pointing(tagged: Sequence[Word], names: Names) -> Attribution:
    """Of a sentence that says only who said the one before it: "Das teilte die Polizei mit."; empty for every other sentence."""
    tagged = _without_brackets(tagged)
    told = [w for w in tagged if w.text[0].isalnum()]
    if not 3 <= len(told) <= MOST_POINTING or len(told) < len(tagged) - 1 or told[0].text not in {"Das", "Dies"}:
        return Attribution()
    verb = told[-1] if told[1].lemma == "haben" else told[1]  # "Das hat die Polizei mitgeteilt."
    if told[1].tag not in FINITE or verb.lemma not in saying().pointing or any(w.lemma in {"nicht", "nie"} for w in told):
        return Attribution()
    after = told[2:]
    end = next(
        (k for k, w in enumerate(after) if w is verb or (k and w.tag in {"APPR", "APPRART", "PTKVZ"} and w.text != "für")),
        len(after),
    )
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
    held = [w for w in names.register.words[sentence.id] if not any(q.start <= w.start < q.end for q in quotes)]
    partial = [q for q in quotes if q.kind != QuoteKind.COMPLETE]  # their marks part no clauses
    outside = _without_brackets([w for w in held if not any(w.end == q.start or w.start == q.end for q in partial)])
    for find in (_source, _colon, _so, _verb, _beside_quotation, _taking_up):
        got = find(outside, sentence, quotes, names)
        if got:
            return got
    return Attribution()


def _who(found: Sequence[Word], names: Names, medium: bool = False, source: bool = False) -> Who:
    """Who is named by some words, or that a pronoun stands for somebody; ``source``: whether "laut" or its like makes them a source."""
    who = names.who(found, medium, source)
    return who if who is not None else Reference.PRONOUN if has_pronoun(found) else None


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
            return Attribution(who=_who(_up_to_verb(after), names, source=True) or _in_quotes(sentence, quotes, w), verb="laut")
        if lower in {"nach", "laut"} and (k := _source_noun(after[:4])) is not None:
            if any(x.lemma == "eigen" for x in after[:k]):
                start = max((k for k in range(n) if outside[k].tag in FINITE), default=-1) + 1
                who = _who(_first_noun(outside[start:n]), names) or _who(_first_noun(outside[:n]), names)
                return Attribution(who=who, verb="laut")
            whose = [x for x in _up_to_verb(after[k + 1 :]) if x.tag != "ADV"]
            if whose and (whose[0].tag.startswith(("ART", "NE", "PPOSAT")) or whose[0].text in {"von", "vom", "aus"}):
                return Attribution(who=_who(whose, names, source=True), verb="laut")
            return Attribution(who=names.compound(after[k].text), verb="laut")  # "nach Behördenangaben"
        if lower == "zufolge":
            before: list[Word] = []
            for x in reversed(outside[:n]):
                if x.tag in FINITE or TOKEN_OR_END.fullmatch(x.text):
                    break
                before.insert(0, x)
            return Attribution(who=_who(before, names, source=True), verb="laut")
    return None


def _in_quotes(sentence: SentenceAnalysis, quotes: Sequence[Quote], opening: Word) -> Somebody | None:
    """A medium whose name stands between quotation marks: "laut „Beispiel“"."""
    quote = next((q for q in quotes if 0 <= q.start - opening.end <= LONGEST_ARTICLE), None)
    inside = sentence.words_in(quote.start, quote.end) if quote else ()
    held = [w for w in inside if w.text[0].isalnum()]
    if not 1 <= len(held) <= MOST_OF_A_NAME or not held[0].text[0].isupper() or has_finite_verb(held):
        return None
    return Somebody(key=fold("".join(w.text for w in held)), name=" ".join(w.text for w in held))


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
    return any(w.tag in FINITE for w in _up_to_break(outside[n + 1 : n + 8]))


def _verb(outside: Sequence[Word], sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names) -> Attribution | None:
    """A verb of saying with its subject, where what is said follows, precedes, or is quoted."""
    for n, w in enumerate(outside):
        lemma = w.lemma.removeprefix("weiter")  # "sagte er weiter"
        kind = saying().verbs.get(lemma)
        asked = w.tag == "VV(INF)" and not (
            sentence.text.rstrip().endswith(":") or any(q.kind == QuoteKind.COMPLETE for q in quotes)
        )
        if kind is None or not w.tag.startswith("VV") or asked:
            continue
        if kind == "finite" and w.tag != "VV(FIN)":
            continue
        if kind == "quoting" and not any(q.kind != QuoteKind.SCARE for q in quotes):
            continue
        if not _says_something(outside, n, sentence, quotes):
            continue
        if lemma == "heissen":  # "heißt es in einem Entwurf"
            inside = next((k for k in range(n, min(n + 4, len(outside))) if outside[k].tag in {"APPR", "APPRART"}), None)
            who = _who(_up_to_verb(outside[inside + 1 :]), names) if inside else None
            return Attribution(who=Reference.LAST if who is None else who, verb="heißen")
        medium = lemma in saying().media
        subject = _subject(outside, n)
        who = _who(subject, names, medium) or _who(_before_clause(outside, n), names, medium)
        if who is None and naming(subject) is not None:
            continue  # what is no person and no institution says nothing
        return Attribution(who=who or Reference.PRONOUN, verb=lemma)
    return None


def _beside_quotation(
    outside: Sequence[Word], sentence: SentenceAnalysis, quotes: Sequence[Quote], names: Names
) -> Attribution | None:
    """Who stands beside a whole quotation, whatever the verb: "„…“, schmunzelte X", "X winkt ab: „…“"."""
    for quote in quotes:
        if quote.kind != QuoteKind.COMPLETE:
            continue
        behind = [w for w in outside if w.start >= quote.end and w.text[0].isalnum()]
        if behind and behind[0].tag == "VV(FIN)" and behind[0].start - quote.end <= AFTER_QUOTATION:
            subject = _up_to_break(behind[1:])
            who = _who(subject[:1], names) if subject and subject[0].tag == "PPER" else names.who(subject)
            if who is not None and naming_opens(subject):
                return Attribution(who=who, verb=behind[0].lemma)
        before = [w for w in outside if w.end <= quote.start and w.text not in QUOTES]
        if before and before[-1].text == ":" and len(before) > 1:
            who = names.subject_of(before[:-1])
            if who is not None:
                return Attribution(who=who, verb="Doppelpunkt")
    return None


def naming_opens(found: Sequence[Word]) -> bool:
    """Whether some words begin with who is named by them."""
    return bool(found) and found[0].tag.startswith(("NE", "NN", "ART", "PPER", "PPOSAT", "ADJ", "PIAT"))


def _says_something(outside: Sequence[Word], n: int, sentence: SentenceAnalysis, quotes: Sequence[Quote]) -> bool:
    """Whether the verb has what is said beside it: a quotation, a dass-clause, a subjunctive, a clause behind the comma."""
    word = outside[n]
    rest = outside[n + 1 :]
    if word.lemma == "heissen" and any(x.text.casefold() == "es" for x in outside[max(0, n - 1) : n + 2]):
        return True
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
    helper = next((k for k in range(n - 1, -1, -1) if outside[k].lemma == "haben" and outside[k].tag in FINITE), None)
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
    behind = outside[n + 1].tag.startswith(("NE", "NN", "ART", "PPER")) if n + 1 < len(outside) else False
    if behind and outside[n + 1].tag == "PPER" and outside[n + 1].text.casefold() in PRONOUNS:
        return [outside[n + 1]]  # "betroffen, sagte er"
    opening = _opening_phrase(outside, start) if not before else []
    told_to = behind and outside[n + 1].text.casefold() in TO_WHOM
    if opening and (not behind or told_to or any(w.tag == "NE" for w in opening)):
        return opening
    if told_to:
        behind = False  # "sagte dem Sender"
        if not before and (matrix := _before_relative(outside, start - 1)):
            return matrix
    if not before and start > 1:  # "Die Chefin der Behörde, Anna Muster, teilte mit"
        bracketed = _segment_before(outside, start - 1)
        if _is_bare_name(bracketed):
            return bracketed
    oblique = not head or any(w.tag in {"APPR", "APPRART"} for w in head) or head[0].text.casefold() in {"das", "dies"}
    if _nominal(head) and not (oblique and (behind or head[0].tag in {"APPR", "APPRART"} or len(head) < 2)):
        return head
    after: list[Word] = []
    if not behind and n + 1 < len(outside) and outside[n + 1].tag in {"APPR", "APPRART"}:
        return head
    for k, w in enumerate(outside[n + 1 :], n + 1):
        if w.text == "," and after and not any(x.tag == "NE" for x in after[-2:]):
            apposed = _up_to_break(outside[k + 1 : k + 5])
            if _is_bare_name([x for x in apposed if x.text[0].isalnum()]):
                return [x for x in apposed if x.text[0].isalnum()]  # "sagte der Leiter der Behörde, Max Muster"
        if TOKEN_OR_END.fullmatch(w.text) or (after and w.tag in {"APPR", "APPRART", "PTKVZ"} and _nominal(after)):
            break
        after.append(w)
    return after if _nominal(after) else head


def _opening_phrase(outside: Sequence[Word], start: int) -> list[Word]:
    """The noun phrase that a sentence opens with, where only an apposition stands between it and the verb: "Viele Abgeordnete, darunter
    ehemalige Soldaten, dankten"."""
    first = _up_to_break(outside)
    if len(first) >= start or not first or any(w.tag in FINITE for w in outside[:start]) or not _nominal(first):
        return []
    behind = outside[len(first) + 1 : start - 1]
    if (
        any(not w.text[0].isalnum() for w in first)
        or first[0].tag.startswith(("APPR", "KO", "PW", "PPER"))
        or _is_bare_name(behind)
    ):
        return []
    return list(first)


def _before_relative(outside: Sequence[Word], end: int) -> list[Word]:
    """What stands before a relative clause that ends at a place: "Ein Mann, der dort wohnt, sagte"."""
    while end > 1:
        segment = _segment_before(outside, end)
        if not segment:
            return []
        if not any(w.tag.startswith("PREL") for w in segment[:2]) and not any(w.tag in FINITE for w in segment):
            return segment
        end -= len(segment) + 1
    return []


def _is_bare_name(found: Sequence[Word]) -> bool:
    """Whether some words are nothing but a name."""
    return bool(found) and all(w.tag == "NE" or (w.tag == "NN" and w is not found[-1]) for w in found)


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
        if w.tag in FINITE and _is_subjunctive(w):
            if lower not in SECOND:
                return "first"
            found = "second"
    return found


def _own_clauses(sentence: SentenceAnalysis, manner: Manner, verb: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Clauses in the indicative beside others in the subjunctive: what is reported stands in the subjunctive, these do not."""
    if manner != Manner.INDIRECT or verb in PHRASES or not _subjunctive(sentence):
        return ()
    marks = [m.start() for m in STOP.finditer(sentence.flat)]
    edges = [sentence.start, *(sentence.start + at for at in marks), sentence.end]
    found: list[Span] = []
    for start, end in itertools.pairwise(edges):
        held = sentence.words_in(start, end)
        finite = [w for w in held if w.tag in FINITE and not any(q.start <= w.start < q.end for q in quotes)]
        below = any(w.lemma in {"dass", "ob"} for w in held[:3])
        said = any(w.lemma in saying().verbs for w in held)
        if finite and not below and not said and not any(_is_subjunctive(w) for w in finite):
            found.append((start, end))
    return tuple(found)


def _is_subjunctive(word: Word) -> bool:
    lower = word.text.casefold()
    first = word.tag == "VV(FIN)" and lower.endswith("e") and not lower.endswith("te") and word.lemma.endswith(lower + "n")
    return lower in SUBJUNCTIVE or first


def _attitude(sentence: SentenceAnalysis, names: Names, n: int) -> Who:
    """Whose attitude a sentence reports in the indicative with its content in the subjunctive below: "Er verwies darauf, dass es so
    sei"; None for any other sentence."""
    found = names.register.words[sentence.id]
    first = next((k for k, w in enumerate(found) if w.tag in FINITE or w.text.casefold() in SUBJUNCTIVE), None)
    below = next((k for k, w in enumerate(found) if w.lemma in {"dass", "ob"} and w.tag.startswith("KOUS")), None)
    if first is None or found[first].text.casefold() in SUBJUNCTIVE:
        return None
    if below is None:  # "Kritiker befürchten, das Gesetz könne schaden"
        later = next((k for k, w in enumerate(found) if w.text.casefold() in FIRST and w.tag in FINITE), None)
        comma = next((k for k, w in enumerate(found) if w.text == "," and k > first), None)
        plain = later is not None and comma is not None and comma < later and found[first].tag == "VV(FIN)"
        return names.who(found[:first]) if plain and naming_opens(found) else None
    if below < first:
        return None
    if found[0].tag == "PPER":
        return Reference.PRONOUN
    return names.who(found[:first]) or names.subject(n)


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
