"""What the engine found, in words and as a sign: how a sentence is told, and why two passages contradict each other."""

from components.views.shared.screen_text import say, value

OURS = frozenset(["values", "nobody", "phase", "certainty"])  # reasons whose values the engine words
WITH_VALUES = frozenset(["values", "nobody", "opposites", "denied", "roles", "places", "saying", "speakers"])
SIGNS = {"direct": "„“", "attributed": "↳", "hedged": "~", "distanced": "»«"}


def rung(said):
    """A Speech in words: "Zitat von Anna Muster", "als Aussage von …", "als Tatsache"."""
    who = said.name or say("somebody")
    if said.mode == "direct":
        return say("rung_direct", name=who)
    if said.rung == "stated":
        return say("rung_stated")
    told = say("rung_attributed", name=who) if said.mode else ""
    if said.rung == "attributed":
        return told
    return " · ".join(part for part in (told, say(f"rung_{said.rung}")) if part)


def note(comparison, sentence):
    """How a sentence is told, "" where it is simply stated."""
    said = comparison.speech_of.get(sentence.id)
    return rung(said) if said and said.rung != "stated" else ""


def sign(said):
    """(sign, words, kind) for the reading view; None for what the outlet states itself."""
    kind = "direct" if said.mode == "direct" else said.rung
    return None if kind == "stated" else (SIGNS[kind], rung(said), kind)


def title(contradiction):
    """Grade and kind in words, with a sign."""
    sign = say("detail_contradicting" if contradiction.grade == "clear" else "detail_possible")
    return f"{sign} · {say('kind_model' if contradiction.reason == 'model' else 'kind_' + contradiction.kind)}"


def why(contradiction):
    """The reason of a contradiction in one line."""
    reason = contradiction.reason
    if reason in WITH_VALUES:
        sides = (contradiction.left, contradiction.right)
        left, right = (worded(contradiction, side) for side in sides)
        possible = reason == "values" and contradiction.grade != "clear"
        return say("why_values_possible" if possible else f"why_{reason}", left=left, right=right)
    return say(f"why_{reason}")


def worded(contradiction, side):
    """A side's value in the reader's language; words of an article stay as they are."""
    return value(side.value) if contradiction.reason in OURS else side.value
