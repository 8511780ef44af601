"""A picture of a stranger's is drawn anew, or refused before it can do harm."""

from __future__ import annotations

import io
import struct
import time
import zlib

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from autograder.sandbox import pictures
from autograder.sandbox.pictures import PictureError, clean


def png(size=(8, 6), mode="RGB", **options):
    file = io.BytesIO()
    Image.new(mode, size).save(file, format="PNG", **options)
    return file.getvalue()


def chunk(name, data):
    crc = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)


def head(width, height, depth=8, colour=2):
    return chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    )


def built(*chunks):
    return pictures.SIGNATURE + b"".join(chunks) + chunk(b"IEND", b"")


def names(data):
    return [name for name, _ in pictures._chunks(data)]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_clean_keeps_the_pixels(mode):
    file = io.BytesIO()
    made = Image.new(mode, (5, 4))
    made.putpixel((1, 2), 1)
    made.save(file, format="PNG")
    before = Image.open(io.BytesIO(file.getvalue())).convert("RGBA")
    after = Image.open(io.BytesIO(clean(file.getvalue()))).convert("RGBA")
    np.testing.assert_array_equal(np.asarray(after), np.asarray(before))


def test_clean_keeps_transparency():
    after = Image.open(io.BytesIO(clean(png(mode="RGBA"))))
    assert (after.mode, after.getpixel((0, 0))) == ("RGBA", (0, 0, 0, 0))


def test_clean_keeps_nothing_but_pixels():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    data = png(pnginfo=info, icc_profile=b"profile", exif=b"Exif\0\0secret")
    assert {b"tEXt", b"iCCP", b"eXIf"} <= set(names(data))
    after = clean(data + b"<script>behind the end</script>")
    assert set(names(after)) == {b"IHDR", b"IDAT", b"IEND"}
    assert b"script" not in after and b"secret" not in after


def test_clean_shows_the_first_picture_of_an_animation():
    file = io.BytesIO()
    red, blue = Image.new("RGB", (4, 4), "red"), Image.new("RGB", (4, 4), "blue")
    red.save(file, format="PNG", save_all=True, append_images=[blue])
    after = Image.open(io.BytesIO(clean(file.getvalue())))
    assert (getattr(after, "n_frames", 1), after.getpixel((0, 0))) == (1, (255, 0, 0))


def test_clean_gives_the_same_bytes_again():
    assert clean(clean(png())) == clean(png())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"garbage",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 a photograph",
        b"GIF89a",
        b"<svg onload=alert(1)>",
        png()[:-5],
        png()[:40],
        built(),
        built(chunk(b"IDAT", b"")),
        built(head(4, 4)),
        built(head(4, 4), chunk(b"IDAT", b"not compressed")),
        built(head(4, 4), head(4, 4), chunk(b"IDAT", zlib.compress(bytes(52)))),
        built(head(0, 4), chunk(b"IDAT", zlib.compress(b""))),
        built(head(4, 4, colour=99), chunk(b"IDAT", zlib.compress(bytes(52)))),
        built(chunk(b"IHDR", b"short"), chunk(b"IDAT", b"")),
        pictures.SIGNATURE + struct.pack(">I", 0xFFFFFFFF) + b"IDAT",
    ],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(PictureError):
        clean(data)


@pytest.mark.parametrize(
    "width, height",
    [(2**31 - 1, 2**31 - 1), (50_000, 50_000), (1, 4_001), (4_001, 1), (2_001, 2_000)],
)
def test_a_picture_that_unpacks_to_too_much_is_refused_by_its_size(width, height):
    start = time.perf_counter()
    data = built(head(width, height), chunk(b"IDAT", zlib.compress(bytes(10**6))))
    with pytest.raises(PictureError, match="too many"):
        clean(data)
    assert time.perf_counter() - start < 1


def test_more_pixels_than_the_size_says_are_not_unpacked():
    packed = zlib.compress(bytes(50 * 2**20), 9)
    after = clean(built(head(4, 4), chunk(b"IDAT", packed)))
    assert Image.open(io.BytesIO(after)).size == (4, 4)


def test_a_text_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(PngImagePlugin, "MAX_TEXT_CHUNK", 0)
    packed = b"c\0\0" + zlib.compress(bytes(50 * 2**20), 9)
    data = built(
        head(1, 1), chunk(b"zTXt", packed), chunk(b"IDAT", zlib.compress(bytes(4)))
    )
    assert clean(data)


def test_a_picture_of_too_many_bytes_is_refused(rng):
    noise = rng.integers(0, 256, (500, 500, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, format="PNG")
    with pytest.raises(PictureError, match="bytes"):
        clean(file.getvalue())
