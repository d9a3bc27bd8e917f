"""Which files change, and by how much."""

from hypothesis import given
from hypothesis import strategies as st

from podspec.impact.files import file_changes
from podspec.model.impact import FileImpact

_TREES = st.dictionaries(st.sampled_from("abc"), st.binary(max_size=20), max_size=3)


def test_lines_are_counted_where_they_are_new_or_gone() -> None:
    before = {"a": b"1\n2\n", "b": b"x\n", "same": b"y", "moved": b"1\n2\n"}
    after = {"a": b"1\n3\n4\n", "c": b"z", "same": b"y", "moved": b"2\n1\n"}
    assert file_changes(before, after) == (
        FileImpact("a", "changed", 2, 1),
        FileImpact("b", "removed", 0, 1),
        FileImpact("c", "added", 1, 0),
        FileImpact("moved", "changed", 0, 0),
    )


@given(_TREES, _TREES)
def test_every_difference_is_told_and_nothing_else(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    told = {one.path for one in file_changes(before, after)}
    assert told == {path for path in {*before, *after} if before.get(path) != after.get(path)}
