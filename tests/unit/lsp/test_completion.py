"""Completion: keys by their place, values by their field, also in texts that do not parse."""

from pathlib import Path

import pytest
from open_specs import Spot, opened, opened_with

from podspec.lsp.completion import Kind, Offer, complete
from podspec.model.regions import REGIONS


def offers(spot: Spot) -> dict[str, Offer]:
    """What may be typed, by label."""
    return {one.label: one for one in complete(spot.document, spot.line, spot.column).offers}


def test_an_empty_text_is_offered_the_blocks_of_a_spec_with_what_they_require(tmp_path: Path) -> None:
    found = offers(opened(tmp_path, "‸"))
    assert list(found)[:3] == ["version", "service", "repository"]
    assert found["service"].kind is Kind.BLOCK
    assert found["service"].snippet == "service:\n  name: ${1:podinfo}"
    assert found["service"].detail == "mapping, required"
    assert "answers for it" in found["service"].about


@pytest.mark.parametrize(
    ("blocks", "expected", "missing"),
    [
        ("targets:\n  ‸\n", {"lambda", "ec2"}, {"version"}),
        ("targets:\n  lambda:\n    memory_mb: 1\n    ‸\n", {"timeout_seconds", "rollout"}, {"memory_mb"}),
        ("targets:\n  lambda:\n    mem‸\n", {"memory_mb"}, {"version"}),
        ("targets:\n  lambda: {mem‸\n", {"memory_mb"}, {"version"}),
        ("targets:\n  lambda:\n    rollout: {strategy: all_at_once, ‸}\n", {"bake_minutes"}, {"percent"}),
        ("targets:\n  lambda:\n    rollout: {strategy: linear, ‸\n", {"percent", "bake_minutes"}, {"strategy"}),
        ("environments:\n  dev:\n    ‸\n", {"account", "regions", "targets"}, {"memory_mb", "version"}),
        ("environments:\n  dev:\n    targets:\n      lambda:\n        ‸\n", {"memory_mb"}, {"regions"}),
        ("accept:\n  - ‸\n", {"code", "reason", "expires"}, set()),
    ],
)
def test_keys_are_offered_by_their_place_without_those_that_are_there(
    tmp_path: Path, blocks: str, expected: set[str], missing: set[str]
) -> None:
    found = offers(opened_with(tmp_path, blocks))
    assert expected <= set(found)
    assert not missing & set(found)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ("foundation: ‸\n", ["create", "existing"]),
        ("targets:\n  lambda:\n    rollout: {strategy: ‸\n", ["canary", "linear", "all_at_once"]),
        ("observability: {dashboard: ‸\n", ["true", "false"]),
        ("environments:\n  dev: {regions: [us-east-1, ‸]}\n", list(REGIONS)),
        ("state: {region: ‸\n", list(REGIONS)),
        ("secrets: {one-key: {}, other-key: {}}\ncontainer:\n  secrets: {KEY: ‸\n", ["one-key", "other-key"]),
        ("targets:\n  ec2:\n    instance_type: ‸\n", ["t4g.small"]),
    ],
)
def test_values_are_offered_by_their_field(tmp_path: Path, blocks: str, expected: list[str]) -> None:
    assert list(offers(opened_with(tmp_path, blocks))) == expected


def test_codes_are_offered_with_their_titles_and_only_those_that_can_be_accepted(tmp_path: Path) -> None:
    found = offers(opened_with(tmp_path, "accept:\n  - code: ‸\n"))
    assert found["PS231"].detail == "a secret is declared, and no variable carries it"
    assert "PS102" not in found


def test_environments_are_called_as_in_other_specs(tmp_path: Path) -> None:
    other = tmp_path / "specs" / "other" / "service.yaml"
    other.parent.mkdir(parents=True)
    other.write_text("environments:\n  staging: {}\n  live: {}\n", "utf-8")
    (tmp_path / "specs" / "binary").mkdir()
    (tmp_path / "specs" / "binary" / "service.yaml").write_bytes(b"\xff")
    found = offers(opened_with(tmp_path, "environments:\n  ‸\n"))
    assert list(found) == ["staging", "live", "dev"]
    assert found["live"].snippet.startswith("${1:live}:\n  account: ")


def test_what_is_typed_already_gives_way(tmp_path: Path) -> None:
    spot = opened_with(tmp_path, "targets:\n  lambda:\n    mem‸\n")
    assert complete(spot.document, spot.line, spot.column).span == (spot.line, 5, spot.line, 8)


@pytest.mark.parametrize(("typed", "expected"), [("sbom:‸", " spdx-json"), ('sbom: "‸', "spdx-json")])
def test_a_value_fits_behind_what_is_typed(tmp_path: Path, typed: str, expected: str) -> None:
    found = offers(opened_with(tmp_path, f"supply_chain:\n  {typed}\n"))
    assert found["spdx-json"].text == expected


@pytest.mark.parametrize(
    "typed", ["# ‸", "version: 1 # ‸", "version: 1\n  ‸", "nonsense:\n  ‸", "service: {name: 'a'‸}"]
)
def test_nothing_is_offered_where_nothing_may_be_typed(tmp_path: Path, typed: str) -> None:
    assert offers(opened(tmp_path, typed)) == {}


def test_every_key_that_is_offered_makes_a_key_that_is_known(tmp_path: Path) -> None:
    """What is offered for a block of every legal spec is no unknown key there."""
    for name in offers(opened(tmp_path, "‸")):
        spot = opened(tmp_path, f"{name}: ‸\n")
        codes = {one.code for one in spot.document.analysed.diagnostics if f"`{name}`" in one.message}
        assert "PS102" not in codes, name
