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


@pytest.mark.parametrize("path", ASKING)
def test_a_block_is_an_error_at_its_key_for_as_long_as_nobody_builds_it(path: str, tmp_path: Path) -> None:
    found = [one for one in compiled(tmp_path, ASKING[path]).diagnostics if one.code == "PS401"]
    assert any(one.message.startswith(f"{path} is not built yet") for one in found) is (path in UNBUILT)
    assert all(one.primary.span for one in found)


def test_what_is_asked_for_in_vain_is_not_asked_for(tmp_path: Path) -> None:
    blocks = "observability: {dashboard: false, notify: [], synthetics: null}\nsecrets: {}\n"
    assert compiled(tmp_path, blocks).diagnostics == ()
