import re

from qrcode import QRCode

from core.qr import qr_code


def squares(drawing: str) -> list[list[bool]]:
    """The squares that the strokes of a drawing cover, row by row."""
    found = re.search(r'viewBox="0 0 (\d+) \1".* d="([^"]*)"/></svg>', drawing)
    assert found
    size = int(found[1])
    rows = [[False] * size for _ in range(size)]
    for y, strokes in re.findall(r"M0 (\d+)\.5([hm\d ]*)", found[2]):
        x = 0
        for kind, length in re.findall(r"([hm])(\d+)", strokes):
            rows[int(y)][x : x + int(length)] = [kind == "h"] * int(length)
            x += int(length)
    return rows


def test_the_strokes_are_the_squares_of_the_code_with_its_quiet_zone() -> None:
    code = QRCode()
    code.add_data("https://solbyen.example/initiativer/kaffe/")
    drawing = str(qr_code("https://solbyen.example/initiativer/kaffe/", "Kode"))
    assert squares(drawing) == code.get_matrix()
    assert not any(any(row[:4]) for row in squares(drawing))
    assert len(drawing) < 4_000


def test_the_label_is_escaped_and_nothing_is_styled() -> None:
    drawing = str(qr_code("x", '"><script>'))
    assert "<script>" not in drawing
    assert "style" not in drawing
