"""What a spec asks for and no component builds is said, and never left out in silence."""

from pathlib import Path

import pytest
from compiling import compiled

from podspec.model.source import dotted
from podspec.pipeline.unbuilt import OF_AN_ENVIRONMENT, OF_THE_SPEC

#: A spec that asks for each block, by the block's path.
ASKING = {
    "supply_chain": "supply_chain: {sbom: spdx-json}",
    "targets.ec2": "targets: {lambda: {}, ec2: {}}",
    "secrets": "secrets: {api-token: {}}",
    "container.secrets": "container: {secrets: {API_TOKEN: api-token}}\nsecrets: {api-token: {}}",
    "observability.dashboard": "observability: {dashboard: true}",
    "observability.notify": "observability: {notify: [ops@example.com]}",
    "observability.synthetics": "observability: {synthetics: {interval_minutes: 5}}",
    "observability.slo": "observability: {slo: {availability_percent: 99}}",
    "cost.monthly_budget_usd": "cost: {monthly_budget_usd: 10}",
}
UNBUILT = [dotted(path) for path in (*OF_THE_SPEC, *OF_AN_ENVIRONMENT)]


@pytest.mark.parametrize("path", [path for path in UNBUILT if path in ASKING])
def test_a_block_that_nobody_builds_is_an_error_at_its_key(path: str, tmp_path: Path) -> None:
    found = [one for one in compiled(tmp_path, ASKING[path]).diagnostics if one.code == "PS401"]
    assert [one for one in found if one.message.startswith(f"{path} is not built yet")]
    assert all(one.primary.span for one in found)


@pytest.mark.parametrize("path", [path for path in ASKING if path not in UNBUILT])
def test_a_block_that_is_built_by_now_is_none(path: str, tmp_path: Path) -> None:
    found = compiled(tmp_path, ASKING[path]).diagnostics
    assert not [one for one in found if one.code == "PS401" and one.message.startswith(f"{path} ")]


def test_what_is_asked_for_in_vain_is_not_asked_for(tmp_path: Path) -> None:
    blocks = "observability: {dashboard: false, notify: [], synthetics: null}\nsecrets: {}\n"
    assert compiled(tmp_path, blocks).diagnostics == ()
