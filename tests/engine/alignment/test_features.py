"""What speaks for two sentences: their words side by side; a third article's consent."""

import numpy as np
import pytest
from conftest import letters, of_articles

from components.engine.alignment import context_features, features
from components.engine.alignment.candidates import plain_features
from components.engine.alignment.readings import read, shared_part

ONE = "Der Rat billigte den Haushalt, und die Polizei sperrte zwei Straßen."
OTHER = "Die Polizei sperrte zwei Straßen."
THIRD = "Im Zoo schlüpften Pinguine."


def matrices(*articles, encode=letters):
    return dict(plain_features(of_articles(*articles), encode))


def test_the_shorter_sentence_is_covered_and_the_longer_one_in_part():
    found = matrices([ONE], [OTHER], [THIRD])
    assert found["aligned_most"][0, 1] == pytest.approx(1, abs=1e-5) and found["aligned_least"][0, 1] < 0.9
    assert found["aligned_product"][0, 1] > found["aligned_product"][0, 2]


def test_one_clause_in_common_counts_as_much_as_the_whole_sentence():
    found = matrices([ONE], [OTHER], [THIRD])["aligned_clause"]
    assert found[0, 1] == pytest.approx(found[1, 1], rel=0.05) and found[0, 1] > 2 * found[0, 2]


def test_all_are_symmetric_and_sentences_without_content_align_with_nothing():
    found = matrices([ONE, "Und da war es."], [OTHER, "!"], [THIRD])
    assert all(np.array_equal(m, m.T) and np.isfinite(m).all() for m in found.values())
    assert not any(found[name][3].any() for name in features.ALIGNED)


def test_many_sentences_are_worked_out_in_parts_with_the_same_result(monkeypatch):
    texts = [f"{ONE} Das war Nummer {n}." for n in range(7)], [f"Nummer {n}: {OTHER}" for n in range(6)]
    whole = matrices(*texts)
    monkeypatch.setattr(features, "AT_ONCE", 2)
    parts = matrices(*texts)
    assert all(np.allclose(whole[name], parts[name], atol=1e-6) for name in features.ALIGNED)


def test_the_part_is_the_clause_that_both_report():
    one, other = of_articles([ONE], [OTHER])
    words = [letters([s.text[a - s.start : b - s.start] for a, b in read(s).spans]) for s in (one, other)]
    part = shared_part(read(one), read(other), *words)
    assert part is not None and one.text[slice(*part[0])].startswith("Polizei") and part[0][1] == one.end - 1


def test_a_third_article_vouches_for_two_that_it_is_linked_to():
    probability = np.zeros((3, 3), np.float32)
    for i, j, p in ((0, 1, 0.1), (0, 2, 0.9), (1, 2, 0.6)):
        probability[i, j] = probability[j, i] = p
    third = dict(context_features.second_features(probability, np.arange(3)))["third"]
    assert third[0, 1] == pytest.approx(0.6) and third[0, 2] == pytest.approx(0.1)


def test_what_is_hardly_linked_vouches_for_nothing():
    probability = np.zeros((3, 3), np.float32)
    probability[0, 2] = probability[2, 0] = 0.9
    probability[1, 2] = probability[2, 1] = 0.01
    assert dict(context_features.second_features(probability, np.arange(3)))["third"][0, 1] == 0
