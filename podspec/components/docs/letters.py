"""How wide text is, without a font: widths of a wide font, so that it fits in whatever font a reader has."""

#: Advance widths in thousandths of the font size, from the space (U+0020) to the tilde (U+007E): of each letter
#: the wider one of DejaVu Sans (as wide as Verdana) and Liberation Sans (as wide as Arial and Helvetica).
#: Source: both fonts, as Chromium measures them at 1000 pixels (2026-11).
_WIDTHS = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556,
    1015, 684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748, 787,
    667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685, 390, 337, 390, 838, 556,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip

#: Any other character, emoji included.
_OTHER = 1400

#: Those of the others that podspec itself writes: ellipsis, arrow, middle dot.
_OWN = {"…": 1000, "→": 838, "·": 318}

#: How much wider letters are in bold.
_BOLD = 1.2


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at most, at a font size in the same unit."""
    thousandths = sum(_width_of(letter) for letter in text)
    return thousandths * size * (_BOLD if bold else 1) / 1000


def _width_of(letter: str) -> int:
    place = ord(letter) - 32
    return _WIDTHS[place] if 0 <= place < len(_WIDTHS) else _OWN.get(letter, _OTHER)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text as it is, if it fits; else with its middle left out: both ends tell what it is."""
    if width(text, size, bold=bold) <= room:
        return text
    # No letter is narrower than 0.27 of the size, so more of them cannot fit.
    most = min(len(text) - 1, int(room / (0.27 * size)))
    for kept in range(most, 1, -1):
        head = (kept + 1) // 2
        shorter = f"{text[:head].rstrip()}…{text[len(text) - kept + head :].lstrip()}"
        if width(shorter, size, bold=bold) <= room:
            return shorter
    return "…"
