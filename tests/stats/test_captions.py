"""Captions: against the COCO caption evaluation, by hand, at the ends of the scales, and what must not matter."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest

from ch3ef.stats.captions import caption_scores, tokens

CANDIDATES = [
    "A brown dog runs across the green grass.",
    "Two children are playing with a ball",
    "a man",
    "The woman isn't holding an umbrella, she is holding a cup of coffee.",
    "A red bus on a street",
]
REFERENCES = [
    ["A brown dog is running across the grass.", "The dog runs over a green lawn."],
    ["Two kids play with a red ball in the park.", "Children are playing with a ball.", "Two boys and a ball"],
    ["A man in a blue shirt is climbing a rock wall.", "A man climbs."],
    ["A woman holds a cup of coffee.", "The woman is holding a cup of coffee in her hand."],
    ["A red double-decker bus drives down a busy street.", "A red bus is on the street."],
]


def drawn(rng: np.random.Generator) -> tuple[list[str], list[list[str]]]:
    """A small world of words: references, and captions that are spoilt copies of them."""
    words = np.array([f"w{i}" for i in range(30)])

    def text() -> str:
        return " ".join(rng.choice(words[: rng.integers(2, 31)], rng.integers(1, 15)))

    references = [[text() for _ in range(rng.integers(1, 6))] for _ in range(rng.integers(2, 31))]
    candidates = []
    for those in references:
        copy = np.array(rng.choice(those).split())
        copy = np.where(rng.random(len(copy)) < 0.25, rng.choice(words, len(copy)), copy)
        candidates.append(" ".join(copy[: rng.integers(0, 15)]))
    return candidates, references


def test_as_the_coco_evaluation_scored_them() -> None:
    """The figures are pycocoevalcap 1.2's, over its own (Java) tokens of the same captions."""
    scores = caption_scores(CANDIDATES, REFERENCES)
    assert scores.cider == pytest.approx(2.7741653580718006)
    assert scores.cider_items == pytest.approx([2.52370786, 3.8888798, 2.03575624, 2.95823238, 2.46425051])
    assert scores.rouge_l == pytest.approx(0.774215048689718)
    assert scores.rouge_l_items == pytest.approx([0.75, 0.93606138, 0.7721519, 0.6541555, 0.75870647])
    assert scores.bleu_n == pytest.approx((0.8378378378, 0.7053128498, 0.5873958011, 0.4795169706))
    assert scores.bleu == scores.bleu_n[3]


def test_equals_pycocoevalcap_on_drawn_captions() -> None:
    cider = pytest.importorskip("pycocoevalcap.cider.cider")
    rouge = pytest.importorskip("pycocoevalcap.rouge.rouge")
    rng = np.random.default_rng(0)
    for _ in range(30):
        candidates, references = drawn(rng)
        truth, answer = dict(enumerate(references)), {i: [text] for i, text in enumerate(candidates)}
        scores = caption_scores(candidates, references)
        assert scores.cider_items == pytest.approx(cider.Cider().compute_score(truth, answer)[1])
        assert scores.rouge_l_items == pytest.approx(rouge.Rouge().compute_score(truth, answer)[1])


def test_rouge_by_the_textbook_table() -> None:
    """The longest common subsequence by its definition's recurrence, over drawn captions."""
    rng = np.random.default_rng(1)
    for _ in range(20):
        candidates, references = drawn(rng)
        ours = caption_scores(candidates, references).rouge_l_items
        for candidate, those, score in zip(candidates, references, ours, strict=True):
            first = candidate.split()
            common = [table_lcs(first, text.split()) for text in those]
            if not any(common):
                assert score == 0
                continue
            precision = max(common) / len(first)
            recall = max(length / len(text.split()) for length, text in zip(common, those, strict=True))
            assert score == pytest.approx(2.44 * precision * recall / (recall + 1.44 * precision))


def table_lcs(first: list[str], second: list[str]) -> int:
    table = np.zeros((len(first) + 1, len(second) + 1), dtype=int)
    for i, word in enumerate(first):
        for j, other in enumerate(second):
            table[i + 1, j + 1] = table[i, j] + 1 if word == other else max(table[i, j + 1], table[i + 1, j])
    return int(table[-1, -1])


