"""How articles are named, ordered and dated on screen."""

import datetime
import re
from collections.abc import Mapping

from components.engine.articles.article import Article, day_or_moment
from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet, find_outlet
from components.engine.german.white_space import squeezed
from components.views.shared import screen_text
from components.views.shared.screen_text import say
from components.views.shared.view import View

EPOCH = datetime.datetime.fromtimestamp(0, datetime.UTC)
MARKDOWN = re.compile(r"[\[\]`*_~$<>\\]")


def in_order(event: Event) -> list[Article]:
    """Articles by time of publication where it is known, the others after them in the order of the event."""
    place = {a.id: n for n, a in enumerate(event.articles)}
    return sorted(
        event.articles, key=lambda a: (day_or_moment(a.published) is None, day_or_moment(a.published) or EPOCH, place[a.id])
    )


def columns(view: View) -> list[str]:
    """Ids of the compared articles in the order of the page."""
    return [a.id for a in in_order(view.event) if a.id in view.comparison.outlet_of]


def labels(event: Event, outlets: Mapping[str, Outlet]) -> dict[str, str]:
    """{article id: outlet name, numbered where an outlet has several articles}

    The names label buttons, which read Markdown: what could make a link or a picture of a name is left out.
    """
    order = in_order(event)
    names = {a.id: squeezed(MARKDOWN.sub(" ", find_outlet(a.outlet, outlets).name)) or a.id for a in order}
    counted = list(names.values())
    seen: dict[str, int] = {}
    found: dict[str, str] = {}
    for article in order:
        name = names[article.id]
        seen[name] = seen.get(name, 0) + 1
        found[article.id] = f"{name} ({seen[name]})" if counted.count(name) > 1 else name
    return found


def day(iso: str | None) -> str:
    """A date in words: "12. Februar 2025", "12 February 2025"; what is no date stays as it is."""
    return screen_text.day(iso, screen_text.language())


def when(article: Article) -> str:
    """When an article appeared, or that this is not stated; with what is printed of its makers."""
    parts = [say("published_unknown")]
    if article.published:
        moment = day_or_moment(article.published)
        clock = f", {moment:%H:%M}" if moment and len(article.published) > 10 else ""
        parts = [say("published", when=f"{day(moment.isoformat()) if moment else article.published}{clock}")]
    if article.byline:
        parts.append(say("byline", name=article.byline))
    if article.credit:
        parts.append(say("credit", credit=article.credit))
    return " · ".join(parts)
