"""A guided tour of at most five stops, chosen by the data: for a meeting, and as the short answer to "what differs?"."""

from dataclasses import dataclass

import streamlit as st

from components.engine import highlights
from components.engine.wording import rarity
from components.views import address, articles_shown, markup
from components.views.detail import head_of
from components.views.ledger import named
from components.views.told import note, rung, why, worded
from components.views.wording import show_collation
from components.views.words import say


@dataclass(frozen=True)
class Stop:
    """One stop: its ``kind``, one line that says what differs, the page that shows all of it and what its address needs."""

    kind: str
    line: str
    page: str
    params: dict
    found: object


def stops(view):
    """The stops that this comparison has, in the order of the tour."""
    comparison = view.comparison
    makers = (
        ("contradiction", highlights.contradiction(comparison), _contradiction),
        ("unequal", highlights.unequal(comparison), _unequal),
        ("quote", highlights.quotation(comparison), _quote),
        ("missing", highlights.missing(comparison), _missing),
        ("voices", highlights.heard(comparison), _heard),
    )
    return [make(view, kind, found) for kind, found, make in makers if found is not None]


def _label(view, sentence):
    return view.labels[view.comparison.by_id[sentence].article]


def _contradiction(view, kind, found):
    sides = (found.left, found.right)
    told = [f"{_label(view, s.sentence)}: {worded(found, s) or _short(view, s.sentence)}" for s in sides]
    sign = "" if found.grade == "clear" else f"{say('grade_possible')}, "
    line = f"{sign}{say('kind_model' if found.reason == 'model' else 'kind_' + found.kind)} – {told[0]} / {told[1]}"
    return Stop(kind, line, "contradictions", {"kind": found.kind}, found)


