"""Edits that mend a finding: each makes it go away, and none is offered that would not."""

from pathlib import Path

import pytest
from open_specs import opened_with

from podspec.lsp.mends import Mend, mends


def offered(root: Path, blocks: str) -> list[Mend]:
    """The edits for the findings of a whole spec."""
    document = opened_with(root, blocks).document
    return list(mends(document, 1, document.text.count("\n") + 1))


@pytest.mark.parametrize(
    ("blocks", "code", "text"),
    [
        ("targets: {lambda: {memry_mb: 512}}\n", "PS102", "memory_mb"),
        ("targets: {lambda: {rollout: {strategy: canry}}}\n", "PS104", "canary"),
        ("targets: {lambda: {memory_mb: '512'}}\n", "PS103", "512"),
        ("service: {name: podinfo, owner: 12}\n", "PS103", '"12"'),
        ("observability: {dashboard: yes}\n", "PS103", "true"),
        ("observability: {notify: ops@example.com}\n", "PS103", '["ops@example.com"]'),
        ("state: {region: us-esat-1}\n", "PS205", "us-east-1"),
        ("container: {secrets: {TOKEN: api-tokn}}\nsecrets: {api-token: {}}\n", "PS230", "api-token"),
        ("service:\n  name: podinfo\n  tags: {'😀': a, team: 1}\n", "PS103", '"1"'),
    ],
)
def test_a_help_that_is_one_word_is_an_edit(tmp_path: Path, blocks: str, code: str, text: str) -> None:
    found = [one for one in offered(tmp_path, blocks) if one.finding.code == code]
    assert [(one.finding.code, one.text) for one in found] == [(code, text)]
    assert found[0].title == f"Replace it with {text}"


@pytest.mark.parametrize(
    "blocks",
    [
        "targets: {lambda: {memory_mb: 1}}\n",
        "targets: {lambda: {rollout: {strategy: nonsense}}}\n",
        "registry: {}\n",
        "targets: {lambda: {}}\n",
        # The right key stands there, too: the edit would only make another mistake.
        "targets: {lambda: {memory_mb: 512, memory_mbs: 512}}\n",
        "targets: [\n",
    ],
)
def test_nothing_is_offered_that_does_not_mend(tmp_path: Path, blocks: str) -> None:
    assert offered(tmp_path, blocks) == []


def test_only_findings_of_the_asked_lines_are_mended(tmp_path: Path) -> None:
    document = opened_with(tmp_path, "targets: {lambda: {memry_mb: 512}}\n").document
    assert len(list(mends(document, 5, 5))) == 1
    assert list(mends(document, 1, 4)) == []
