"""A plan for a lesson about one event, 45 or 90 minutes: steps with times, made of what this event's articles differ in."""

from typing import NamedTuple

from components.views.shared import article_labels
from components.views.shared.difference_text import sentence
from components.views.shared.screen_text import say
from components.views.shared.templating import filled
from components.views.shared.view import View, title

LENGTHS = (45, 90)
# (key, minutes in a lesson of 45, of 90); 0: left out
STEPS = (
    ("open", 5, 8),
    ("read", 12, 18),
    ("compare", 9, 17),
    ("sort", 7, 12),
    ("reveal", 7, 15),
    ("media", 0, 8),
    ("judge", 5, 12),
)
MOST_SHOWN = 4  # differences of the event that a plan names


class Step(NamedTuple):
    """A step of a lesson: from which minute to which, its name, and what is done."""

    first: int
    last: int
    name: str
    text: str


def steps(view: View, minutes: int) -> list[Step]:
    """The steps of a lesson of ``minutes``, 45 or 90."""
    found: list[Step] = []
    passed = 0
    for key, short, long in STEPS:
        takes = short if minutes == LENGTHS[0] else long
        if takes:
            text = say(f"plan_{key}_text", articles=len(view.comparison.articles))
            found.append(Step(passed, passed + takes, say(f"plan_{key}"), text))
            passed += takes
    return found


def differences(view: View) -> list[str]:
    """The differences that the lesson comes to, a sentence each."""
    return [sentence(view, d) for d in view.comparison.differences[:MOST_SHOWN]]


def document(view: View, minutes: int) -> str:
    """The plan as an HTML document that prints on a page."""
    articles = [view.labels[a] for a in article_labels.columns(view)]
    words = sum(len(s.text.split()) for s in view.comparison.text_sentences)
    return filled(
        "lesson_plan.html.j2",
        title=title(view.event),
        day=article_labels.day(view.event.date),
        minutes=minutes,
        steps=steps(view, minutes),
        differences=differences(view),
        articles=articles,
        words=words,
    )
