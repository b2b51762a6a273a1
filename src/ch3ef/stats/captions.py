"""Captions against reference captions: BLEU, ROUGE-L and CIDEr-D over one tokenisation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

MAX_ORDER = 4
"""BLEU and CIDEr count n-grams of one to four words."""

ROUGE_BETA = 1.2
"""Recall weighs 1.44 times as much as precision, as in the COCO caption evaluation."""

CIDER_SIGMA = 6.0
"""Standard deviation, in words, of CIDEr-D's penalty on a length unlike the reference's."""

_CLITIC = r"(?:n't|'(?:s|m|re|ve|ll|d))(?!\w)"
_BEFORE_CLITIC = re.compile(rf"(?<=\w)(?={_CLITIC})|(?<=\bcan)(?=not\b)")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\uff10-\uff9f\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana and ideographs, full and half width: scripts that part no words by spaces."""
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3\u3099\u309a\uff9e\uff9f"
)
"""Signs of those scripts that belong to the character before them."""
_CHARACTER = rf"[{_UNSPACED}][{_MARKS}]*"
_W = rf"[^\W{_UNSPACED}]"
_TOKEN = re.compile(rf"{_CLITIC}|(?=[\w{_MARKS}]){_CHARACTER}|{_W}+(?:(?:[-'./]|(?<=\d)[,:](?=\d)){_W}+)*")


class CaptionScores(NamedTuple):
    """Scores of a set of captions, and of each where the score is a mean over items.

    Attributes:
        n: Number of items.
        bleu: Corpus BLEU-4, in [0, 1]; None where no reference has four words.
        bleu_n: Corpus BLEU-1 to BLEU-4, in [0, 1]; None for an n that no reference reaches.
        rouge_l: Mean ROUGE-L, in [0, 1].
        cider: Mean CIDEr-D, in [0, 10]; None below 2 items.
        rouge_l_items: ROUGE-L per item, shape (n,).
        cider_items: CIDEr-D per item, shape (n,); None below 2 items. An item's score depends on the other
            items through the idf: a bootstrap over these takes the idf as given.
    """

    n: int
    bleu: float | None
    bleu_n: tuple[float | None, float | None, float | None, float | None]
    rouge_l: float
    cider: float | None
    rouge_l_items: npt.NDArray[np.float64]
    cider_items: npt.NDArray[np.float64] | None


def caption_scores(candidates: Sequence[str], references: Sequence[Sequence[str]]) -> CaptionScores:
    """BLEU, ROUGE-L and CIDEr-D of captions.

    All three are computed over `tokens`, so a full stop or a capital letter costs nothing; a token is a word, or one
    character of a script without spaces. An empty caption scores 0.

    Args:
        candidates: One caption per item, length n >= 1.
        references: One or more reference captions per item, each with a word.

    Raises:
        ValueError: No items, lengths that differ, an item without references, or a reference without words.

    Example:
        >>> scores = caption_scores(
        ...     ["a red cat sleeps on a mat", "two dogs run in the park"],
        ...     [["A red cat sleeps on a mat."], ["Two dogs are running.", "Two dogs run in a park."]],
        ... )
        >>> round(scores.bleu, 3), round(scores.rouge_l, 3), round(scores.cider, 3)
        (0.805, 0.917, 6.86)

    Source: Papineni et al. 2002, doi:10.3115/1073083.1073135 (through sacrebleu); Lin 2004 (ROUGE); Vedantam
    et al. 2015, doi:10.1109/CVPR.2015.7299087. Checked against pycocoevalcap 1.2.
    """
    if not candidates or len(candidates) != len(references):
        sizes = f"{len(candidates)} and {len(references)}"
        raise ValueError(f"expected as many candidates as lists of references, at least 1; got {sizes}")
    candidate_tokens = [tokens(candidate) for candidate in candidates]
    reference_tokens = [[tokens(reference) for reference in those] for those in references]
    for index, those in enumerate(reference_tokens):
        if not those or not all(those):
            raise ValueError(f"item {index}: expected references with words; got {list(references[index])!r}")
    bleu_n = _corpus_bleu(candidate_tokens, reference_tokens)
    rouge = np.array([_rouge_l(*pair) for pair in zip(candidate_tokens, reference_tokens, strict=True)])
    cider = _cider_d(candidate_tokens, reference_tokens) if len(candidates) >= 2 else None
    return CaptionScores(
        n=len(candidates),
        bleu=bleu_n[-1],
        bleu_n=bleu_n,
        rouge_l=float(rouge.mean()),
        cider=None if cider is None else float(cider.mean()),
        rouge_l_items=rouge,
        cider_items=cider,
    )


def tokens(caption: str) -> list[str]:
    """The caption's words, lower-case and without punctuation, in the manner of the Penn Treebank.

    English clitics are words of their own ("is n't", "it 's", "can not"); hyphens, apostrophes, slashes and
    points inside a word stay, as do points, commas and colons inside a number. Symbols such as % are dropped.
    Of scripts that part no words by spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each character is a token,
    with the marks that belong to it; the script decides, character by character, so mixed texts are read too.

    Example:
        >>> tokens("A man isn't wearing a T-shirt, and it's 3,000 miles.")
        ['a', 'man', 'is', "n't", 'wearing', 'a', 't-shirt', 'and', 'it', "'s", '3,000', 'miles']
        >>> tokens("两只狗穿着T恤。")
        ['两', '只', '狗', '穿', '着', 't', '恤']

    Source: checked against Stanford's PTBTokenizer 3.4.1, which the COCO caption evaluation runs. It differs
    there in keeping symbols, brackets ("-lrb-") and the point of an abbreviation ("a.m."). Chinese: sacrebleu's
    tokenizer `zh`, its punctuation left out.
    """
    lower = unicodedata.normalize("NFC", caption).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _TOKEN.findall(_BEFORE_CLITIC.sub(" ", lower))


