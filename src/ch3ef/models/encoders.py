"""Texts and pictures as unit vectors, so that alike ones lie near each other; embedded, or a named Hugging Face model.

The embedded encoders need no download: TF-IDF for texts, histograms of colours and edges for pictures. Vectors of
pictures and those of a named model are kept by the digest of what they stand for.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ch3ef.errors import InputError
from ch3ef.files import write_whole
from ch3ef.items import ImageRef

if TYPE_CHECKING:
    from PIL import Image

    from ch3ef.models.hub_encoder import PictureEncoder, TextEncoder

Vectors = NDArray[np.float32]
"""One row per text or picture, of length 1; of zeros where there is nothing to go by."""

SIDE, CELLS, DIRECTIONS, SHADES = 128, 8, 8, 4
"""Of a picture's descriptor: pixels a side, cells a side, edge directions per cell, shades per colour channel."""

_DESCRIPTOR = "colours and edges, 1"
_KEPT_TOGETHER = 512
"""So many new vectors are computed before they are kept: what is lost when a run is stopped."""

Content = TypeVar("Content")


def question_vectors(
    questions: Sequence[str], pool: Sequence[str], encoder: str = "", cache: Path | None = None
) -> tuple[Any, Any]:
    """Vectors of questions and of those of a pool, for cosine similarity.

    Args:
        questions: Texts, one or more.
        pool: Texts that the questions are compared with, one or more.
        encoder: "" for `tfidf_vectors`; else a Hugging Face model, see `hub_encoder.TextEncoder`.
        cache: Folder in which a named model's vectors are kept; None to keep none.

    Returns:
        For the questions and for the pool, a matrix (n, d) of unit rows, float32; sparse from TF-IDF.

    Raises:
        InputError: The pool has no text to learn from, or the named model cannot be used.
    """
    if not encoder:
        return tfidf_vectors(questions, pool)
    model = _text_encoder(encoder)
    # In order of length: texts of a batch are padded to its longest, and the order of the input changes nothing.
    texts = {_digest(text): text for text in sorted({*questions, *pool}, key=lambda text: (len(text), text))}
    known = _kept_vectors(texts, model.identity, model.encode, cache)
    return tuple(np.stack([known[_digest(text)] for text in part]) for part in (questions, pool))  # type: ignore[return-value]


