"""The embedded judge: six labels, the same for swapped sides and for any company; models for inference take its place."""

import numpy as np
import pytest
from conftest import told

from components.engine.codes import PairLabel
from components.engine.data import DATA
from components.engine.network import judge
from components.engine.network.encoder import ModelMissing
from components.engine.network.judge import LABELS, label_probabilities
from components.engine.network.sides import Side


def pair(left, right, left_before="", right_before=""):
    return Side(text=left, before=left_before), Side(text=right, before=right_before)


SAME = pair("Die Regierung in Bonn erhöht die Steuern.", "Die Bonner Regierung hebt die Steuern an.")
NOTHING = pair("Ein Zug ist bei Kassel entgleist.", "Das Konzert am Samstag war ausverkauft.")


def says(found):
    return [LABELS[n] for n in found.argmax(1)]


def test_it_tells_the_plainest_pairs_apart():
    same, nothing = says(label_probabilities([SAME, NOTHING]))
    assert same == PairLabel.SAME and nothing not in (PairLabel.SAME, PairLabel.PART, PairLabel.AGAINST)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Bei dem Unfall wurden elf Menschen verletzt.", "Bei dem Unfall wurden drei Menschen verletzt."),
        ("Der Zug nach Kassel fährt am Montag.", "Der Zug nach Kassel fährt am Montag nicht."),
    ],
)
def test_a_clash_is_not_the_same(left, right):
    (found,) = label_probabilities([pair(left, right)])
    assert found[LABELS.index("against")] > found[LABELS.index("same")]


def test_rows_are_probabilities():
    found = label_probabilities([SAME, NOTHING])
    assert found.shape == (2, 6) and found.dtype == np.float32
    assert found.min() >= 0 and found.sum(1) == pytest.approx([1, 1], abs=1e-5)


def test_swapped_sides_and_other_company_change_nothing():
    rows = label_probabilities([SAME, NOTHING])
    swapped = label_probabilities([NOTHING[::-1], SAME[::-1]])
    assert np.array_equal(rows, swapped[::-1])


@pytest.mark.parametrize("text", ["", "42", "Wort " * 5_000, "Привет, мир.", "☃ ‮ \x00", "<b>fett</b>"])
def test_any_text_has_an_answer(text):
    found = label_probabilities([pair(text, "Der Rat tagt."), pair(text, text)])
    assert np.isfinite(found).all()


def test_no_pairs_no_rows():
    assert label_probabilities([]).shape == (0, 6)


def test_many_equal_pairs_are_judged_once(monkeypatch):
    asked = []
    predicted = judge._predicted
    monkeypatch.setattr(judge, "_predicted", lambda found, pairs: asked.append(len(pairs)) or predicted(found, pairs))
    assert len(label_probabilities([SAME] * 10_000)) == 10_000 and asked == [1, 1]  # in both orders


class Inference:
    """A model for natural language inference, in whose eyes the longer text entails the shorter."""

    def predict(self, pairs, **_):
        return np.array([[0.8, 0.1, 0.1] if len(one) >= len(other) else [0.1, 0.8, 0.1] for one, other in pairs])


def test_what_follows_one_way_only_is_a_part(monkeypatch):
    monkeypatch.setattr(judge, "_cross_encoder", lambda name: judge._CrossEncoder(Inference(), (0, 1, 2)))
    found = label_probabilities([pair("Der Rat tagt in Bonn.", "Der Rat tagt."), pair("Er kam.", "Er kam.")], "other")
    assert says(found) == [PairLabel.PART, PairLabel.SAME] and found.sum(1) == pytest.approx([1, 1], abs=1e-5)


def test_an_unknown_model_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(ModelMissing) as refused:
        label_probabilities([SAME], str(tmp_path / "nichts"))
    assert "nichts" in told(refused.value)


def test_an_encoder_is_no_judge():
    with pytest.raises(ModelMissing):
        label_probabilities([SAME], str(DATA / "network"))