def _corpus_bleu(
    candidates: list[list[str]], references: list[list[list[str]]]
) -> tuple[float | None, float | None, float | None, float | None]:
    """BLEU-1 to BLEU-4 of the whole set, unsmoothed: brevity by the reference closest in length."""
    from sacrebleu.metrics.bleu import BLEU

    bleu = BLEU(tokenize="none", smooth_method="none", force=True)
    streams = list(zip_longest(*([" ".join(words) for words in those] for those in references)))
    whole = bleu.corpus_score([" ".join(words) for words in candidates], streams)
    longest = max(len(words) for those in references for words in those)

    def up_to(n: int) -> float | None:
        if n > longest:
            return None
        score = BLEU.compute_bleu(
            whole.counts[:n], whole.totals[:n], whole.sys_len, whole.ref_len, smooth_method="none", max_ngram_order=n
        )
        return min(1.0, float(score.score) / 100)

    return up_to(1), up_to(2), up_to(3), up_to(4)


def _rouge_l(candidate: list[str], references: list[list[str]]) -> float:
    """F-measure of the longest common subsequence; best precision and best recall, each over the references."""
    common = [_longest_common_subsequence(candidate, reference) for reference in references]
    if not any(common):
        return 0.0
    precision = max(common) / len(candidate)
    recall = max(length / len(reference) for length, reference in zip(common, references, strict=True))
    weight = ROUGE_BETA**2
    return (1 + weight) * precision * recall / (recall + weight * precision)


def _longest_common_subsequence(first: list[str], second: list[str]) -> int:
    """Its length. Bits of one integer stand for the places in `first` (Hyyro 2004): a step per word of `second`."""
    places: dict[str, int] = {}
    for index, word in enumerate(first):
        places[word] = places.get(word, 0) | 1 << index
    everywhere = (1 << len(first)) - 1
    unmatched = everywhere
    for word in second:
        matches = unmatched & places.get(word, 0)
        unmatched = ((unmatched + matches) | (unmatched - matches)) & everywhere
    return len(first) - unmatched.bit_count()


def _cider_d(candidates: list[list[str]], references: list[list[list[str]]]) -> npt.NDArray[np.float64]:
    """CIDEr-D per item: clipped cosine of tf-idf vectors, mean over references and over n = 1..4, times 10.

    An n-gram's idf is log(items) - log(items with it in a reference, at least 1). Where a text has no n-gram
    of a length, or all its n-grams are in every item, its cosine there is 0, as published.
    """
    items = len(candidates)
    owner = np.repeat(np.arange(items), [len(those) for those in references])
    texts = [*candidates, *(words for those in references for words in those)]
    length = np.array([len(words) for words in texts])
    total = np.zeros(len(owner))
    for text, gram in _ngrams(texts, length):
        total += _clipped_cosines(text, gram, owner, len(texts))
    gap = length[owner] - length[items:]
    similarity = total / MAX_ORDER * np.exp(-(gap**2) / (2 * CIDER_SIGMA**2))
    return 10 * np.bincount(owner, weights=similarity) / np.bincount(owner)


def _ngrams(
    texts: list[list[str]], length: npt.NDArray[np.int64]
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """For n = 1..4 the n-grams of all texts: which text each is in, and its number among those of its length."""
    numbers: dict[str, int] = {}
    words = np.array([numbers.setdefault(word, len(numbers)) for text in texts for word in text], dtype=np.int64)
    text = np.repeat(np.arange(len(texts)), length)
    left = np.repeat(np.cumsum(length), length) - np.arange(len(words))
    start, gram = np.arange(len(words)), words
    found = [(text, gram)]
    for n in range(2, MAX_ORDER + 1):
        room = left[start] >= n
        start, gram = start[room], gram[room]
        pairs = gram * len(numbers) + words[start + n - 1]
        gram = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
        found.append((text[start], gram))
    return found


def _clipped_cosines(
    text: npt.NDArray[np.int64], gram: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], n_texts: int
) -> npt.NDArray[np.float64]:
    """Per reference, its tf-idf cosine with its item's candidate, whose weights are cut to the reference's."""
    items = n_texts - len(owner)
    n_grams = int(gram.max(initial=-1)) + 1
    counts = _table(text, gram, (n_texts, n_grams))
    referred = text >= items
    in_item = _table(owner[text[referred] - items], gram[referred], (items, n_grams))
    document_frequency = np.bincount(in_item.indices, minlength=n_grams)
    weights = counts.multiply(np.log(items / np.maximum(document_frequency, 1))).tocsr()
    norms = np.sqrt(weights.multiply(weights).sum(axis=1))
    candidate, reference = weights[owner], weights[items:]
    dot = candidate.minimum(reference).multiply(reference).sum(axis=1)
    scale = norms[owner] * norms[items:]
    cosines: npt.NDArray[np.float64] = np.divide(dot, scale, out=np.zeros(len(owner)), where=scale > 0)
    return cosines


def _table(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], shape: tuple[int, int]) -> Any:
    """A sparse table of how often each pair occurs."""
    from scipy.sparse import coo_array

    return coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
