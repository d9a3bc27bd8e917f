"""What a region has: its targets, and what it keeps and tells."""

import scopes

from podspec.components.docs.marks import Words
from podspec.components.docs.panel import Panel


def _texts(blocks: str) -> list[str]:
    (one,) = scopes.service(blocks).environments
    return [words.text for words in Panel(one, 0, 0, 700).drawn() if isinstance(words, Words)]


def test_one_region_is_its_title_with_its_network() -> None:
    assert _texts("targets: {ec2: {}}\n")[0] == "us-east-1 · VPC 10.10.0.0/16"
    assert _texts("")[0] == "us-east-1"


def test_it_tells_what_is_kept_and_who_hears() -> None:
    found = _texts("secrets: {api-token: {}}\nobservability: {log_retention_days: 7, notify: [a@b.cd, e@f.gh]}\n")
    expected = {"1, encrypted, rotated", "/podspec/podinfo/dev", "7 days, encrypted", "tell 2 addresses"}
    assert expected <= set(found)


def test_what_is_not_there_is_not_drawn() -> None:
    found = _texts("")
    assert "Secrets" not in found
    assert "tell nobody" in found


def test_every_target_has_a_front() -> None:
    (one,) = scopes.service("targets: {lambda: {}, ec2: {}}\n").environments
    assert len(Panel(one, 0, 0, 700).fronts) == 2