def tfidf_vectors(questions: Sequence[str], pool: Sequence[str]) -> tuple[Any, Any]:
    """Character 2- to 4-grams within words, weighed by 1 + log of their count and their rarity in the pool.

    Pieces of words rather than words: they find other forms of a word, and work in scripts without spaces.

    Args:
        questions: Texts, one or more.
        pool: Texts that alone decide which pieces exist and how rare each is.

    Returns:
        For the questions and for the pool, a sparse matrix (n, d) of unit rows, float32; a row of zeros for a
        question that shares no piece with the pool.

    Raises:
        InputError: No text of the pool holds a character.

    Example:
        >>> asked, pool = tfidf_vectors(["Which cat?"], ["How many dogs?", "Which cats are these?"])
        >>> int((asked @ pool.T).toarray().argmax())
        1

    Source: Manning, Raghavan and Schuetze 2008, "Introduction to Information Retrieval", 6.4 (sublinear scaling).
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(text.strip() for text in pool):
        raise InputError("no question of the pool holds any text, so none can be alike; choose examples at random")
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32)
    learned = vectorizer.fit_transform(pool)
    return vectorizer.transform(questions), learned


def picture_vectors(images: Sequence[ImageRef], encoder: str = "", cache: Path | None = None) -> Vectors:
    """Vectors of pictures, for cosine similarity.

    Args:
        images: One or more; each is opened once, and not at all where its vector is kept.
        encoder: "" for `describe_picture`; else a Hugging Face model, see `hub_encoder.PictureEncoder`.
        cache: Folder in which vectors are kept; None to keep none.

    Returns:
        A matrix (n, d) of unit rows, one per picture.

    Raises:
        InputError: A picture cannot be read, or the named model cannot be used.
    """
    paths = {image.digest: image.path for image in sorted(images, key=lambda image: image.digest)}
    if encoder:
        model = _picture_encoder(encoder)
        known = _kept_vectors(paths, model.identity, model.encode, cache)
    else:
        known = _kept_vectors(paths, _DESCRIPTOR, _describe_files, cache)
    return np.stack([known[image.digest] for image in images])


def describe_picture(picture: Image.Image) -> Vectors:
    """Which colours a picture holds, and which way edges run in each part of it.

    The picture is brought to 128 x 128 pixels. Colours: 4 shades of red x green x blue over the whole, each pixel
    shared among the shades around it, so that a little more light does not change everything. Edges: in each of 8 x 8
    cells, gradients of the luma by direction (8 bins over 180 degrees, each shared between the two nearest), weighed by
    their size. Square roots of both, so that the dot product compares them by the Bhattacharyya coefficient; both
    weigh the same.

    Args:
        picture: In mode RGB.

    Returns:
        A unit vector (576,): 64 colours, 512 edges; the edges of a plain picture are zeros.

    Source: the edges after Dalal and Triggs 2005, doi:10.1109/CVPR.2005.177, without their overlapping blocks.
    """
    from PIL import Image

    small = picture.resize((SIDE, SIDE), Image.Resampling.BOX)
    parts = np.sqrt(_colours(np.asarray(small))), np.sqrt(_edges(np.asarray(small.convert("L"), dtype=np.float32)))
    return unit_rows(np.concatenate([unit_rows(part) for part in parts]))


def unit_rows(rows: NDArray[Any]) -> Vectors:
    """Rows (.., d) brought to length 1; a row of zeros stays one.

    Example:
        >>> unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
        [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: NDArray[Any] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit.astype(np.float32)


def _colours(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    place = pixels.reshape(-1, 3).T.astype(np.float64) * ((SHADES - 1) / 255)
    lower = np.minimum(place.astype(np.intp), SHADES - 2)
    shares = (1 - (place - lower), place - lower)
    first = (lower[0] * SHADES + lower[1]) * SHADES + lower[2]
    bins = np.zeros(SHADES**3)
    for red, green, blue in np.ndindex(2, 2, 2):
        share = shares[red][0] * shares[green][1] * shares[blue][2]
        where = first + (red * SHADES + green) * SHADES + blue
        bins += np.bincount(where, weights=share, minlength=len(bins))
    return bins


def _edges(luma: NDArray[np.float32]) -> NDArray[np.float64]:
    down, right = np.zeros_like(luma), np.zeros_like(luma)
    down[1:-1], right[:, 1:-1] = luma[2:] - luma[:-2], luma[:, 2:] - luma[:, :-2]
    size, place = np.hypot(down, right), np.arctan2(down, right) % np.pi * (DIRECTIONS / np.pi)
    lower = np.floor(place)
    row, column = np.indices(luma.shape) * CELLS // SIDE
    first = (row * CELLS + column) * DIRECTIONS
    bins = np.zeros(CELLS * CELLS * DIRECTIONS)
    for direction, share in ((lower, 1 - (place - lower)), (lower + 1, place - lower)):
        where = first + direction.astype(np.intp) % DIRECTIONS
        bins += np.bincount(where.ravel(), weights=(size * share).ravel(), minlength=len(bins))
    return bins


def _describe_files(paths: Sequence[Path]) -> Vectors:
    from ch3ef.pictures import open_picture

    return np.stack([describe_picture(open_picture(path)) for path in paths])


def _text_encoder(name: str) -> TextEncoder:
    _require_torch(name)
    from ch3ef.models.hub_encoder import TextEncoder

    return TextEncoder(name)


def _picture_encoder(name: str) -> PictureEncoder:
    _require_torch(name)
    from ch3ef.models.hub_encoder import PictureEncoder

    return PictureEncoder(name)


def _require_torch(name: str) -> None:
    for package in ("torch", "transformers"):
        if find_spec(package) is None:
            raise InputError(
                f"encoder {name!r} needs {package}, which is not installed; pip install 'ch3ef[hf]', "
                "or leave the encoder out for the built-in one"
            )


def _kept_vectors(
    contents: Mapping[str, Content],
    identity: str,
    encode: Callable[[Sequence[Content]], Vectors],
    cache: Path | None,
) -> dict[str, Vectors]:
    """Vectors by digest: those that are kept, and the others computed and kept.

    Args:
        contents: By digest, what is to be encoded.
        identity: Changes whenever the encoder's vectors do.
        encode: The encoder.
        cache: Where vectors are kept; None to keep none.
    """
    file = None if cache is None else cache / "embeddings" / f"{_digest(identity)[:24]}.npz"
    known = {} if file is None else _read_vectors(file)
    missing = [digest for digest in contents if digest not in known]
    for start in range(0, len(missing), _KEPT_TOGETHER):
        digests = missing[start : start + _KEPT_TOGETHER]
        new = dict(zip(digests, encode([contents[digest] for digest in digests]), strict=True))
        known |= new
        if file is not None:
            # Another process may have kept vectors of its own meanwhile.
            _write_vectors(file, _read_vectors(file) | new)
    return known


def _read_vectors(file: Path) -> dict[str, Vectors]:
    """What a file of vectors holds; nothing where there is none or it is damaged, so that all is computed anew."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            digests, vectors = arrays["digests"], arrays["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return {}
    if vectors.ndim != 2 or vectors.dtype != np.float32 or digests.shape != vectors.shape[:1]:
        return {}
    return dict(zip(digests.tolist(), vectors, strict=True))


def _write_vectors(file: Path, known: Mapping[str, Vectors]) -> None:
    def write(temporary: Path) -> None:
        with temporary.open("wb") as stream:
            np.savez(stream, digests=np.array(list(known)), vectors=np.stack(list(known.values())))

    write_whole(file, write)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
