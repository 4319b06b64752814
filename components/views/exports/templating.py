"""The one door to Jinja2: documents that are taken away. Everything put in is escaped, but for HTML made in ``shared.html``."""

import functools
import pathlib

import jinja2
from markupsafe import Markup

from components.views.shared.screen_text import language, say


@functools.cache
def _environment() -> jinja2.Environment:
    folder = pathlib.Path(__file__).parent / "templates"
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=False
    )


def filled(template: str, **values: object) -> str:
    """A template of ``templates`` with its values, and the reader's language."""
    return _environment().get_template(template).render(values, say=say, language=language())


def made(html: str) -> Markup:
    """HTML made by ``shared.html``, or a script or style sheet of ours: not escaped again."""
    return Markup(html)
