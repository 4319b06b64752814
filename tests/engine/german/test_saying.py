"""Words that only say who reports, and those that say what."""

import pytest

from components.engine.german.saying import reporting_words
from components.engine.german.words import words


def reporting(text):
    found = words(text)
    return [found[n].text for n in sorted(reporting_words(found)) if found[n].is_content]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Der Zug war pünktlich, sagte die Sprecherin der Bahn.", ["sagte", "Sprecherin", "Bahn"]),
        ("Wie die Polizei mitteilte, gab es drei Verletzte.", ["Polizei", "mitteilte"]),
        ("Laut dem Wetterdienst fiel viel Regen.", ["Wetterdienst"]),
        ("Nach Angaben der Behörde starben zwei Menschen.", ["Angaben", "Behörde"]),
        ("Dem Ministerium zufolge stiegen die Kosten.", ["Ministerium"]),
        ("„Das ist zu teuer“, so der Minister.", ["Minister"]),
        ("Der Rat beschloss den Bau einer Brücke.", []),
        ("Nach dem Treffen reiste der Minister ab.", []),
        ("Der Minister sprach mit seinem Amtskollegen.", []),
        ("Er kündigte an, den Vertrag zu kündigen.", []),
    ],
)
def test_who_reports(text, said):
    assert reporting(text) == said
