"""Marks become plain data: boxes, arrows as paths, and text that fits."""

from podspec.components.docs.marks import Arrow, Box, Words, as_context, card, card_height


def test_a_card_is_as_tall_as_its_lines_need() -> None:
    box = Box("card", 0, 0, 300, card_height(2))
    marks = list(card(box, "title", ["one", "two"]))
    assert [one.text for one in marks if isinstance(one, Words)] == ["title", "one", "two"]
    assert max(one.y for one in marks if isinstance(one, Words)) < box.bottom


def test_an_arrow_turns_at_right_angles() -> None:
    found = as_context([Arrow("traffic", ((0, 0), (0, 10), (20, 10)))], 100, 100)
    assert found["arrows"] == [{"kind": "traffic headed", "path": "M 0 0 V 10 H 20"}]


def test_an_arrow_without_a_head_says_so() -> None:
    found = as_context([Arrow("image", ((0, 0), (5, 0)), has_head=False)], 100, 100)
    assert found["arrows"] == [{"kind": "image", "path": "M 0 0 H 5"}]


def test_a_cut_text_carries_the_whole_one() -> None:
    words = as_context([Words("text", 0, 0, 60, "a-name-that-is-long"), Words("text", 0, 0, 60, "short")], 9, 9)[
        "words"
    ]
    assert [one["whole"] for one in words] == ["a-name-that-is-long", None]


def test_places_are_rounded_to_what_can_be_seen() -> None:
    (box,) = as_context([Box("card", 1.0, 2.005, 1 / 3, 4)], 9, 9)["boxes"]
    assert (box["x"], box["width"]) == (1, 0.33)
    assert (Box("card", 1, 2, 3, 4).right, Box("card", 1, 2, 3, 4).bottom, Box("card", 1, 2, 3, 4).middle) == (
        4,
        6,
        4,
    )