def test_the_oracle_gets_the_upper_ends() -> None:
    texts = ["A brown dog runs across grass.", "Two children play with balls.", "The old man climbs rock walls!"]
    scores = caption_scores(texts, [[text] for text in texts])
    assert scores.bleu_n == (1.0, 1.0, 1.0, 1.0)
    assert scores.rouge_l == pytest.approx(1.0)
    assert scores.cider == pytest.approx(10.0)


def test_the_anti_oracle_gets_zero() -> None:
    scores = caption_scores(["zebras zip beyond yonder zones"] * 5, REFERENCES)
    assert (scores.bleu_n, scores.rouge_l, scores.cider) == ((0.0, 0.0, 0.0, 0.0), 0.0, 0.0)


@pytest.mark.parametrize("caption", ["", "...", " \n"])
def test_an_empty_caption_scores_zero(caption: str) -> None:
    scores = caption_scores([caption, *CANDIDATES[1:]], REFERENCES)
    assert scores.cider_items is not None
    assert (scores.rouge_l_items[0], scores.cider_items[0]) == (0.0, 0.0)
    assert scores.rouge_l_items[1:] == pytest.approx(caption_scores(CANDIDATES, REFERENCES).rouge_l_items[1:])
    assert caption_scores([caption] * 5, REFERENCES).bleu == 0.0


def test_bleu_by_hand() -> None:
    """Papineni's own example: "the" counts twice at most; and a caption of half the length pays 1/e."""
    references = [["The cat is on the mat.", "There is a cat on the mat."]]
    assert caption_scores(["the the the the the the the"], references).bleu_n[0] == pytest.approx(2 / 7)
    assert caption_scores(["a cat"], [["A cat on mats."]]).bleu_n[0] == pytest.approx(math.exp(-1))
    # "a cat on the mat" is kept: 7 of 7 words, 4 of 6 pairs, 3 of 5 triples and 2 of 4 quadruples match.
    assert caption_scores(["a cat on the mat is there"], [["there is a cat on the mat"]]).bleu == pytest.approx(
        (7 / 7 * 4 / 6 * 3 / 5 * 2 / 4) ** 0.25
    )


def test_rouge_by_hand() -> None:
    """Lin's example (LCS 3 of 4 and 2 of 4), and recall that weighs 1.44 times precision."""
    scores = caption_scores(["police kill the gunman", "the gunman kill police"], [["police killed the gunman"]] * 2)
    assert scores.rouge_l_items == pytest.approx([0.75, 0.5])
    assert caption_scores(["a cat"], [["A cat on a mat."]]).rouge_l == pytest.approx(2.44 * 0.4 / (0.4 + 1.44))


def test_cider_by_hand() -> None:
    """ "a" is everywhere and weighs nothing; "b" and "a b" match; there is no longer n-gram: 2 of 4 cosines."""
    assert caption_scores(["a b", "a d"], [["a b"], ["a c"]]).cider_items == pytest.approx([5.0, 0.0])
    # A doubled word is clipped to the reference's one, over the candidate's norm of two; one word too long.
    clipped = caption_scores(["b b", "c"], [["b"], ["c"]]).cider_items
    assert clipped == pytest.approx([10 * 0.5 / 4 * math.exp(-1 / 72), 2.5])


def test_undefined_is_none() -> None:
    """One item has no idf; no caption reaches an n-gram that no reference has."""
    alone = caption_scores(["a cat on the mat"], [["a cat on the mat"]])
    assert (alone.cider, alone.cider_items, alone.bleu) == (None, None, 1.0)
    short = caption_scores(["a cat", "dogs"], [["a cat"], ["dogs"]])
    assert (short.bleu_n, short.bleu) == ((1.0, 1.0, None, None), None)


def test_what_must_not_matter() -> None:
    scores = caption_scores(CANDIDATES, REFERENCES)
    shouted = caption_scores([text.upper() + " !" for text in CANDIDATES], REFERENCES)
    order = [3, 0, 4, 2, 1]
    mixed = caption_scores([CANDIDATES[i] for i in order], [REFERENCES[i][::-1] for i in order])
    for other in (shouted, mixed):
        assert other.bleu_n == pytest.approx(scores.bleu_n)
        assert (other.rouge_l, other.cider) == pytest.approx((scores.rouge_l, scores.cider))
    assert scores.cider_items is not None
    assert mixed.cider_items == pytest.approx(scores.cider_items[order])
    assert mixed.rouge_l_items == pytest.approx(scores.rouge_l_items[order])


