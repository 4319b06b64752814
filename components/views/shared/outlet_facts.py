"""Facts about an outlet as rows for the page: the same for all, each with its source, or that none was found."""

from collections.abc import Iterable

from components.engine.articles.outlets import FACTS, INAPPLICABLE, Outlet, OutletFact, Regulation, Source
from components.views.shared import article_labels, html, screen_text
from components.views.shared.html import Sheet, SheetRow
from components.views.shared.screen_text import ENGLISH, say
from components.views.shared.view import View

NOTED = frozenset(["seen_copy", "seen_dated", "derived", "said"])  # states of a fact that are told


def short(outlet: Outlet) -> str:
    """One line: type of medium and form of ownership, the same two facts for every outlet."""
    facts = [outlet.facts.get(key) for key in ("medium_type", "ownership")]
    values = [_value(fact) if fact else None for fact in facts]
    return " · ".join(value or say("fact_missing") for value in values) if any(values) else say("fact_missing")


def rows(outlet: Outlet) -> list[SheetRow]:
    """What is known of an outlet."""
    if not outlet.facts:
        return [SheetRow(say("about_outlet"), say("outlet_unknown"), "", ())]
    found = []
    for key in FACTS:
        fact = outlet.facts[key]
        status = say(f"status_{fact.status}") if fact.status in NOTED else ""
        note = "; ".join(n for n in (_translated(fact.note, fact.note_en), status) if n)
        found.append(SheetRow(say(f"fact_{key}"), _value(fact) or say("fact_missing"), note, [_source(s) for s in fact.sources]))
    found += [_measure(measure) for measure in outlet.regulation]
    if not outlet.regulation:
        found.append(_unregulated(outlet.licence))
    return found


def _value(fact: OutletFact) -> str | None:
    return _translated(fact.value, fact.value_en)


def _translated(german: str | None, english: str | None) -> str | None:
    """English where the reader wants it and it differs from the German."""
    return (english or german) if screen_text.language() == ENGLISH else german


def _measure(measure: Regulation) -> SheetRow:
    said = _translated(measure.position, measure.position_en)
    position = say("fact_position", position=said) if said else ""
    what, authority = _translated(measure.what, measure.what_en), _translated(measure.authority, measure.authority_en)
    note = ". ".join(n for n in (_translated(measure.state, measure.state_en), position) if n)
    value = f"{screen_text.day(measure.date, screen_text.language())}: {what} ({authority})"
    return SheetRow(say("fact_regulation"), value, note, [_source(s) for s in measure.sources])


def _unregulated(licence: OutletFact | None) -> SheetRow:
    """No measure is known; where an outlet needs no licence, that is said instead."""
    if licence is None or licence.status != INAPPLICABLE:
        return SheetRow(say("fact_regulation"), say("fact_missing"), "", ())
    note = _translated(licence.note, licence.note_en) or ""
    return SheetRow(say("fact_regulation"), say("fact_no_licence"), note, [_source(s) for s in licence.sources])


def _source(source: Source) -> tuple[str, str | None]:
    link = source.cite.split()[0] if source.linkable and source.cite.startswith(("https://", "http://")) else None
    text = say("source", cite=source.cite, as_of=source.as_of) if source.as_of else say("source_undated", cite=source.cite)
    return text, link


def cards(view: View) -> str:
    """HTML with a card for each outlet: the same facts for all, sources at a click."""
    return html.sheets([_card(view, outlet, articles) for outlet, articles in by_outlet(view)])


def table(view: View) -> str:
    """HTML: one table, a row a question, a column an outlet; sources at a click."""
    held = by_outlet(view)
    written = {outlet.id: rows(outlet) for outlet, _ in held}
    names = list(dict.fromkeys(r.name for told in written.values() for r in told))
    lines = [[html.escaped(name), *(_answers(written[o.id], name) for o, _ in held)] for name in names]
    return html.table(say("outlets_title"), [say("outlets_question"), *(o.name for o, _ in held)], lines)


def _answers(told: Iterable[SheetRow], name: str) -> str:
    """All answers of an outlet to a question, each with its note and its sources."""
    found = [html.answer(row) for row in told if row.name == name]
    return "".join(found) or html.nothing(say("fact_missing"))


def by_outlet(view: View) -> list[tuple[Outlet, list[str]]]:
    """[(Outlet, ids of its articles)] in the order of the page."""
    held: dict[str, tuple[Outlet, list[str]]] = {}
    for article in article_labels.columns(view):
        outlet = view.outlet(article)
        held.setdefault(outlet.id, (outlet, []))[1].append(article)
    return list(held.values())


def _card(view: View, outlet: Outlet, articles: list[str]) -> Sheet:
    sentences = sum(s.article in articles for s in view.comparison.text_sentences)
    return Sheet(outlet.name, say("outlets_here", articles=len(articles), sentences=sentences), rows(outlet))
