"""The one door to Jinja2: pages and documents made of templates. Everything put in is escaped, but for HTML made in ``shared.html``."""

import functools
import pathlib
import re

import jinja2
from markupsafe import Markup, escape

from components.engine.german.quotation_marks import inner
from components.views.shared.screen_text import language, say

QUOTED = re.compile(r"[„“][^„“”]+[“”]")


@functools.cache
def _environment() -> jinja2.Environment:
    folder = pathlib.Path(__file__).parents[1] / "templates"
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=False
    )
    made.filters["inner"] = inner
    made.filters["emphasised"] = _emphasised
    return made


def filled(template: str, **values: object) -> str:
    """A template of ``views/templates`` with its values, and the reader's language."""
    return _environment().get_template(template).render(values, say=say, language=language())


def _emphasised(text: str) -> Markup:
    """A sentence with its first quotation in <em>."""
    found = QUOTED.search(text)
    if found is None:
        return Markup(escape(text))
    return Markup("{}<em>{}</em>{}").format(text[: found.start()], found.group(), text[found.end() :])


def made(html: str) -> Markup:
    """HTML made by ``shared.html``, or a script or style sheet of ours: not escaped again."""
    return Markup(html)
