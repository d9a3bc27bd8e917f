"""Two versions of a file that mean the same; a doubt is never cosmetic."""

import pytest

from podspec.pipeline.cosmetic import is_cosmetic

SAME = [
    ("a.tf", 'a = 1\nb = "x"\n', '# why\na   = 1\n\n/* more */\nb = "x" // end\n'),
    ("a.json", '{"a": 1, "b": [true, null]}', '{\n "b": [true, null],\n "a": 1\n}\n'),
    ("a.yml", "a: 1\nb: [x, y]\n", "# why\nb:\n  - x\n  - 'y'\na: 1\n"),
    ("a.yaml", "on: push\n", "'on': push\n"),
    ("a.yaml", "a: 2024-01-02\n", "a:   2024-01-02\n"),
]
OTHER = [
    ("a.tf", "a = 1\n", "a = 2\n"),
    ("a.tf", "a = 1\nb = 2\n", "b = 2\na = 1\n"),
    ("a.tf", 'a = "#1"\n', 'a = "#2"\n'),
    ("a.tf", 'a = "x"\n', "a = x\n"),
    ("a.tf", 'a = "x y"\n', 'a = "x  y"\n'),
    ("a.json", "1", "true"),
    ("a.json", "1", "1.0"),
    ("a.json", "[1, 2]", "[2, 1]"),
    ("a.json", '{"a": 1}', '{"a": "1"}'),
    ("a.yaml", "a: 1\n", "a: true\n"),
    ("a.yaml", "a: 1\n", "a: '1'\n"),
    ("a.yaml", "a: 2024-01-02\n", "a: 2024-01-03\n"),
    ("a.sh", "echo a\n", "echo a # b\n"),
    ("a.md", "a\n", "a \n"),
    ("a", "x", "x"),
]
#: A few bytes that merge keys turn into minutes of work.
BOMB = "a0: &a0 {k: v}\n" + "".join(
    f"a{level}: &a{level} {{<<: [*a{level - 1}, *a{level - 1}, *a{level - 1}, *a{level - 1}]}}\n"
    for level in range(1, 20)
)
UNREADABLE = [
    ("a.json", "{", "{"),
    ("a.json", "\ud800", "1"),
    ("a.yaml", "{", "{"),
    ("a.yaml", "a: [*x]", "a: [*x]"),
    ("a.yaml", BOMB, BOMB),
]


@pytest.mark.parametrize(("path", "before", "after"), SAME)
def test_layout_comments_and_the_order_of_keys_are_cosmetic(path: str, before: str, after: str) -> None:
    assert is_cosmetic(before.encode(), after.encode(), path)
    assert is_cosmetic(after.encode(), before.encode(), path)


@pytest.mark.parametrize(("path", "before", "after"), OTHER)
def test_what_may_mean_something_else_is_not(path: str, before: str, after: str) -> None:
    assert not is_cosmetic(before.encode(), after.encode(), path)
    assert not is_cosmetic(after.encode(), before.encode(), path)


@pytest.mark.parametrize(("path", "before", "after"), UNREADABLE)
def test_what_nobody_can_read_is_not(path: str, before: str, after: str) -> None:
    assert not is_cosmetic(before.encode(errors="surrogatepass"), after.encode(), path)
    assert not is_cosmetic(b"\xff\xfe", b"\xff\xfe", path)