def _short(view, sentence, most=70):
    text = " ".join(view.comparison.by_id[sentence].text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _unequal(view, kind, found):
    places = dict(found.row.cells)
    line = say(
        "stop_unequal_line",
        fact=_short(view, found.top, 110).strip('„“"»« '),
        first=view.labels[found.first],
        top=say(f"place_{places[found.first].place}"),
        last=view.labels[found.last],
        bottom=say(f"place_{places[found.last].place}"),
    )
    return Stop(kind, line, "ledger", {"statement": found.row.statement, "sort": "prominence"}, found)


def _quote(view, kind, found):
    outlets = {view.comparison.outlet_of[view.comparison.by_id[w.sentence].article] for w in found.wordings}
    who = found.speaker or say("somebody")
    versions = max((list(dict.fromkeys(c for c in k.cells if c)) for k in found.columns if not k.same), key=_telling)
    quoted = say("or").join(f"„{v}“" for v in versions[:3])
    line = say("stop_quote_line", who=who, articles=len(found.wordings), outlets=len(outlets), versions=quoted)
    return Stop(kind, line, "wording", {}, found)


def _telling(versions):
    """Single words tell more than stretches, more versions more than few, rare words more than common ones."""
    return not any(" " in v for v in versions), len(versions), sum(rarity(v) for v in versions) / len(versions)


def _missing(view, kind, found):
    row = found.row
    told = [cell.sentences[0] for article, cell in row.cells if article in row.likely]
    voices = view.comparison.count_voices(told)
    line = say("stop_missing_line", fact=named(view, row), n=len(told), voices=voices, outlet=view.labels[found.article])
    params = {"rows": "missing", "lacks": found.article, "statement": found.row.statement}
    return Stop(kind, line, "ledger", params, found)


def _heard(view, kind, found):
    shares = sorted(found.shares, key=lambda row: -row[1])
    most, least = shares[0], shares[-1]
    n, m = round(100 * most[1]), round(100 * least[1])
    line = say("stop_voices_line", who=found.name, most=view.labels[most[0]], n=n, least=view.labels[least[0]], m=m)
    return Stop(kind, line, "speakers", {"who": found.name}, found)


def glance(view, folded=False):
    """The tour in one line a stop; ``folded``: behind its first line, where the page needs its room for something else."""
    found = stops(view)
    if not found:
        return
    rows = [(say(f"stop_{s.kind}"), s.line) for s in found]
    if folded:
        with st.expander(markup.literal(say("glance_label", head=rows[0][0], line=rows[0][1]))):
            _listed(view, rows)
    else:
        st.subheader(say("glance_title"), anchor=False)
        _listed(view, rows)


def _listed(view, rows):
    st.html(markup.listed(rows))
    if "tour" in view.pages:
        st.page_link(view.pages["tour"], label=say("to_tour"), icon=address.ARROW)


def show(view):
    """One stop at a time, with the way to the next; the address names the stop."""
    st.subheader(say("tour_title"), anchor=False)
    found = stops(view)
    if not found:
        st.markdown(say("tour_none"))
        return
    kinds = [s.kind for s in found]
    numbers = {s.kind: f"{n}. {say(f'stop_{s.kind}')}" for n, s in enumerate(found, 1)}
    chosen = address.one("stop", kinds, say("tour_stop"), numbers.get)
    stop = found[kinds.index(chosen)]
    st.markdown(f"#### {markup.literal(stop.line)}")
    SHOWN[stop.kind](view, stop.found)
    st.html(markup.small(say(f"stop_{stop.kind}_why")))
    with st.container(horizontal=True):
        at = kinds.index(chosen)
        if at:
            st.button(say("tour_back"), on_click=_go, args=(kinds[at - 1],))
        if at + 1 < len(kinds):
            st.button(say("tour_on"), on_click=_go, args=(kinds[at + 1],))
        if stop.page in view.pages:
            st.page_link(
                view.pages[stop.page], label=say(f"to_{stop.page}"), icon=address.ARROW, query_params=address.kept(**stop.params)
            )


def _go(kind):
    st.session_state.pills_stop = kind
    st.query_params["stop"] = kind


def _show_contradiction(view, found):
    cards = []
    for side in (found.left, found.right):
        sentence = view.comparison.by_id[side.sentence]
        body = markup.marked_in(sentence, side)
        kind = "clash" if found.grade == "clear" else "doubt"
        cards.append(markup.card(head_of(view, sentence), body, [note(view.comparison, sentence)], kind))
    st.html(markup.cards(cards))
    st.markdown(markup.literal(why(found)))


def _show_row(view, row, first=()):
    """Every article's passage of a fact, those of ``first`` in front, and who has none."""
    held = row.articles
    order = [*first, *(a for a in articles_shown.columns(view) if a not in first)]
    cards = []
    for article in order:
        if article in row.likely:
            cell = held[article]
            sentence = view.comparison.by_id[cell.sentences[0]]
            notes = [say(f"place_{cell.place}"), rung(view.comparison.speech_of[sentence.id])]
            cards.append(markup.card(head_of(view, sentence), markup.escaped(sentence.text), notes))
    lacking = [view.labels[a] for a in order if a not in held and a not in row.maybe]
    doubtful = [view.labels[a] for a in order if (a in held and a not in row.likely) or a in row.maybe]
    st.html(markup.cards(cards))
    if doubtful:
        st.markdown(markup.literal(say("ledger_doubtful", outlets=", ".join(doubtful))))
    if lacking:
        st.markdown(markup.literal(say("ledger_lacking", outlets=", ".join(lacking))))


def _show_unequal(view, found):
    _show_row(view, found.row, (found.first, found.last))


def _show_missing(view, found):
    _show_row(view, found.row)


def _show_heard(view, found):
    total = {a: sum(len(s.text.split()) for s in view.comparison.text_sentences if s.article == a) for a, _ in found.words}
    words = dict(found.words)
    rows = []
    for article in articles_shown.columns(view):
        share = round(100 * words[article] / max(1, total[article]))
        passages = sum(view.comparison.by_id[p].article == article for p in found.passages)
        rows.append([view.labels[article], str(passages), say("of", part=words[article], whole=total[article]), f"{share} %"])
    head = [say(k) for k in ("column_article", "column_sentences", "column_words", "column_share")]
    st.html(markup.table(say("stop_voices"), head, [[markup.escaped(c) for c in r] for r in rows]))


SHOWN = {
    "contradiction": _show_contradiction,
    "unequal": _show_unequal,
    "quote": show_collation,
    "missing": _show_missing,
    "voices": _show_heard,
}
