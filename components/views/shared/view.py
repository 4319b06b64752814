"""What a page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from streamlit.navigation.page import StreamlitPage

from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet, find_outlet
from components.engine.comparison import Comparison
from components.engine.contradictions.contradiction import Contradiction
from components.engine.decisions import Decision
from components.views.shared.screen_text import language

Links = Mapping[str, StreamlitPage]  # {name of a page: it}


@dataclass(frozen=True, kw_only=True)
class View:
    """What a page shows: the event, the comparison of the chosen articles, outlets, and the articles' labels.

    ``found``: all contradictions of the chosen articles, also those that people dismissed; ``history``: what people decided,
    ``decided``: {key: Decision} of it that counts; ``later``: how many decisions were made since the state that the address asks for,
    None where it asks for none; ``links``: pages to link to.
    """

    event: Event
    comparison: Comparison
    outlets: Mapping[str, Outlet]
    labels: Mapping[str, str]
    found: tuple[Contradiction, ...] = ()
    history: tuple[Decision, ...] = ()
    decided: Mapping[str, Decision] = field(default_factory=dict)
    links: Links = field(default_factory=dict)
    later: int | None = None

    def outlet(self, article: str) -> Outlet:
        """The Outlet of an article's id."""
        return find_outlet(self.comparison.outlet_of[article], self.outlets)

    def label_of(self, sentence: str) -> str:
        """The label of the article that a sentence's id belongs to."""
        return self.labels[self.comparison.by_id[sentence].article]


def title(event: Event) -> str:
    """The event's title in the reader's language, where it has one."""
    return (event.title_en if language() == "en" and event.title_en else None) or event.title
