"""Draws gongkai.ico, beside this file: a red card with 公 on it. Needs Pillow and a Chinese font; run by hand.

    python3 tools/windows/icon.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc
"""

import pathlib, sys

from PIL import Image, ImageDraw, ImageFont

SIZES = [16, 24, 32, 48, 64, 128, 256]
RED, WHITE = (184, 28, 34, 255), (255, 250, 240, 255)


def card(size):
    """Drawn four times as large: edges and strokes come out smooth."""
    large = size * 4
    image = Image.new("RGBA", (large, large))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, large - 1, large - 1), large // 6, RED)
    font = ImageFont.truetype(sys.argv[1], int(large * 0.78))
    draw.text((large / 2, large / 2), "公", WHITE, font, anchor="mm")
    return image.resize((size, size), Image.LANCZOS)


cards = [card(size) for size in SIZES]
cards[-1].save(pathlib.Path(__file__).with_name("gongkai.ico"), sizes=[(size, size) for size in SIZES], append_images=cards[:-1])
