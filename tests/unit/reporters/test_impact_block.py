"""What all kinds of change are shown with."""

from podspec.reporters.impact_block import Block, rest, with_place
from podspec.reporters.style import Style

NARROW = Style(width=60)


def test_lines_of_a_block_have_room_where_it_is_shown() -> None:
    block = Block("x", [f"  ~    {'one two three ' * 10}"], is_urgent=True).fitting(NARROW)
    assert len(block.lines) > 1
    assert max(map(len, block.lines)) <= 60
    assert block.is_urgent


def test_a_place_stands_behind_its_line_or_below_it() -> None:
    assert list(with_place("  +    a", 8, "dev", NARROW)) == ["  +    a  dev"]
    assert list(with_place("  +    a", 58, "dev", NARROW)) == ["  +    a", "       dev"]


def test_what_is_left_out_is_counted() -> None:
    assert list(rest(1_200, NARROW)) == ["  … 1,200 more; --report json has all"]
    assert list(rest(0, NARROW)) == []
