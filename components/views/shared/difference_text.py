"""Differences in words: the sentence that says one, and what each article has of it."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from components.engine.codes import ClashReason, DifferenceKind, Kind, Place, Stance
from components.engine.findings.difference import BELOW, TOP, Difference, Evidence
from components.engine.german.quotation_marks import AROUND, inner
from components.engine.german.white_space import squeezed
from components.views.shared import article_labels
from components.views.shared.labels import note, note_at, worded
from components.views.shared.number_text import measured
from components.views.shared.screen_text import all_of, say
from components.views.shared.statement_text import named
from components.views.shared.view import View

SIGNS = {
    DifferenceKind.HEADLINE: "≠",
    DifferenceKind.CONTRADICTION: "≠",
    DifferenceKind.NAME: "Aa",
    DifferenceKind.EXCHANGE: "Aa",
    DifferenceKind.JUDGEMENT: "Aa",
    DifferenceKind.VOICE: "„“",
    DifferenceKind.FOCUS: "H",
    DifferenceKind.MISSING: "○",
    DifferenceKind.ONLY: "○",
    DifferenceKind.PLACE: "↕",
    DifferenceKind.COPY: "=",
}
TONES = {
    DifferenceKind.HEADLINE: "red",
    DifferenceKind.CONTRADICTION: "red",
    DifferenceKind.NAME: "violet",
    DifferenceKind.EXCHANGE: "violet",
    DifferenceKind.JUDGEMENT: "violet",
}
WORDS = frozenset([DifferenceKind.NAME, DifferenceKind.EXCHANGE, DifferenceKind.JUDGEMENT])  # kinds that are about words
SPANS = frozenset([*WORDS, DifferenceKind.HEADLINE, DifferenceKind.CONTRADICTION])  # kinds that are about a part of a sentence
ASKED = frozenset([Kind.DURATION, Kind.QUANTITY, Kind.MEASURE])  # kinds of values that a question word fits
AROUND_MARKED = 64  # characters of a sentence that are shown on each side of the words that count
MOST_WORDS = 4  # that a sentence names
LONGEST = 150  # characters of a passage without such words
BLANKS = re.compile(r"\s+")
BREAKS = re.compile(r"[–:,;](?=\s)")  # where a headline or a sentence can be cut, not inside "2,5"
MOST_NAMED = 6  # articles that a sentence names


class Cell(NamedTuple):
    """What one article has of a difference: a value or verdict, the quotation with the words that count, and what is known of it."""

    label: str
    stance: str
    value: str
    before: str
    marked: str
    after: str
    notes: tuple[str, ...]


def sentence(view: View, difference: Difference) -> str:
    """The difference in one sentence."""
    return SENTENCES[difference.kind](view, difference)


def proof(difference: Difference) -> str:
    """What makes it sure."""
    return say(f"proof_{difference.kind}")


def cells(view: View, difference: Difference) -> list[list[Cell]]:
    """For each article, in the order of the page, its Cells: one, or two where it contradicts itself."""
    held: dict[str, list[Cell]] = {a: [] for a in article_labels.columns(view)}
    place_of = view.comparison.place_of
    for evidence in difference.evidence:
        held[evidence.article].append(_cell(view, difference, evidence, place_of))
    return list(held.values())


def first_sentence(difference: Difference) -> str:
    """The id of the sentence to show in the texts."""
    order = sorted(difference.evidence, key=lambda e: e.stance != Stance.OTHERWISE)
    return next(e.sentence for e in order if e.sentence)


def _outlets(view: View, difference: Difference, *stances: Stance) -> str:
    return _listed(view, set(difference.articles(*stances)))


def _listed(view: View, articles: Collection[str]) -> str:
    """Labels of articles, in the order of the page; of many only how many more there are."""
    labels = [view.labels[a] for a in article_labels.columns(view) if a in articles]
    more = len(labels) - MOST_NAMED
    return all_of(labels if more < 2 else [*labels[:MOST_NAMED], say("more_articles", n=more)])


def _headline(view: View, difference: Difference) -> str:
    """The part of a headline that its own text contradicts, and the words of the text."""
    articles = [e.article for e in difference.evidence]
    head, text = (e for e in difference.evidence if articles.count(e.article) > 1)
    return say("difference_headline", outlet=view.labels[head.article], head=_part(view, head), text=_part(view, text))


def _part(view: View, evidence: Evidence) -> str:
    """The words that count, with as much around them as belongs to them."""
    whole = view.comparison.by_id[evidence.sentence]
    start, end = evidence.start - whole.start, evidence.end - whole.start
    breaks = [m.start() for m in BREAKS.finditer(whole.text)]
    left = max((at for at in breaks if at < start), default=-1) + 1
    right = min((at for at in breaks if at >= end), default=len(whole.text))
    part = squeezed(whole.text[left:right]).removeprefix("und ").strip(f"{AROUND}.")
    return inner(part if len(part) <= LONGEST else squeezed(whole.text[start:end]))


def _contradiction(view: View, difference: Difference) -> str:
    found = difference.disagreement
    if found is None or found.plainest.reason in {ClashReason.MODEL, ClashReason.HAND}:
        return say("difference_contradiction_plain", outlets=_outlets(view, difference, Stance.SAYS, Stance.OTHERWISE))
    odd = {e.side for e in difference.evidence if e.stance == Stance.OTHERWISE}
    lines: list[str] = []
    for sides in sorted(found.positions, key=lambda sides: not odd & set(sides)):
        articles = {view.comparison.by_id[side.sentence].article for side in sides}
        outlets = _listed(view, articles)
        said = worded(sides[0])
        lines.append(say("difference_position", outlets=outlets, said=said if sides[0].said.quantity else f"„{inner(said)}“"))
    return say("difference_contradiction", what=_what(view, difference), positions=", ".join(lines))


def _what(view: View, difference: Difference) -> str:
    """What values of a contradiction are values of, else its kind."""
    assert difference.disagreement is not None
    told = {e.sentence for e in difference.evidence if e.sentence}
    row = next((r for r in view.comparison.numbers if len(told & {f.sentence for f in r.figures}) > 1 and r.what), None)
    kind = difference.disagreement.kind
    asked = f"difference_what_{kind}" if kind in ASKED and row is not None else "difference_what_other"
    return say(asked, what=measured(view, row) if row is not None else say(f"kind_{kind}"))


def _name(view: View, difference: Difference) -> str:
    users = [e for e in difference.evidence if e.stance == Stance.OTHERWISE]
    others = [e for e in difference.evidence if e.stance == Stance.SAYS]
    phrase = min((_marked(view, e) for e in users), key=len)
    told = {
        "who": difference.who,
        "users": _outlets(view, difference, Stance.OTHERWISE),
        "others": _outlets(view, difference, Stance.SAYS),
        "word": min((_written(view, e, difference) for e in users), key=len),
    }
    if difference.who:
        return say("difference_name_person", phrase=phrase if told["word"][:1].islower() else told["word"], **told)
    rivals = sorted({_marked(view, e).split()[-1] for e in others}, key=lambda r: (len(r), r))
    if not all(r.casefold().removeprefix(rivals[0].casefold()) in {"", "s", "es", "en", "n"} for r in rivals):
        return say("difference_name_alone", **told)
    return say("difference_name", rival=rivals[0], **told)


def _written(view: View, evidence: Evidence, difference: Difference) -> str:
    """The word of a naming that a difference is about, as it is written there."""
    words = _marked(view, evidence).split()
    word = next((w for w in words if w.casefold().replace("ß", "ss").startswith(difference.about[:-1])), words[0])
    return word[: len(difference.about)] if word.casefold().startswith(difference.about) else word


def _exchange(view: View, difference: Difference) -> str:
    one, other = (e for e in difference.evidence if e.sentence)
    pairs = [(one.form, other.form), *((a[0], b[0]) for a, b in zip(one.others, other.others))]
    lines = [say("difference_exchanged", left=left, right=right) for left, right in pairs]
    return say("difference_exchange", left=view.labels[one.article], right=view.labels[other.article], words=all_of(lines))


def _marked(view: View, evidence: Evidence) -> str:
    whole = view.comparison.by_id[evidence.sentence]
    return squeezed(whole.text[evidence.start - whole.start : evidence.end - whole.start])


def _judgement(view: View, difference: Difference) -> str:
    most = next(e for e in difference.evidence if e.stance == Stance.OTHERWISE)
    words = [_marked(view, most), *(w for w, _ in most.others)]
    return say(
        "difference_judgement",
        outlet=view.labels[most.article],
        n=int(most.form),
        words=all_of([f"„{inner(w)}“" for w in words[:MOST_WORDS]]),
        others=_outlets(view, difference, Stance.SILENT),
    )


def _voice(view: View, difference: Difference) -> str:
    return say(
        "difference_voice",
        who=difference.who,
        heard=_outlets(view, difference, Stance.SAYS),
        silent=_outlets(view, difference, Stance.SILENT),
    )


def _focus(view: View, difference: Difference) -> str:
    return say(
        "difference_focus",
        word=difference.about,
        users=_outlets(view, difference, Stance.OTHERWISE),
        others=_outlets(view, difference, Stance.SILENT),
    )


def _missing(view: View, difference: Difference) -> str:
    assert difference.row is not None
    return say(
        "difference_missing",
        fact=inner(named(view, difference.row)),
        held=_outlets(view, difference, Stance.SAYS),
        lacking=_outlets(view, difference, Stance.SILENT),
    )


def _only(view: View, difference: Difference) -> str:
    fact = next(e for e in difference.evidence if e.stance == Stance.OTHERWISE)
    text = _marked(view, fact)
    whole = text[:1] in AROUND and text[-1:] in AROUND and not any(mark in text[1:-1] for mark in AROUND.strip())
    return say("difference_only", outlet=view.labels[fact.article], fact=inner(text.strip(AROUND) if whole else text))


def _place(view: View, difference: Difference) -> str:
    assert difference.row is not None
    held = {form: {e.article for e in difference.evidence if e.form == form} for form in (TOP, BELOW)}
    first, last = (_listed(view, held[form]) for form in (TOP, BELOW))
    return say("difference_place", fact=inner(named(view, difference.row)), first=first, last=last)


def _copy(view: View, difference: Difference) -> str:
    many = next(int(e.form) for e in difference.evidence if e.form)
    return say(
        "difference_copy", n=many, outlets=_outlets(view, difference, Stance.SAYS), share=round(100 * min(1.0, difference.share))
    )


SENTENCES: dict[DifferenceKind, Callable[[View, Difference], str]] = {
    DifferenceKind.HEADLINE: _headline,
    DifferenceKind.CONTRADICTION: _contradiction,
    DifferenceKind.NAME: _name,
    DifferenceKind.EXCHANGE: _exchange,
    DifferenceKind.JUDGEMENT: _judgement,
    DifferenceKind.VOICE: _voice,
    DifferenceKind.FOCUS: _focus,
    DifferenceKind.MISSING: _missing,
    DifferenceKind.ONLY: _only,
    DifferenceKind.PLACE: _place,
    DifferenceKind.COPY: _copy,
}


def _cell(view: View, difference: Difference, evidence: Evidence, place_of: Mapping[str, Place]) -> Cell:
    label = view.labels[evidence.article]
    if not evidence.sentence:
        return Cell(label, str(evidence.stance), _nothing(difference, evidence), "", "", "", ())
    whole = view.comparison.by_id[evidence.sentence]
    start, end = evidence.start - whole.start, evidence.end - whole.start
    text = inner(whole.text)
    before, marked, after = (BLANKS.sub(" ", text[a:b]) for a, b in ((0, start), (start, end), (end, len(text))))
    if not before.strip() and not after.strip():
        before, marked, after = shortened(marked, LONGEST), "", ""
    else:
        before, after = shortened(before, AROUND_MARKED, left=True), shortened(after, AROUND_MARKED)
    if after.endswith("‘") and (before + marked + after).count("‚") < (before + marked + after).count("‘"):
        after = after[:-1]  # of a quotation that begins in an earlier sentence
    place = say(f"place_{place_of[evidence.sentence]}")
    told = " · ".join(part for part in (place, _whose(view, difference, evidence)) if part)
    key = "difference_instead" if difference.kind == DifferenceKind.EXCHANGE else "difference_also"
    also = say(key, names=", ".join(inner(w) for w, _ in evidence.others)) if evidence.others else ""
    return Cell(label, str(evidence.stance), _value(difference, evidence), before, marked, after, (told, also))


def _whose(view: View, difference: Difference, evidence: Evidence) -> str:
    """Whose words the marked ones are: of a word that the outlet chose only where it stands in quotation marks."""
    whole = view.comparison.by_id[evidence.sentence]
    said = view.comparison.speech_of.get(whole.id)
    if difference.kind in WORDS and (said is None or not said.is_quoted(evidence.start)):
        return ""
    return note_at(view.comparison, whole, evidence.start) if difference.kind in SPANS else note(view.comparison, whole)


def _nothing(difference: Difference, evidence: Evidence) -> str:
    if evidence.stance == Stance.UNSURE:
        paired = difference.kind in {DifferenceKind.COPY, DifferenceKind.EXCHANGE}
        return say("difference_no_part" if paired else "difference_unsure")
    if difference.kind == DifferenceKind.VOICE:
        return say({"named": "difference_named", "": "difference_unnamed"}.get(evidence.form, "difference_unheard"))
    return say(f"difference_nothing_{difference.kind}")


def _value(difference: Difference, evidence: Evidence) -> str:
    """A value or count above the quotation."""
    if evidence.side is not None and evidence.side.said.quantity is not None:
        return worded(evidence.side)
    if difference.kind == DifferenceKind.VOICE:
        return say("difference_sentences", n=int(evidence.form))
    if difference.kind == DifferenceKind.JUDGEMENT:
        return say("difference_words", n=int(evidence.form))
    return ""


def shortened(text: str, most: int, left: bool = False) -> str:
    """A text cut at a blank, "…" where something is left out; ``left``: its end is kept.

    >>> shortened("Der Rat der Stadt tagt heute", 12), shortened("Der Rat der Stadt tagt heute", 12, left=True)
    ('Der Rat der …', '… tagt heute')
    """
    if len(text) <= most:
        return text
    if left:
        kept = text[-most:]
        return f"… {kept[kept.find(' ') + 1 :]}"
    return f"{text[: most + 1].rsplit(' ', 1)[0]} …"
