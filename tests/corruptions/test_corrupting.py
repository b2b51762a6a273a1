"""Corruptions: by hand, against another implementation, at their edges, and as files in the cache."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from ch3ef import corruptions
from ch3ef.corruptions import corrupting
from ch3ef.corruptions.blur import streak
from ch3ef.corruptions.corrupting import KNOWN, SEVERITIES, Corruption, ToCorrupt, corrupt, make_corrupted
from ch3ef.corruptions.pixels import REFERENCE_SIDE, filtered, grain_of, scale_of, smooth_field, spread
from ch3ef.corruptions.places import corrupted_refs
from ch3ef.corruptions.sheet import contact_sheet
from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.scenarios.generated.rendering import painted
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.variants import CORRUPTIONS

Make = Callable[[int], ImageRef]
every_corruption = pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def pattern(width: int = REFERENCE_SIDE, height: int = REFERENCE_SIDE) -> Image.Image:
    """Smooth colours, a hard edge and fine stripes."""
    rows, columns = np.mgrid[0:height, 0:width]
    colours = np.stack([columns / width, rows / height, 0.5 + 0.5 * np.sin((rows + columns) / 37)], axis=2) * 200 + 20
    colours[np.hypot(rows - height / 2, columns - width / 3) < height / 5] = (220, 40, 40)
    colours[(columns // 6 % 2 == 0) & (rows > 0.75 * height)] = (10, 10, 10)
    return Image.fromarray(colours.astype(np.uint8))


def values(picture: Image.Image) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray(picture, dtype=np.float64)


def difference(first: Image.Image, second: Image.Image) -> float:
    """Root mean square, of 255."""
    return float(np.sqrt(((values(first) - values(second)) ** 2).mean()))


# --- the table --------------------------------------------------------------------------------------------


def test_the_kinds_are_those_of_the_results_table() -> None:
    assert tuple(known.name for known in KNOWN) == CORRUPTIONS
    assert {known.family for known in KNOWN} == {"noise", "blur", "weather", "digital"}
    assert all(len(known.severities) == len(SEVERITIES) == 5 for known in KNOWN)


def test_another_table_is_another_version() -> None:
    table = repr([(known.name, known.severities) for known in KNOWN])
    digest = hashlib.sha256(table.encode()).hexdigest()[:8]
    assert (corruptions.VERSION, digest) == (1, "32d3766b"), "a changed severity needs another `corruptions.VERSION`"


# --- by hand ----------------------------------------------------------------------------------------------


def test_gaussian_noise_has_its_deviation() -> None:
    grey = Image.new("RGB", (400, 400), (128, 128, 128))
    for severity, deviation in ((1, 0.08), (2, 0.12)):  # at these nothing reaches black or white
        noisy = values(corrupt(grey, "gaussian_noise", severity, rng())) / 255
        assert noisy.std() == pytest.approx(deviation, rel=0.01)
        assert noisy.mean() == pytest.approx(128 / 255, abs=0.001)
        assert abs(np.corrcoef(noisy[:, :-1, 0].ravel(), noisy[:, 1:, 0].ravel())[0, 1]) < 0.01


def test_shot_noise_is_that_of_counted_photons() -> None:
    for level in (40, 128):
        noisy = values(corrupt(Image.new("RGB", (400, 400), (level,) * 3), "shot_noise", 1, rng())) / 255
        assert noisy.mean() == pytest.approx(level / 255, rel=0.01)
        assert noisy.var() == pytest.approx(level / 255 / 60, rel=0.02)
    assert values(corrupt(Image.new("RGB", (9, 9)), "shot_noise", 5, rng())).max() == 0  # no light, no noise


def test_impulse_noise_loses_its_share() -> None:
    noisy = values(corrupt(Image.new("RGB", (400, 400), (100, 100, 100)), "impulse_noise", 5, rng(1)))
    assert set(np.unique(noisy)) == {0, 100, 255}
    assert (noisy == 0).mean() == pytest.approx(0.135, abs=0.002)
    assert (noisy == 255).mean() == pytest.approx(0.135, abs=0.002)


def test_brightness_raises_the_value_and_keeps_the_hue() -> None:
    picture = Image.new("RGB", (2, 1))
    picture.putpixel((0, 0), (100, 50, 0))
    brighter = corrupt(picture, "brightness", 2, rng())  # 0.2 of 255 is 51
    assert brighter.getpixel((0, 0)) == (151, 76, 0)
    assert brighter.getpixel((1, 0)) == (51, 51, 51)
    white = corrupt(Image.new("RGB", (1, 1), (255, 128, 0)), "brightness", 5, rng())
    assert white.getpixel((0, 0)) == (255, 128, 0)  # its value is full already


def test_contrast_moves_towards_the_mean_of_each_channel() -> None:
    picture = Image.new("RGB", (2, 1), (0, 10, 200))
    picture.putpixel((1, 0), (200, 30, 200))
    assert [corrupt(picture, "contrast", 1, rng()).getpixel((x, 0)) for x in (0, 1)] == [(60, 16, 200), (140, 24, 200)]


def test_pixelate_gives_squares_of_their_mean() -> None:
    checked = np.zeros((480, 480, 3), dtype=np.uint8)
    checked[::2] = 255
    coarse = values(corrupt(Image.fromarray(checked), "pixelate", 5, rng()))
    assert set(np.unique(coarse)) == {128}
    edge = np.zeros((480, 480, 3), dtype=np.uint8)
    edge[:, 241:] = 200
    few = values(corrupt(Image.fromarray(edge), "pixelate", 5, rng()))
    assert len(np.unique(few)) == 3
    assert few.reshape(120, 4, 120, 4, 3).std(axis=(1, 3)).max() == 0


def test_jpeg_is_the_encoder_s() -> None:
    stored = io.BytesIO()
    pattern().save(stored, "JPEG", quality=15)
    assert difference(corrupt(pattern(), "jpeg", 3, rng()), Image.open(stored)) == 0


def test_a_point_out_of_focus_is_a_disc_of_the_same_light() -> None:
    night = np.zeros((480, 480, 3), dtype=np.uint8)
    night[230:250, 230:250] = 240
    blurred = values(corrupt(Image.fromarray(night), "defocus_blur", 5, rng()))
    assert blurred.sum() == pytest.approx(night.sum(), rel=0.02)
    lit = np.argwhere(blurred[..., 0] > 0)
    assert (lit.min(), lit.max()) == (220, 259)  # ten pixels further on every side


def test_filtering_is_scipy_s_convolution() -> None:
    pixels = rng(1).random((37, 53, 3)).astype(np.float32)
    for kernel in (streak(3.0, 0.4), streak(0.2, -0.7), np.full((5, 3), 1 / 15, dtype=np.float32)):
        theirs = np.stack([ndimage.convolve(pixels[..., c], kernel, mode="reflect") for c in range(3)], axis=2)
        assert np.abs(filtered(pixels, kernel) - theirs).max() < 1e-5


def test_zoom_keeps_the_middle_and_smears_the_rim() -> None:
    picture = pattern()
    change = np.abs(values(corrupt(picture, "zoom_blur", 3, rng())) - values(picture)).mean(axis=2)
    rim = np.hypot(*(np.mgrid[0:480, 0:480] - 240)) > 200
    assert change[~rim & (np.hypot(*(np.mgrid[0:480, 0:480] - 240)) < 20)].mean() < change[rim].mean() / 4


def test_elastic_moves_by_its_deviation() -> None:
    # Values that rise by one a pixel tell by how much each place has moved.
    ramp = np.repeat(np.tile(np.arange(60, 188, dtype=np.uint8), (480, 1))[..., None], 3, axis=2)
    wide = np.concatenate([ramp, np.full((480, 352, 3), 187, dtype=np.uint8)], axis=1)
    moved = values(corrupt(Image.fromarray(wide), "elastic", 5, rng())) - wide
    assert moved[:, 10:118].std() == pytest.approx(2.8, rel=0.15)


# --- against another implementation -----------------------------------------------------------------------

IMAGECORRUPTIONS = {
    "gaussian_noise": (19.5, 28.4, 40.8, 55.7, 74.2),
    "shot_noise": (20.3, 30.3, 41.8, 60.5, 74.4),
    "impulse_noise": (25.6, 36.2, 44.6, 61.1, 77.2),
    "defocus_blur": (19.1, 22.6, 32.0, 39.4, 41.8),
    "motion_blur": (30.7, 36.1, 38.1, 39.2, 40.2),
    "zoom_blur": (36.3, 38.8, 39.0, 41.4, 42.8),
    "brightness": (19.1, 36.8, 50.1, 61.3, 70.2),
    "contrast": (42.0, 49.0, 56.1, 63.0, 66.6),
    "pixelate": (14.2, 4.6, 21.4, 23.5, 22.2),
    "jpeg": (8.5, 9.9, 11.1, 14.4, 16.0),
}
"""Root mean square difference [of 255] that imagecorruptions 1.1.2 makes to `pattern`, the mean of three draws."""


@pytest.mark.parametrize("name", IMAGECORRUPTIONS)
def test_severities_are_those_of_imagecorruptions(name: str) -> None:
    picture, draws = pattern(), 3 if name == "motion_blur" else 1
    ours = [
        np.mean([difference(corrupt(picture, name, severity, rng(seed)), picture) for seed in range(draws)])
        for severity in SEVERITIES
    ]
    # Discs and streaks are drawn otherwise there, and its zoom counts the picture itself twice.
    assert ours == pytest.approx(IMAGECORRUPTIONS[name], rel=0.12 if name in ("motion_blur", "zoom_blur") else 0.04)


# --- edges ------------------------------------------------------------------------------------------------


@every_corruption
@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 90), (90, 1), (7, 5), (33, 32)])
def test_pictures_of_any_shape(known: Corruption, size: tuple[int, int]) -> None:
    for severity in (1, 5):
        for colour in ("black", "white", "#3366cc"):
            made = corrupt(Image.new("RGB", size, colour), known.name, severity, rng())
            assert (made.size, made.mode) == (size, "RGB")


@every_corruption
def test_a_higher_severity_changes_more(known: Corruption, drawn: list[Image.Image]) -> None:
    # Drawn as items are; stripes are an accident of pixelation, here and elsewhere.
    for picture in drawn:
        changes = [difference(corrupt(picture, known.name, severity, rng()), picture) for severity in SEVERITIES]
        assert changes[0] > 2
        assert changes == sorted(changes) or known.name == "fog", changes
        assert changes[4] > 1.2 * changes[0]


@pytest.fixture(scope="module")
def drawn() -> list[Image.Image]:
    """A room and a garden, drawn flat: neither white, which cannot grow brighter, nor in bars, which pixels may fit."""
    room, garden = Canvas(ground="#c8d4dc"), Canvas(ground="#8fb6d9")
    room.rect(0, 330, 512, 182, fill="#9a7b5a")
    for name, x, y, height, colour in (
        ("lamp", 90, 180, 170, "#2f5fb3"),
        ("cup", 230, 330, 60, "#cc3333"),
        ("clock", 340, 150, 90, "#e0b020"),
        ("dog", 390, 430, 110, "#5b4636"),
        ("book", 150, 430, 70, "#2f8f4e"),
    ):
        THINGS[name](room, x, y, height, colour)
    garden.ellipse(256, 560, 420, 260, fill="#5f8f4a")
    for name, x, y, height, colour in (
        ("tree", 110, 260, 240, "#2f6f3e"),
        ("balloon", 300, 110, 110, "#cc3333"),
        ("cat", 260, 420, 100, "#4a4a52"),
        ("umbrella", 410, 330, 130, "#e0b020"),
        ("ball", 150, 450, 50, "#7a4fa3"),
    ):
        THINGS[name](garden, x, y, height, colour)
    drawn = (painted(canvas.picture()) for canvas in (room, garden))
    return [Image.open(io.BytesIO(each.pngsave_buffer())).convert("RGB") for each in drawn]


@every_corruption
def test_the_same_draws_give_the_same_pixels(known: Corruption) -> None:
    picture = pattern(120, 90)
    first, again, other = (corrupt(picture, known.name, 3, rng(seed)) for seed in (5, 5, 6))
    assert first.tobytes() == again.tobytes()
    drawn = known.name in ("gaussian_noise", "shot_noise", "impulse_noise", "motion_blur", "snow", "fog", "elastic")
    assert (first.tobytes() != other.tobytes()) == drawn


def test_lengths_grow_with_the_picture() -> None:
    assert scale_of(np.zeros((480, 900, 3), dtype=np.float32)) == 1
    assert scale_of(np.zeros((2000, 1440, 3), dtype=np.float32)) == 3
    assert scale_of(np.zeros((1, 1, 3), dtype=np.float32)) == 0.2
    assert [grain_of(scale) for scale in (0.2, 1.49, 1.5, 3)] == [1, 1, 2, 3]
    assert spread(np.array([[1, 2]]), 2, 1, 3).tolist() == [[1, 1, 2]]
    assert smooth_field(5, 9, 100, rng()).shape == (5, 9)
    small = pattern()
    large = small.resize((960, 960), Image.Resampling.NEAREST)
    for name in ("defocus_blur", "pixelate", "zoom_blur", "gaussian_noise"):
        at_half = corrupt(large, name, 5, rng()).resize((480, 480), Image.Resampling.BOX)
        # Made large and then small again, a picture suffers what it suffers small.
        assert difference(at_half, large.resize((480, 480), Image.Resampling.BOX)) == pytest.approx(
            difference(corrupt(small, name, 5, rng()), small), rel=0.1
        ), name


def test_a_huge_picture_is_scaled_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrupting, "MAX_PIXELS", 10_000)
    assert corrupt(Image.new("RGB", (400, 100)), "contrast", 1, rng()).size == (200, 50)
    assert corrupt(Image.new("RGB", (20_000, 1)), "contrast", 1, rng()).size[0] <= 20_000


def test_unknown_names_and_severities() -> None:
    with pytest.raises(InputError, match=r"unknown corruption 'gausian_noise'; did you mean 'gaussian_noise'\?"):
        corrupt(Image.new("RGB", (1, 1)), "gausian_noise", 1, rng())
    for severity in (0, 6):
        with pytest.raises(InputError, match=f"severity {severity} of fog; expected 1 to 5"):
            corrupt(Image.new("RGB", (1, 1)), "fog", severity, rng())


# --- the cache --------------------------------------------------------------------------------------------


def to_corrupt(image: ImageRef, name: str, severity: int, cache: Path, seed: int = 0) -> ToCorrupt:
    (shown,) = corrupted_refs([image], name, severity, seed=seed, cache=cache)
    return ToCorrupt(shown, image, name, severity, seed)


def test_neither_order_nor_company_changes_a_pixel(picture: Make, tmp_path: Path) -> None:
    def draw(folder: str, wanted: list[tuple[int, str, int]]) -> dict[str, bytes]:
        made = [to_corrupt(picture(n), name, severity, tmp_path / folder) for n, name, severity in wanted]
        make_corrupted(made, lambda done, total: None)
        return {each.shown.digest: each.shown.path.read_bytes() for each in made}

    wanted = [(n, name, severity) for n in (1, 2) for name in ("shot_noise", "fog", "snow") for severity in (1, 4)]
    together = draw("a", wanted)
    assert together == draw("b", wanted[::-1])
    assert together == {digest: content for one in wanted for digest, content in draw("c", [one]).items()}
    assert len(set(together.values())) == len(wanted)


def test_names_follow_from_what_a_picture_is_made_of(picture: Make, tmp_path: Path) -> None:
    ways = [(1, "fog", 3, 0), (2, "fog", 3, 0), (1, "snow", 3, 0), (1, "fog", 4, 0), (1, "fog", 3, 1)]
    refs = [to_corrupt(picture(n), name, severity, tmp_path, seed).shown for n, name, severity, seed in ways]
    assert len({ref.digest for ref in refs}) == len({ref.path for ref in refs}) == len(ways)
    elsewhere = to_corrupt(ImageRef(tmp_path / "copy.png", picture(1).digest), "fog", 3, tmp_path).shown
    assert elsewhere == refs[0]  # the same content lies there once, wherever it came from


def test_only_what_is_missing_is_drawn(picture: Make, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    wanted = [to_corrupt(picture(n), "contrast", 2, tmp_path) for n in (1, 2, 1)]
    make_corrupted(wanted, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    wanted[0].shown.path.unlink()
    kept = wanted[1].shown.path.stat().st_mtime_ns
    make_corrupted(wanted, lambda done, total: told.append((done, total)))
    assert told[3:] == [(0, 1), (1, 1)]
    assert wanted[1].shown.path.stat().st_mtime_ns == kept
    make_corrupted(wanted, lambda done, total: told.append((done, total)))
    assert len(told) == 5
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()]


def _as_file(kind: str, folder: Path) -> Path:
    """A picture of 6 x 4 whose left half is red, stored in an unusual way."""
    path = folder / f"{kind}.png"
    red = Image.new("RGB", (6, 4), "white")
    red.paste((255, 0, 0), (0, 0, 3, 4))
    if kind == "exif":
        path = path.with_suffix(".jpg")
        exif = Image.Exif()
        exif[0x0112] = 6  # to be turned by a quarter
        red.resize((96, 64)).transpose(Image.Transpose.ROTATE_90).save(path, exif=exif, quality=95)
        return path
    if kind == "rgba":  # black under transparency
        clear = Image.new("RGBA", (6, 4), (0, 0, 0, 0))
        clear.paste((255, 0, 0, 255), (0, 0, 3, 4))
        clear.save(path)
    elif kind == "palette":
        indexed = red.quantize(2)
        white = indexed.getpixel((5, 0))
        indexed.save(path, transparency=white)
    elif kind == "grey16":
        Image.fromarray(np.full((4, 6), 156 * 257, dtype=np.uint16)).save(path)
    else:
        path = path.with_suffix(".tiff")
        red.convert("CMYK").save(path)
    return path


@pytest.mark.parametrize("kind", ["exif", "rgba", "palette", "cmyk", "grey16"])
def test_pictures_are_corrupted_as_they_are_seen(kind: str, tmp_path: Path) -> None:
    path = _as_file(kind, tmp_path)
    one = to_corrupt(ImageRef(path, kind), "contrast", 1, tmp_path / "cache")
    make_corrupted([one], lambda done, total: None)
    made = Image.open(one.shown.path)
    assert (made.mode, made.format) == ("RGB", "PNG")
    if kind == "grey16":
        assert made.getpixel((0, 0)) == (156, 156, 156)
        return
    assert made.width > made.height
    left, right = values(made)[0, 0], values(made)[0, -1]
    # Red and white, three fifths of the way to their means: full, 128, 128.
    assert left == pytest.approx((255, 77, 77), abs=4)
    assert right == pytest.approx((255, 179, 179), abs=4)


def test_what_cannot_be_read_or_written_is_said(picture: Make, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(picture(1).path.read_bytes()[:200])
    for path, says in ((broken, "is damaged or cut short"), (tmp_path / "none.png", "does not exist")):
        with pytest.raises(InputError, match=says):
            make_corrupted([to_corrupt(ImageRef(path, "x"), "fog", 1, tmp_path / "cache")], lambda done, total: None)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="cannot be written"):
        make_corrupted([to_corrupt(picture(1), "fog", 1, tmp_path / "file")], lambda done, total: None)


def test_the_contact_sheet_shows_every_cell() -> None:
    sheet = values(contact_sheet(pattern(96, 64)))
    rows, columns = len(KNOWN), 1 + len(SEVERITIES)
    cells = [
        sheet[row * 186 + 26 : row * 186 + 186, column * 246 + 6 : column * 246 + 246]
        for row in range(rows)
        for column in range(columns)
    ]
    assert sheet.shape == (186 * rows + 6, 246 * columns + 6, 3)
    assert all(cell.shape == (160, 240, 3) and cell.std() > 1 for cell in cells)
    assert len({cell.tobytes() for cell in cells}) == rows * len(SEVERITIES) + 1
