"""Snippets write what a field requires, and are specs once their stops are filled in."""

import re

import pytest
import yaml

from podspec.lsp.snippets import entry, plain
from podspec.model.schema_at import arms_at
from podspec.model.source import Path

_STOP = re.compile(r"\$(?:\{[0-9]+:((?:[^}\\]|\\.)*)\}|\{[0-9]+\|((?:[^,|\\]|\\.)*)(?:[^|\\]|\\.)*\|\}|[0-9]+)")


def filled(snippet: str) -> str:
    """A snippet as it stands when every stop is left as it is."""
    text = _STOP.sub(lambda stop: stop[1] or stop[2] or "", snippet)
    return re.sub(r"\\([$}\\,|])", r"\1", text)


@pytest.mark.parametrize("is_flow", [False, True])
@pytest.mark.parametrize("name", arms_at(())[0]["properties"])
def test_what_is_typed_for_a_key_is_yaml_with_all_that_is_required(name: str, is_flow: bool) -> None:  # noqa: FBT001
    typed = filled(entry((name,), name, is_flow=is_flow))
    assert is_flow <= ("\n" not in typed)
    ((key, value),) = yaml.safe_load(f"{{{typed}}}" if is_flow else typed).items()
    assert key == name
    required = {one for arm in arms_at((name,)) for one in arm.get("required", [])}
    assert required <= (value.keys() if isinstance(value, dict) else set())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("foundation",), "foundation: ${1|create,existing|}"),
        (("registry",), 'registry:\n  account: ${1:"111111111111"}\n  region: ${2:us-east-1}'),
        (("container",), "container:\n  $1"),
        (("targets", "lambda", "memory_mb"), "memory_mb: ${1:512}"),
        (("targets", "ec2", "rollout"), "rollout:\n  strategy: ${1|canary,linear,all_at_once|}"),
        (("secrets",), "secrets:\n  ${1:api-token}:\n    $2"),
    ],
)
def test_a_key_has_stops_for_what_is_to_be_filled_in(path: Path, expected: str) -> None:
    assert entry(path, str(path[-1]), is_flow=False) == expected


def test_in_brackets_a_block_stays_in_its_line() -> None:
    assert entry(("state",), "state", is_flow=True) == "state: {region: ${1:us-east-1}\\}"


def test_an_editor_without_snippets_gets_the_key_alone() -> None:
    assert plain(("foundation",), "foundation") == "foundation: "
    assert plain(("targets",), "targets") == "targets:"
