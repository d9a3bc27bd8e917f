"""What podspec takes for known is what real Terraform plans with, value by value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from proof.impact_cases import SERVICE, before
from proof.trees import variables_of

from podspec.impact.attributes import alike, plain_path
from podspec.impact.hcl.values import Expression
from podspec.impact.replacement import Kind, kind
from podspec.impact.resources import resources, roots

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof

ROOT = "environments/prod/us-east-1"
OTHERS = [
    "accounts/111111111111",
    "accounts/222222222222",
    "bootstrap/111111111111",
    "bootstrap/222222222222",
    "environments/dev/us-east-1",
    "environments/prod/eu-west-1",
    "global",
]


def test_every_root_is_among_them(tmp_path: Path) -> None:
    assert sorted([ROOT, *OTHERS]) == [root.removeprefix(SERVICE) for root in roots(before(tmp_path))]


@pytest.mark.parametrize("root", [ROOT, *(pytest.param(each, marks=pytest.mark.long) for each in OTHERS)])
def test_every_known_value_is_terraforms_own(root: str, verifier: Verifier, tmp_path: Path) -> None:
    files = before(tmp_path / "spec")
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    folder = verifier.copy(tmp_path / SERVICE) / root
    for step in (verifier.init(folder), verifier.plan(folder, variables_of(folder))):
        assert step.ok, step
    planned = {one["address"]: one["change"] for one in verifier.plan_json(folder)["resource_changes"]}
    said = {one.address: one for one in resources(files, SERVICE + root).values() if one.mode == "managed"}
    assert said.keys() == {address for address in planned if ".data." not in f".{address}"}
    wrong = [
        (address, path, mine, real)
        for address, one in said.items()
        for path, mine, real in _differing(one.attributes, planned[address]["after"], kind(one.type), "")
    ]
    assert wrong == []


def _differing(mine: Any, real: Any, known: Kind, path: str) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401
    """The known parts that Terraform has other values for."""
    if isinstance(mine, Expression) or path == "timeouts" or _is_open(mine):
        return
    if isinstance(mine, dict) and isinstance(real, dict):
        for name, part in mine.items():
            yield from _differing(part, real.get(name), known, f"{path}.{name}" if path else name)
    elif isinstance(mine, list) and isinstance(real, list) and plain_path(path) in known.sets:
        for item in mine:
            if not any(not list(_differing(item, other, known, path)) for other in real):
                yield path, item, real
    elif isinstance(mine, list) and isinstance(real, list) and len(mine) == len(real):
        for index, (item, other) in enumerate(zip(mine, real, strict=True)):
            yield from _differing(item, other, known, f"{path}[{index}]")
    elif not (alike(mine, real) or _same_document(mine, real)):
        yield path, mine, real


def _is_open(mine: object) -> bool:
    """Whether it stands for an unknown number of blocks."""
    return isinstance(mine, list) and any(
        isinstance(one, Expression) and one.text.startswith("[for") for one in mine
    )


def _same_document(mine: object, real: object) -> bool:
    try:
        return json.loads(str(mine)) == json.loads(str(real))
    except ValueError:
        return False
