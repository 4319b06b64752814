"""Versions of an event's articles: each revision that is kept holds the texts of its time; what changed is told sentence by sentence."""

import itertools
from typing import NamedTuple

import streamlit as st

from components import cached
from components.engine.articles.article import Article
from components.engine.findings.versions import Change, ChangedSentence
from components.engine.fingerprints import content_hash
from components.views.shared import html
from components.views.shared.screen_text import say
from components.views.shared.view import View

MOST = 5  # versions of an article that are compared
SHOWN = 30  # changed sentences of one
HASH = 8  # letters


class Version(NamedTuple):
    """From one version of an article to the next: when the newer one was kept, by whom, a short name of its text, and what changed."""

    article: str
    made: str
    who: str
    name: str
    changed: tuple[ChangedSentence, ...]


@st.cache_resource(show_spinner=False)
def _known() -> dict[tuple[str, int], tuple[Version, ...]]:
    return {}


def versions(view: View) -> tuple[Version, ...]:
    """The changes between kept versions of the articles shown, the newest first; nothing for an event in a folder."""
    stored = cached.events().get(view.event.id)
    if stored is None or stored.revision < 2:
        return ()
    key = stored.event, stored.revision
    if key not in _known():
        try:
            _known()[key] = _compared(stored.event)
        except Exception:  # an earlier revision is damaged, or the database has just gone: the newest is shown all the same
            return ()
    return tuple(v for v in _known()[key] if v.article in view.labels)


def _compared(event: str) -> tuple[Version, ...]:
    held = []
    for revision in cached.writable_database().revisions(event)[: MOST + 1]:
        held.append((revision, {a.id: a for a in cached.event(cached.revision_folder(revision)).articles}))
    found: list[Version] = []
    for (newer, now), (_, then) in itertools.pairwise(held):
        for name, article in now.items():
            before = then.get(name)
            if before is not None and before.text != article.text:
                changed = tuple(c for c in cached.reader().changes(_bare(before), _bare(article)) if c.change != Change.SAME)
                found.append(Version(name, newer.made, newer.who, content_hash(article.text)[:HASH], changed))
    return tuple(found)


def _bare(article: Article) -> Article:
    """An article without what people set right in it: the texts themselves are compared."""
    return Article(id=article.id, outlet=article.outlet, file=article.file, text=article.text, headline=article.headline)


def show(view: View) -> None:
    """What changed from version to version, an expander each."""
    found = versions(view)
    if not found:
        return
    st.subheader(say("versions_title"), anchor=False)
    st.html(html.small(say("versions_intro")))
    for version in found:
        label = say(
            "versions_one", outlet=view.labels[version.article], when=version.made[:16].replace("T", " "), n=len(version.changed)
        )
        with st.expander(html.literal(label)):
            st.html(html.small(say("versions_name", name=version.name, who=version.who or say("nobody"))))
            st.html(html.cards([_card(c) for c in version.changed[:SHOWN]]))
            if not version.changed:
                st.markdown(say("versions_aside"))


def _card(changed: ChangedSentence) -> str:
    body = (
        html.differing(changed.before, changed.after)
        if changed.before and changed.after
        else html.escaped(changed.before or changed.after)
    )
    return html.card(say(f"version_{changed.change}"), body, kind="clash" if changed.change == Change.CORRECTED else "")


def corrected(view: View) -> dict[str, str]:
    """{words of a sentence: what stood in its place in the version before}, where a value was corrected."""
    return {c.after: c.before for v in versions(view) for c in v.changed if c.change == Change.CORRECTED}
