"""Manifests: their leaves, their workspace, their values."""

import pytest
from manifests_of_copilot import manifest

from podspec.authoring.copilot.manifest import leaves, text_at, whole, workspace_of


@pytest.mark.parametrize(
    ("file", "workspace"),
    [
        ("copilot/web/manifest.yml", "."),
        ("apps/copilot/web/manifest.yml", "apps"),
        ("copilot/copilot/manifest.yml", "copilot"),
        ("manifest.yml", "."),
    ],
)
def test_paths_begin_where_the_folder_copilot_is(file: str, workspace: str) -> None:
    assert workspace_of(file) == workspace


def test_every_value_is_a_leaf_also_one_that_holds_nothing() -> None:
    tree = manifest({"a": {"b": [1, {"c": None}]}, "d": {}, "e": []}).tree
    assert [path for path, _ in leaves(tree)] == [("a", "b", 0), ("a", "b", 1, "c"), ("d",), ("e",)]


def test_texts_and_numbers_are_read_as_they_are() -> None:
    tree = manifest({"a": {"b": 5}, "c": True}).tree
    assert (text_at(tree, ("a", "b")), text_at(tree, ("a", "x")), text_at(tree, ("a",))) == ("5", "", "")
    assert (whole(tree.entries["c"].value), whole(None)) == (None, None)
