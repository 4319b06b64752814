"""The start: what differs, the strongest first; who reports what; who is heard. Only what passed ``findings.differences`` is said large."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from components.engine.codes import DifferenceKind, Manner, Role
from components.engine.findings.difference import Difference
from components.engine.findings.different_claims import contradictions
from components.engine.findings.ledger import Row
from components.engine.findings.voices import Voice
from components.engine.german.names import most_frequent
from components.engine.german.white_space import squeezed
from components.views.shared import article_labels, html, origins, url_state
from components.views.shared.difference_text import SIGNS, TONES, cells, first_sentence, proof, sentence
from components.views.shared.matrix import matrix_row, odd_sentences
from components.views.shared.screen_text import say
from components.views.shared.statement_text import named
from components.views.shared.templating import filled
from components.views.shared.view import View, title

TEMPLATE = "differences.html.j2"
MOST_CONTRADICTED, MOST_SOME, MOST_EVERYWHERE = 3, 9, 2  # rows of the matrix
MOST_VOICES = 6
LONGEST = 30  # words of a statement that can be read at a glance


def show(view: View) -> None:
    """Heading and headlines, the differences, the matrix, the voices."""
    found = view.comparison.differences
    st.html(filled(TEMPLATE, part="style"))
    labels = [view.labels[a] for a in article_labels.columns(view)]
    first = sentence(view, found[0]) if found else say("differences_none")
    tone = TONES.get(found[0].kind, "") if found else ""
    st.html(filled(TEMPLATE, part="top", labels=labels, event=_event(view), title=first, tone=tone, ask=_ask(view)))
    st.html(filled(TEMPLATE, part="heads", labels=labels, heads=_heads(view)))
    for n, difference in enumerate(found):
        _band(view, difference, labels, first=n == 0)
    _more(view, found)
    _matrix(view, labels)
    _voices(view, labels, found)


def _event(view: View) -> list[str]:
    comparison = view.comparison
    outlets = {comparison.outlet_of[a.id] for a in comparison.articles}
    compared = say("compared", articles=len(comparison.articles), outlets=len(outlets), sentences=len(comparison.text_sentences))
    return [part for part in (title(view.event), article_labels.day(view.event.date), compared, origins.line(view)) if part]


def _ask(view: View) -> str:
    return say("differences_ask", n=len(view.comparison.articles))


def _heads(view: View) -> list[tuple[str, str]]:
    """(kicker, headline) of each article."""

    def of(article: str, role: Role) -> str:
        return " ".join(squeezed(s.text) for s in view.comparison.sentences if s.article == article and s.role == role)

    return [(of(a, Role.KICKER), of(a, Role.HEADLINE)) for a in article_labels.columns(view)]


def band(view: View, difference: Difference, labels: Sequence[str], with_sentence: bool = True) -> str:
    """HTML of a difference: what it is, its proof, and what each article has of it."""
    return filled(
        TEMPLATE,
        part="band",
        labels=labels,
        tone=TONES.get(difference.kind, ""),
        sign=SIGNS[difference.kind],
        kind=say(f"difference_kind_{difference.kind}"),
        sentence=sentence(view, difference) if with_sentence else "",
        proof=proof(difference),
        cells=cells(view, difference),
    )


def _band(view: View, difference: Difference, labels: Sequence[str], first: bool) -> None:
    with st.container(key=f"difference_{difference.id}", gap="small", border=False):
        st.html(band(view, difference, labels, with_sentence=not first))
        if "read" in view.links:
            st.page_link(
                view.links["read"],
                label=say("to_reading"),
                icon=url_state.ARROW,
                query_params=url_state.kept(s=first_sentence(difference)),
            )


def _more(view: View, found: Sequence[Difference]) -> None:
    """What is not sure, and where it is looked at closer; the full screen."""
    possible = sum(d.grade == "possible" for d in view.comparison.disagreements)
    numbers = len(view.comparison.differing_numbers({c.pair for c in view.found}))
    if possible or numbers:
        st.html(html.small(say("differences_possible", n=possible + numbers)))
    with st.container(horizontal=True):
        for page in ("present",) * bool(found) + ("contradictions", "numbers", "overview"):
            if page in view.links:
                st.page_link(view.links[page], label=say(f"to_{page}"), icon=url_state.ARROW, query_params=url_state.kept())


# the matrix


def _matrix(view: View, labels: Sequence[str]) -> None:
    rows = [r for r in view.comparison.ledger_rows if len(r.articles) > 1]
    if not rows:
        return
    clear = contradictions(view.comparison)
    groups = _groups(view, rows, clear)
    shown = [(name, [matrix_row(view, r, odd_sentences(r, clear)) for r in held]) for name, held in groups]
    total = sum(len(held) for _, held in groups)
    every = len(view.comparison.ledger_rows)
    st.html(filled(TEMPLATE, part="matrix", labels=labels, groups=shown, total=total, every=every))
    if "ledger" in view.links:
        st.page_link(view.links["ledger"], label=say("to_ledger"), icon=url_state.ARROW, query_params=url_state.kept())


def _groups(view: View, rows: Sequence[Row], found: Sequence[Difference]) -> list[tuple[str, list[Row]]]:
    """Rows in which articles contradict each other, those that some articles surely have, those that all have."""
    contradicted = [r for r in rows if odd_sentences(r, found)]
    rest = [r for r in rows if not r.otherwise and len(r.surely) > 1 and len(named(view, r).split()) <= LONGEST]
    rest.sort(key=lambda r: (-len(r.surely), len(r.maybe) + len(r.articles) - len(r.likely), -r.prominence, r.number))
    every = len(view.comparison.articles)
    some = [r for r in rest if len(r.surely) < every]
    everywhere = [r for r in rest if len(r.surely) == every]
    return [
        ("contradicted", contradicted[:MOST_CONTRADICTED]),
        ("some", some[:MOST_SOME]),
        ("everywhere", everywhere[:MOST_EVERYWHERE]),
    ]


# voices


class VoiceRow(NamedTuple):
    """Somebody, with (sentences quoted word for word, sentences in other words) of each article; ``hot``: the difference of the page."""

    name: str
    counts: Sequence[tuple[int, int]]
    hot: bool


def _voices(view: View, labels: Sequence[str], found: Sequence[Difference]) -> None:
    speakers: dict[str, dict[str, Voice]] = {}
    for voice in view.comparison.voices:
        speakers.setdefault(voice.speaker, {})[voice.article] = voice
    if not speakers:
        return
    columns = article_labels.columns(view)
    told = next((d for d in found if d.kind == DifferenceKind.VOICE), None)
    ordered = sorted(speakers.items(), key=lambda row: -sum(len(v.passages) for v in row[1].values()))
    rows = [_voice_row(view, speaker, held, columns, told) for speaker, held in ordered]
    hot = [row for row in rows if row.hot]
    kept = [row for row in rows[:MOST_VOICES] if not row.hot]
    lengths = [sum(s.article == a for s in view.comparison.text_sentences) for a in columns]
    line = sentence(view, told) if told is not None else ""
    st.html(filled(TEMPLATE, part="voices", labels=labels, voices=[*hot, *kept], lengths=lengths, sentence=line))
    if "speakers" in view.links:
        st.page_link(view.links["speakers"], label=say("to_speakers"), icon=url_state.ARROW, query_params=url_state.kept())


def _voice_row(view: View, speaker: str, held: dict[str, Voice], columns: Sequence[str], told: Difference | None) -> VoiceRow:
    counts: list[tuple[int, int]] = []
    for article in columns:
        passages = held[article].passages if article in held else ()
        direct = sum(view.comparison.speech_of[s].manner == Manner.DIRECT for s in passages)
        counts.append((direct, len(passages) - direct))
    name = most_frequent([v.name for v in held.values()])
    return VoiceRow(name, counts, told is not None and told.id == f"voice-{speaker}")
