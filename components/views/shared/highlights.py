"""A guided tour of at most five stops, chosen by the data: for a meeting, and as the short answer to "what differs?"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from components.engine.codes import Grade
from components.engine.contradictions.contradiction import Contradiction
from components.engine.findings import most_different
from components.engine.findings.collation import Collation
from components.engine.german.quotation_marks import AROUND
from components.engine.german.white_space import squeezed
from components.engine.german.word_likeness import rarity
from components.views.shared import html, labels, url_state
from components.views.shared.labels import worded
from components.views.shared.screen_text import say
from components.views.shared.statement_text import named
from components.views.shared.view import View

Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One stop: its ``kind``, one line that says what differs, the page that shows all of it and what its address needs."""

    kind: str
    line: str
    page: str
    params: Mapping[str, str]
    found: Any


def stops(view: View) -> list[Stop]:
    """The stops that this comparison has, in the order of the tour."""
    comparison = view.comparison
    made = (
        _stop(_contradiction, view, "contradiction", most_different.contradiction(comparison)),
        _stop(_unequal, view, "unequal", most_different.unequal(comparison)),
        _stop(_quote, view, "quote", most_different.quotation(comparison)),
        _stop(_missing, view, "missing", most_different.missing(comparison)),
        _stop(_heard, view, "voices", most_different.heard(comparison)),
    )
    return [stop for stop in made if stop is not None]


def _stop(make: Callable[[View, str, Found], Stop], view: View, kind: str, found: Found | None) -> Stop | None:
    return None if found is None else make(view, kind, found)


def _contradiction(view: View, kind: str, found: Contradiction) -> Stop:
    told = [f"{view.label_of(s.sentence)}: {worded(s) or _short(view, s.sentence)}" for s in found.sides]
    sign = "" if found.grade == Grade.CLEAR else f"{say('grade_possible')}, "
    line = f"{sign}{labels.kind(found)} – {told[0]} / {told[1]}"
    return Stop(kind=kind, line=line, page="contradictions", params={"kind": found.kind}, found=found)


def _short(view: View, sentence: str, most: int = 70) -> str:
    text = squeezed(view.comparison.by_id[sentence].text)
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _unequal(view: View, kind: str, found: most_different.Unequal) -> Stop:
    places = dict(found.row.cells)
    line = say(
        "stop_unequal_line",
        fact=_short(view, found.top, 110).strip(AROUND),
        first=view.labels[found.first],
        top=say(f"place_{places[found.first].place}"),
        last=view.labels[found.last],
        bottom=say(f"place_{places[found.last].place}"),
    )
    return Stop(kind=kind, line=line, page="ledger", params={"statement": found.row.statement, "sort": "prominence"}, found=found)


def _quote(view: View, kind: str, found: Collation) -> Stop:
    outlets = {view.comparison.outlet_of[view.comparison.by_id[w.sentence].article] for w in found.wordings}
    who = found.speaker or say("somebody")
    versions = max((list(dict.fromkeys(c for c in k.cells if c)) for k in found.columns if not k.same), key=_telling)
    quoted = say("or").join(f"„{v}“" for v in versions[:3])
    line = say("stop_quote_line", who=who, articles=len(found.wordings), outlets=len(outlets), versions=quoted)
    return Stop(kind=kind, line=line, page="wording", params={}, found=found)


def _telling(versions: list[str]) -> tuple[bool, int, float]:
    """Single words tell more than stretches, more versions more than few, rare words more than common ones."""
    return not any(" " in v for v in versions), len(versions), sum(rarity(v) for v in versions) / len(versions)


def _missing(view: View, kind: str, found: most_different.Missing) -> Stop:
    row = found.row
    told = [cell.sentences[0] for article, cell in row.cells if article in row.likely]
    voices = view.comparison.count_voices(told)
    line = say("stop_missing_line", fact=named(view, row), n=len(told), voices=voices, outlet=view.labels[found.article])
    params = {"rows": "missing", "lacks": found.article, "statement": found.row.statement}
    return Stop(kind=kind, line=line, page="ledger", params=params, found=found)


def _heard(view: View, kind: str, found: most_different.Heard) -> Stop:
    shares = sorted(found.shares, key=lambda row: -row[1])
    most, least = shares[0], shares[-1]
    n, m = round(100 * most[1]), round(100 * least[1])
    line = say("stop_voices_line", who=found.name, most=view.labels[most[0]], n=n, least=view.labels[least[0]], m=m)
    return Stop(kind=kind, line=line, page="speakers", params={"who": found.name}, found=found)


def glance(view: View, folded: bool = False) -> None:
    """The tour in one line a stop; ``folded``: behind its first line, where the page needs its room for something else."""
    found = stops(view)
    if not found:
        return
    rows = [(say(f"stop_{s.kind}"), s.line) for s in found]
    if folded:
        with st.expander(html.literal(say("glance_label", head=rows[0][0], line=rows[0][1]))):
            _listed(view, rows)
    else:
        st.subheader(say("glance_title"), anchor=False)
        _listed(view, rows)


def _listed(view: View, rows: list[tuple[str, str]]) -> None:
    st.html(html.listed(rows))
    if "tour" in view.links:
        st.page_link(view.links["tour"], label=say("to_tour"), icon=url_state.ARROW)
