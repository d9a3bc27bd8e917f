"""The manifest: what is written is read back, and whatever else is read is refused in one way."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.model.artifact import Artifact
from podspec.model.manifest import Manifest, Record, UnreadableError, dump, load, record, value_digest

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
RECORDS = st.builds(Record, TEXT, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple))
MANIFESTS = st.builds(
    Manifest,
    TEXT,
    st.dictionaries(TEXT, RECORDS, max_size=4),
    st.dictionaries(TEXT, TEXT, max_size=4),
    st.sets(TEXT, max_size=3).map(sorted).map(tuple),
)
WRITTEN = dump(Manifest("0.1.0", {"a.tf": Record("1" * 64, "a.tf", "2" * 64, ("service.name",))}, {"x": "3"}))


@given(MANIFESTS)
@settings(max_examples=300)
def test_what_is_written_is_read_back(manifest: Manifest) -> None:
    assert load(dump(manifest)) == manifest


@given(MANIFESTS)
@settings(max_examples=100)
def test_each_fact_stands_on_a_line_of_its_own_sorted(manifest: Manifest) -> None:
    lines = dump(manifest).decode().split("\n")
    facts = [line for line in lines if line.startswith(" ")]
    assert len(facts) == len(manifest.records) + len(manifest.values) + len(manifest.ejected)
    document = json.loads(dump(manifest))
    assert list(document["artifacts"]) == sorted(manifest.records)
    assert list(document["values"]) == sorted(manifest.values)


@given(st.binary(max_size=60))
@settings(max_examples=200)
def test_any_bytes_are_a_manifest_or_unreadable(data: bytes) -> None:
    _load_or_refuse(data)


@given(
    st.integers(0, len(WRITTEN)), st.integers(0, len(WRITTEN)), st.sampled_from([b"", b"[", b"null", b"{}", b"9"])
)
@settings(max_examples=600)
def test_a_damaged_manifest_is_a_manifest_or_unreadable(start: int, end: int, piece: bytes) -> None:
    _load_or_refuse(WRITTEN[:start] + piece + WRITTEN[end:])


def _load_or_refuse(data: bytes) -> None:
    with suppress(UnreadableError):
        assert isinstance(load(data), Manifest)


@pytest.mark.parametrize(
    "document",
    [
        *([], None, 1, "x", {}, {"manifest": 1}, {"manifest": 2, "podspec": "1", "artifacts": {}, "values": {}}),
        *({"manifest": 1, "podspec": "1", "artifacts": [], "values": {}},),
        *({"manifest": 1, "podspec": "1", "artifacts": {"a": 1}, "values": {}},),
        *({"manifest": 1, "podspec": "1", "artifacts": {"a": {"sha256": "x"}}, "values": {}},),
    ],
)
def test_json_of_another_shape_is_unreadable(document: object) -> None:
    with pytest.raises(UnreadableError):
        load(json.dumps(document).encode())


@pytest.mark.parametrize("ejected", [1, None, "a", ["a"], [["a"]]])
def test_what_is_no_mapping_of_paths_is_unreadable(ejected: object) -> None:
    document = {"manifest": 1, "podspec": "1", "artifacts": {}, "values": {}, "ejected": ejected}
    with pytest.raises(UnreadableError):
        load(json.dumps(document).encode())


def test_a_file_that_is_handed_over_since_is_a_difference() -> None:
    before = record("1", (), {})
    assert not record("1", (), {}, ["b", "a"]).says_the_same(before)
    assert record("1", (), {}, ["b", "a"]).ejected == ("a", "b")
    assert b"ejected" not in dump(before)


def test_json_that_is_nested_without_end_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        load(b"[" * 200_000)


def test_another_version_alone_says_the_same() -> None:
    one = load(WRITTEN)
    assert one.says_the_same(Manifest("9.9.9", one.records, one.values))
    assert not one.says_the_same(Manifest(one.podspec, {}, one.values))
    assert not one.says_the_same(Manifest(one.podspec, one.records, {"x": "4"}))


def test_an_artifact_is_recorded_by_the_digest_of_its_bytes() -> None:
    artifact = Artifact("a.tf", b"content", 0o644, "t.tf", "d", ("service.name",))
    made = record("0.1.0", [artifact], {"service.name": "podinfo"})
    # printf content | sha256sum
    assert made.records["a.tf"].sha256 == "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"
    assert made.values == {"service.name": value_digest("podinfo")}


def test_a_values_digest_tells_types_apart_and_forgets_the_order_of_keys() -> None:
    assert len({value_digest(value) for value in (1, "1", 1.5, True, None, [1], {"1": 1}, "")}) == 8
    assert value_digest({"a": 1, "b": 2}) == value_digest({"b": 2, "a": 1})
    assert value_digest([1, 2]) != value_digest([2, 1])


def test_a_values_digest_does_not_give_the_value_away() -> None:
    assert "podinfo" not in value_digest("podinfo")
    assert len(value_digest("podinfo" * 100)) == 16