def test_scores_stay_on_their_scales() -> None:
    rng = np.random.default_rng(2)
    for _ in range(20):
        scores = caption_scores(*drawn(rng))
        assert scores.cider_items is not None
        assert scores.cider_items.min() >= 0
        assert scores.cider_items.max() <= 10 + 1e-9
        assert 0 <= scores.rouge_l_items.min() <= scores.rouge_l_items.max() <= 1 + 1e-12
        assert all(0 <= value <= 1 for value in scores.bleu_n if value is not None)


@pytest.mark.parametrize(
    ("caption", "words"),
    [
        ("A man isn't wearing a T-shirt, and it's red.", "a man is n't wearing a t-shirt and it 's red"),
        ('Two dogs\' toys; "quoted" words -- and a dash - here...', "two dogs toys quoted words and a dash here"),
        ("The man can't, won't, cannot stop; I'm late.", "the man ca n't wo n't can not stop i 'm late"),
        ("She'd've said more/less, 1/2 at $3.50 or 3,000", "she 'd 've said more/less 1/2 at 3.50 or 3,000"),
        ("a black-and-white photo at 10:30, ma'am", "a black-and-white photo at 10:30 ma'am"),
        ("“Curly quotes” ‘single’ it’s don’t — em – en…", "curly quotes single it 's do n't em en"),
        ("café naïve ÉLAN 東京 bull's-eye", "café naïve élan 東 京 bull 's eye"),
        ("cafe\N{COMBINING ACUTE ACCENT}", "café"),
        ("3只猫在T恤上，“可爱”！", "3 只 猫 在 t 恤 上 可 爱"),
        ("ネコが２匹いる。", "ネ コ が ２ 匹 い る"),
        ("ที่นี่มีแมว", "ที่ นี่ มี แ ม ว"),
        ("고양이가 두 마리 있다.", "고양이가 두 마리 있다"),
    ],
)
def test_words_are_the_penn_treebank_s(caption: str, words: str) -> None:
    assert tokens(caption) == words.split()


CHINESE = [
    "一只棕色的狗在草地上奔跑。",
    "两个孩子在公园里踢球。",
    "桌上有3个苹果和1本书",
    "穿T恤的男人在看iPhone手机。",
]
CHINESE_REFERENCES = [
    ["一只棕色的狗跑过绿色的草地。", "草地上有一只狗在奔跑。"],
    ["两个小孩在公园里玩足球。", "孩子们在踢球。"],
    ["桌子上放着3个苹果。", "桌上有三个苹果和一本书。"],
    ["一个穿T恤的男人看着iPhone手机。", "男人在看手机。"],
]


def test_chinese_bleu_is_sacrebleu_s() -> None:
    """Over its tokenizer `zh`, of texts without the punctuation that captions are scored without."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.tokenizers.tokenizer_zh import TokenizerZh

    plain = [re.sub("[，。“”！]", "", text) for text in CHINESE]
    streams = [[re.sub("[，。]", "", those[place]) for those in CHINESE_REFERENCES] for place in range(2)]
    theirs = BLEU(tokenize="zh", smooth_method="none", lowercase=True).corpus_score(plain, streams).score / 100
    scores = caption_scores(CHINESE, CHINESE_REFERENCES)
    divide: Any = TokenizerZh
    assert [tokens(text) for text in plain] == [divide()(text.lower()).split() for text in plain]
    assert scores.bleu == pytest.approx(theirs)
    assert scores.bleu is not None
    assert scores.bleu > 0.3
    assert scores.rouge_l_items.min() > 0.3
    assert scores.cider_items is not None
    assert scores.cider_items.min() > 0.5


def test_the_oracle_gets_the_upper_ends_in_chinese() -> None:
    scores = caption_scores(CHINESE, [[text] for text in CHINESE])
    assert scores.bleu_n == (1.0, 1.0, 1.0, 1.0)
    assert scores.rouge_l == pytest.approx(1.0)
    assert scores.cider == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("candidates", "references", "message"),
    [
        ([], [], "at least 1"),
        (["a"], [["a"], ["b"]], "got 1 and 2"),
        (["a", "b"], [["a"], []], "item 1: expected references with words"),
        (["a"], [["a", "?!"]], "item 0: expected references with words"),
    ],
)
def test_misuse_is_refused(candidates: list[str], references: list[list[str]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        caption_scores(candidates, references)
