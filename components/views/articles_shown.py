"""How articles are named, ordered and dated on screen."""

import datetime

from components.engine.articles import find_outlet
from components.views.words import language, say

MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}  # fmt: skip


def in_order(event):
    """Articles by time of publication where it is known, the others after them in the order of the event."""
    return sorted(event.articles, key=lambda a: (a.published is None, a.published or "", event.articles.index(a)))


def labels(event, outlets):
    """{article id: outlet name, numbered where an outlet has several articles}"""
    order = in_order(event)
    names = {a.id: find_outlet(a.outlet, outlets).name for a in order}
    counted = list(names.values())
    seen, found = {}, {}
    for article in order:
        name = names[article.id]
        seen[name] = seen.get(name, 0) + 1
        found[article.id] = f"{name} ({seen[name]})" if counted.count(name) > 1 else name
    return found


def day(iso):
    """A date in words: "12. Februar 2025", "12 February 2025"; what is no date stays as it is."""
    try:
        date = datetime.date.fromisoformat(iso[:10])
    except (TypeError, ValueError):
        return iso or say("date_unknown")
    month = MONTHS[language()][date.month - 1]
    return f"{date.day}. {month} {date.year}" if language() == "de" else f"{date.day} {month} {date.year}"


def when(article):
    """When an article appeared, or that this is not stated; with what is printed of its makers."""
    parts = [say("published_unknown")]
    if article.published:
        clock = article.published[11:16]
        parts = [say("published", when=f"{day(article.published)}{', ' + clock if clock else ''}")]
    if article.byline:
        parts.append(say("byline", name=article.byline))
    if article.credit:
        parts.append(say("credit", credit=article.credit))
    return " · ".join(parts)
