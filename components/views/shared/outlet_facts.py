"""Facts about an outlet as rows for the page: the same for all, each with its source, or that none was found."""

from components.engine.articles.outlets import FACTS
from components.views.shared import article_labels, html
from components.views.shared.screen_text import say


def short(outlet):
    """One line: type of medium and form of ownership, the same two facts for every outlet."""
    rows = [outlet.facts.get(k) for k in ("medium_type", "ownership")]
    if not any(f and f.value for f in rows):
        return say("fact_missing")
    return " · ".join(f.value if f and f.value else say("fact_missing") for f in rows)


def rows(outlet):
    """[{name, value, note, sources: [{text, link}]}] of an outlet; a source that must not be linked has link None."""
    if not outlet.facts:
        return [{"name": say("about_outlet"), "value": say("outlet_unknown"), "note": "", "sources": []}]
    found = []
    for key in FACTS:
        fact = outlet.facts[key]
        status = say(f"status_{fact.status}") if fact.status in {"seen_copy", "seen_dated", "derived"} else ""
        found.append(
            {
                "name": say(f"fact_{key}"),
                "value": fact.value or say("fact_missing"),
                "note": "; ".join(n for n in (fact.note, status) if n),
                "sources": [_source(s) for s in fact.sources],
            }
        )
    for measure in outlet.regulation:
        position = say("fact_position", position=measure.position) if measure.position else ""
        found.append(
            {
                "name": say("fact_regulation"),
                "value": f"{measure.date}: {measure.what} ({measure.authority})",
                "note": ". ".join(n for n in (measure.state, position) if n),
                "sources": [_source(s) for s in measure.sources],
            }
        )
    if not outlet.regulation:
        found.append({"name": say("fact_regulation"), "value": say("fact_missing"), "note": "", "sources": []})
    return found


def _source(source):
    link = source.cite if source.linkable and source.cite.startswith(("https://", "http://")) else None
    text = say("source", cite=source.cite, as_of=source.as_of) if source.as_of else say("source_undated", cite=source.cite)
    return {"text": text, "link": link}


def cards(view):
    """HTML with a card for each outlet: the same facts for all, sources at a click."""
    return html.sheets([_card(view, outlet, articles) for outlet, articles in by_outlet(view)])


def by_outlet(view):
    """[(Outlet, ids of its articles)] in the order of the page."""
    held = {}
    for article in article_labels.columns(view):
        outlet = view.outlet(article)
        held.setdefault(outlet.id, (outlet, []))[1].append(article)
    return list(held.values())


def _card(view, outlet, articles):
    here = say(
        "outlets_here", articles=len(articles), sentences=sum(s.article in articles for s in view.comparison.text_sentences)
    )
    rows = []
    for row in rows(outlet):
        sources = [(s["text"], s["link"]) for s in row["sources"]]
        rows.append((row["name"], row["value"], row["note"], sources))
    return outlet.name, here, rows
