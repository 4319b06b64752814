"""What a page shows."""

from dataclasses import dataclass, field

from components.engine.articles.events import Event
from components.engine.articles.outlets import find_outlet
from components.engine.comparison import Comparison
from components.views.shared.screen_text import language


@dataclass(frozen=True)
class View:
    """What a page shows: the event, the comparison of the chosen articles, outlets, and the articles' names.

    ``found``: all contradictions of the chosen articles, also those that people dismissed; ``history``: what people decided,
    ``decided``: {key: Decision} of it that counts; ``later``: how many decisions were made since the state that the address asks for,
    None where it asks for none; ``pages``: {name: st.Page}.
    """

    event: Event
    comparison: Comparison
    outlets: dict
    labels: dict
    found: tuple = ()
    history: tuple = ()
    decided: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    later: int | None = None

    def outlet(self, article):
        """The Outlet of an article's id."""
        return find_outlet(self.comparison.outlet_of[article], self.outlets)


def title(event):
    """The event's title in the reader's language, where it has one."""
    return (event.title_en if language() == "en" and event.title_en else None) or event.title
