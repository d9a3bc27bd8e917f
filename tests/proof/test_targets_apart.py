"""A target that comes or goes brings or takes its own files, and the lines that wire it to the others."""

from __future__ import annotations

import re
from difflib import ndiff
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from full import full
from proof.rendered import artifacts

pytestmark = pytest.mark.proof

OTHER = {"lambda": "ec2", "ec2": "lambda"}
# Files that come with a target: its own, and those of what only this target needs.
OWN = {
    "lambda": ("*/lambda*", "*/scripts/*-lambda.sh", "*/scripts/lib/codedeploy.sh"),
    "ec2": ("*/ec2*", "*/network*", "*/scripts/*-ec2.sh", "*/scripts/lib/bundle.sh", "*/scripts/lib/rollout.sh"),
}
# Files that know of both, and words by which their lines name the target or a part of it.
WIRING = (
    "*/bootstrap/*/identity.tf",
    "*/global/registry.tf",
    "*/modules/identity/boundaries.tf",
    "*/certificate.tf",
    "*/dns.tf",
    "*/notifications.tf",
    "*/observability.tf",
    "*/scripts/environments/*.env",
)
WORDS = {
    "lambda": r"lambda|deployment_applications|function_arns|^PODSPEC_(ALIAS|FUNCTION|LAMBDA)",
    "ec2": r"ec2|network|state_machine_arns|^PODSPEC_(ARCHITECTURE|BUNDLES|COSIGN|EC2|HOST_GROUPS|LOAD_BALANCER)",
}
# Pictures and prose are of the whole, and drawn anew.
PICTURES = "*/docs/*"


def _without(target: str) -> dict[str, None]:
    """What is taken away with a target, wherever the full spec speaks of it."""
    spoken_of = {f"targets.{target}": None}
    for name, environment in full()["environments"].items():
        if target in environment.get("targets", {}):
            spoken_of[f"environments.{name}.targets.{target}"] = None
        if target == "ec2":
            spoken_of[f"environments.{name}.network"] = None
    return spoken_of


@pytest.fixture(params=OTHER)
def target(request: pytest.FixtureRequest) -> str:
    """The target that comes or goes."""
    return str(request.param)


@pytest.fixture
def outputs(target: str, tmp_path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What is rendered without the target, and with it; the domain leads to the other one."""
    primary = {"environments.prod.domain.primary": OTHER[target]}
    changes = ({**primary, **_without(target)}, primary)
    without, both = (_but_pictures(artifacts(full(**one), tmp_path)) for one in changes)
    return without, both


def _but_pictures(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if not fnmatchcase(path, PICTURES)}


def _is_like(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, one) for one in patterns)


def test_a_target_that_comes_brings_its_own_files_only(
    target: str, outputs: tuple[dict[str, str], dict[str, str]]
) -> None:
    without, both = outputs
    assert not without.keys() - both.keys()
    came = both.keys() - without.keys()
    assert came
    assert not [path for path in came if not _is_like(path, OWN[target])]


def test_a_target_that_comes_changes_no_file_of_the_other(outputs: tuple[dict[str, str], dict[str, str]]) -> None:
    without, both = outputs
    changed = {path for path, text in without.items() if both[path] != text}
    assert changed
    assert not [path for path in changed if not _is_like(path, WIRING)]


def test_each_line_that_changes_names_the_target(
    target: str, outputs: tuple[dict[str, str], dict[str, str]]
) -> None:
    without, both = outputs
    changed = {line for path, text in without.items() for line in _changed_lines(text, both[path])}
    assert changed
    assert not [line for line in changed if not re.search(WORDS[target], line)]


def _changed_lines(before: str, after: str) -> list[str]:
    """Lines that came, without brackets alone and without what only makes room for them."""
    old, new = ([" ".join(line.split()) for line in text.splitlines()] for text in (before, after))
    return [line[2:] for line in ndiff(old, new) if line.startswith("+ ") and re.search(r"\w", line)]
