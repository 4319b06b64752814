"""The contradictions page: each disagreement once, with all passages that carry it, the words that clash, and why; the reader may
confirm or dismiss it."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from components.engine import decisions
from components.engine.articles.outlets import find_outlet
from components.engine.codes import ClashReason, Grade, Kind, PairVerdict, Verdict
from components.engine.contradictions.contradiction import Contradiction, Side
from components.engine.contradictions.disagreements import Disagreement, disagreements
from components.engine.findings.number_table import NumberRow
from components.engine.german.white_space import squeezed
from components.views.shared import article_labels, corrections, html, labels, url_state, versions
from components.views.shared.labels import note_at, worded
from components.views.shared.screen_text import language, say
from components.views.shared.sentence_panel import head_of
from components.views.shared.value_text import quantity_text
from components.views.shared.view import View


def show(view: View) -> None:
    """Filters, then a card for each disagreement."""
    found = disagreements(view.found, view.comparison.links)
    standing = [d for d in found if any(_verdict(view, c) != Verdict.DISMISSED for c in d.contradictions)]
    verdicts = Counter(view.comparison.verdict(link) for link in view.comparison.links)
    numbers = view.comparison.differing_numbers({c.pair for c in view.found})
    clear = sum(d.grade == Grade.CLEAR for d in standing)
    counted = (("contradictions_clear", clear), ("contradictions_possible", len(standing) - clear + len(numbers)))
    parts = [say(key, n=n) for key, n in counted if n] or [say("contradictions_zero")]
    if len(standing) < len(found):
        parts.append(say("contradictions_dismissed", n=len(found) - len(standing)))
    st.subheader(" · ".join(parts), anchor=False)
    st.html(html.small(say("contradictions_intro")))
    estimated = {str(v): verdicts[v] for v in (PairVerdict.SAME, PairVerdict.ROUNDED, PairVerdict.STAGE)}
    st.html(html.small(say("contradictions_same", **estimated)))
    _numbers(view, numbers)
    if not found:
        if not numbers:
            st.markdown(say("overview_none"))
        st.html(html.small(say("overview_limit")))
        return
    chosen = _chosen(found)
    if len(chosen) < len(found):
        pairs = sum(len(d.contradictions) for d in chosen)
        st.markdown(say("contradictions_shown", n=len(chosen), all=len(found), pairs=pairs))
    who = why = ""
    if corrections.allowed(view):
        with st.expander(say("decide_signature")):
            st.html(html.small(say("decide_intro")))
            who, why = corrections.signature()
    earlier = versions.corrected(view)
    for disagreement in chosen:
        _card(view, disagreement, who, why, earlier)
    st.html(html.small(say("overview_limit")))


def _numbers(view: View, rows: Sequence[NumberRow]) -> None:
    """Figures of one thing that differ without being a contradiction of two sentences, one line each."""
    for row in rows:
        held: dict[str, list[str]] = {}
        for f in row.figures:
            article = view.labels[view.comparison.by_id[f.sentence].article]
            articles = held.setdefault(quantity_text(f.quantity, language()), [])
            articles += [article] if article not in articles else []
        told = " · ".join(say("position", said=value, outlets=", ".join(who)) for value, who in held.items())
        st.html(html.small(say("contradictions_number", what=row.what or "…", told=told)))
    if rows and "numbers" in view.links:
        st.page_link(view.links["numbers"], label=say("to_numbers"), icon=url_state.ARROW, query_params=url_state.kept())


def _key(view: View, contradiction: Contradiction) -> str:
    return decisions.on_contradiction(view.comparison.by_id, contradiction, Verdict.CONFIRMED).key


def _verdict(view: View, contradiction: Contradiction) -> str | None:
    """What people decided about it, None where nobody did."""
    found = view.decided.get(_key(view, contradiction))
    return found.verdict if found else None


def _chosen(found: Sequence[Disagreement]) -> list[Disagreement]:
    """Those of the kinds and grades that the reader wants; none chosen means all."""
    kinds = [k for k in Kind if any(d.kind == k for d in found)]
    grades = [g for g in Grade if any(d.grade == g for d in found)]
    with st.container(horizontal=True):
        wanted = url_state.several("kind", kinds, say("filter_kind"), lambda k: say(f"kind_{k}"))
        sure = url_state.several("grade", grades, say("filter_grade"), lambda g: say(f"grade_{g}"))
    return [d for d in found if (not wanted or d.kind in wanted) and (not sure or d.grade in sure)]


def _card(view: View, disagreement: Disagreement, who: str, why: str, earlier: Mapping[str, str]) -> None:
    """A disagreement: every passage once, then each pair of them with its reason and its buttons; ``earlier``: what stood in place of
    sentences whose values were corrected."""
    pairs: dict[str, Contradiction] = {}
    for contradiction in disagreement.contradictions:  # an article may print a sentence twice: one pair
        pairs.setdefault(_key(view, contradiction), contradiction)
    dismissed = all(_verdict(view, c) == Verdict.DISMISSED for c in pairs.values())
    kind = "doubt" if disagreement.grade != Grade.CLEAR or dismissed else "clash"
    with st.container(border=True, key=f"disagreement_{_key(view, disagreement.plainest)}"):
        several = f" · {say('disagreement_pairs', n=len(pairs))}" if len(pairs) > 1 else ""
        st.markdown(f"**{labels.title(disagreement)}**{several}")
        if positions := _positions(view, disagreement):
            st.html(html.small(positions))
        by_words = {_words(view, side): side for c in pairs.values() for side in c.sides}
        st.html(html.cards([_side(view, side, disagreement, kind, earlier) for side in by_words.values()]))
        told: set[tuple[str, str]] = set()
        for name, contradiction in pairs.items():
            _pair(view, contradiction, name, who, why, told, earlier)
        if "read" in view.links:
            st.page_link(
                view.links["read"],
                label=say("to_reading"),
                icon=url_state.ARROW,
                query_params=url_state.kept(s=disagreement.plainest.left.sentence),
            )


def _positions(view: View, disagreement: Disagreement) -> str:
    """Who says what, in one line: "60 min: n-tv · 90 min: Bild, RT DE (2) · no figure found: taz"."""
    if disagreement.plainest.reason in {ClashReason.MODEL, ClashReason.HAND}:
        return ""
    by_id = view.comparison.by_id
    lines: list[str] = []
    for sides in disagreement.positions:
        articles = dict.fromkeys(by_id[side.sentence].article for side in sides)
        lines.append(say("position", said=worded(sides[0]), outlets=", ".join(view.labels[a] for a in articles)))
    dimensions = {side.said.quantity.dimension for side in disagreement.sides if side.said.quantity is not None}
    told = {side.sentence for side in disagreement.sides}
    silent = sorted(view.comparison.giving_no_figure(told, dimensions)) if dimensions else []
    if silent:
        lines.append(say("position", said=say("position_none"), outlets=", ".join(view.labels[a] for a in silent)))
    return " · ".join(lines)


def _words(view: View, side: Side) -> tuple[str, str]:
    sentence = view.comparison.by_id[side.sentence]
    return sentence.article, f"{decisions.words(sentence.text)}|{side.start - sentence.start}"


def _pair(
    view: View,
    contradiction: Contradiction,
    name: str,
    who: str,
    why: str,
    told: set[tuple[str, str]],
    earlier: Mapping[str, str],
) -> None:
    """The reason of a pair, unless it was ``told`` before, what was decided about it, and the buttons to decide."""
    verdict = _verdict(view, contradiction)
    articles = [view.label_of(side.sentence) for side in contradiction.sides]
    kind = contradiction.reason, contradiction.grade
    lines = [labels.why(contradiction)] if kind not in told else []
    told.add(kind)
    if len(set(articles)) == 1:
        lines.append(say("same_article"))
    mended = any(squeezed(view.comparison.by_id[side.sentence].text) in earlier for side in contradiction.sides)
    if contradiction.later or mended:
        lines.append(say("why_later"))
    with st.container(border=False, key=f"pair_{name}"):
        for line in lines:
            st.html(html.small(line))
        if verdict:
            st.html(html.small(f"{say('verdict_' + verdict)} · {corrections.told(view.decided[name])}"))
        if not corrections.allowed(view):
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html.small(" ↔ ".join(articles)))
            for choice in (Verdict.CONFIRMED, Verdict.DISMISSED, Verdict.UNDONE):
                offered = choice != verdict and (verdict or choice != Verdict.UNDONE)
                label = say("decide_undone" if choice == Verdict.UNDONE else f"do_{choice}")
                if offered and st.button(label, key=f"{choice}_{name}"):
                    made = decisions.on_contradiction(view.comparison.by_id, contradiction, choice)
                    undo = choice == Verdict.UNDONE
                    corrections.decide(view, [decisions.undone([view.decided[name]]) if undo else made], who, why)


def _side(view: View, side: Side, disagreement: Disagreement, kind: str, earlier: Mapping[str, str]) -> str:
    sentence = view.comparison.by_id[side.sentence]
    article = next(a for a in view.comparison.articles if a.id == sentence.article)
    outlet = find_outlet(article.outlet, view.outlets)
    value = worded(side) if disagreement.plainest.reason != ClashReason.HAND else ""
    head = f"{head_of(view, sentence)}: {value}" if value else head_of(view, sentence)
    when = f"{outlet.name} · {article_labels.when(article)}"
    before = earlier.get(squeezed(sentence.text), "")
    corrected = say("versions_was", before=before) if before else ""
    return html.card(
        head, html.marked_in(sentence, side), [corrected, note_at(view.comparison, sentence, side.start), when], kind
    )
