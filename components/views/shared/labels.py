"""What the engine found, in words and as a sign: how a sentence is told, and why two passages contradict each other."""

from collections.abc import Collection
from typing import NamedTuple

from components.engine.articles.article import Sentence
from components.engine.codes import Assertion, ClashReason, Grade, Manner
from components.engine.comparison import Comparison
from components.engine.contradictions.contradiction import Contradiction, Side
from components.engine.contradictions.disagreements import Disagreement
from components.engine.entities.speech import Speech
from components.views.shared.screen_text import language, say
from components.views.shared.value_text import explanation, said_text

WITH_VALUES = frozenset(
    [
        ClashReason.VALUES,
        ClashReason.NOBODY,
        ClashReason.OPPOSITES,
        ClashReason.DENIED,
        ClashReason.ROLES,
        ClashReason.PLACES,
        ClashReason.SAYING,
        ClashReason.SPEAKERS,
        ClashReason.OUTVOTED,
    ]
)
DIRECT = "direct"
SIGNS = {DIRECT: "„“", Assertion.ATTRIBUTED: "↳", Assertion.HEDGED: "~", Assertion.DISTANCED: "»«", Assertion.PRESUPPOSED: "∴"}


class SpeechSign(NamedTuple):
    """A sign behind a sentence, what it means, and which kind it is."""

    sign: str
    words: str
    kind: str


def assertion(said: Speech) -> str:
    """A Speech in words: "Zitat von Anna Muster", "als Aussage von …", "als Tatsache"."""
    who = said.name or say("somebody")
    if said.manner == Manner.DIRECT:
        return say("rung_direct", name=who)
    if said.assertion == Assertion.STATED:
        return say("rung_stated")
    told = say("rung_attributed", name=who) if said.manner else ""
    if said.assertion == Assertion.ATTRIBUTED:
        return told
    return " · ".join(part for part in (told, say(f"rung_{said.assertion}")) if part)


def assertion_in(comparison: Comparison, sentence: str, inside: Collection[str]) -> str:
    """How a sentence tells a statement, whose sentences are ``inside``: as ``assertion``, or only presupposed."""
    if comparison.mentioning(sentence, inside):
        return say(f"rung_{Assertion.PRESUPPOSED}")
    return assertion(comparison.speech_of[sentence])


def note(comparison: Comparison, sentence: Sentence) -> str:
    """How a sentence is told, "" where it is simply stated."""
    said = comparison.speech_of.get(sentence.id)
    return assertion(said) if said and said.assertion != Assertion.STATED else ""


def note_at(comparison: Comparison, sentence: Sentence, start: int) -> str:
    """How a place of a sentence is told: "" where the outlet speaks for itself there, though the sentence is somebody's."""
    said = comparison.speech_of.get(sentence.id)
    return note(comparison, sentence) if said is not None and said.speaks_at(start) else ""


def speech_sign(said: Speech) -> SpeechSign | None:
    """The sign for the reading view; None for what the outlet states itself."""
    kind = DIRECT if said.manner == Manner.DIRECT else said.assertion
    return None if kind == Assertion.STATED else SpeechSign(SIGNS[kind], assertion(said), kind)


def grade(found: Contradiction | Disagreement) -> str:
    """How sure a contradiction is, with a sign."""
    return say("detail_contradicting" if found.grade == Grade.CLEAR else "detail_possible")


def kind(found: Contradiction | Disagreement) -> str:
    """What two passages differ in; a model's guess is called one."""
    plainest = found.plainest if isinstance(found, Disagreement) else found
    return say("kind_model" if plainest.reason == ClashReason.MODEL else f"kind_{found.kind}")


def title(found: Contradiction | Disagreement) -> str:
    """Grade and kind in words, with a sign."""
    return f"{grade(found)} · {kind(found)}"


def why(contradiction: Contradiction) -> str:
    """The reason of a contradiction in one line."""
    if contradiction.reason not in WITH_VALUES:
        return say(f"why_{contradiction.reason}")
    left, right = (worded(side) for side in contradiction.sides)
    possible = contradiction.reason == ClashReason.VALUES and contradiction.grade != Grade.CLEAR
    return say("why_values_possible" if possible else f"why_{contradiction.reason}", left=left, right=right)


def worded(side: Side) -> str:
    """What a side says, in the reader's language; words of an article stay as they are."""
    return said_text(side.said, language())


def explained(contradiction: Contradiction) -> str:
    """Both sides in one line, in the reader's language."""
    return explanation(contradiction, language())
