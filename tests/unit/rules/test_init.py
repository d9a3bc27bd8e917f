"""The tables of rules, and what holds for all rules together."""

import re
from importlib import import_module
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from specimens import BASE, findings, with_blocks

from podspec import rules
from podspec.rules import ENVIRONMENT_RULES, SPEC_RULES, acceptable_codes

CODES = [rule.code for rule in SPEC_RULES] + [rule.code for rule in ENVIRONMENT_RULES]
FILES = sorted(path.stem for path in Path(rules.__file__).parent.glob("ps[0-9]*.py"))


def test_every_rule_stands_in_a_table_once_under_the_name_of_its_file() -> None:
    assert sorted(CODES) == [name.upper() for name in FILES]
    for name in FILES:
        assert import_module(f"podspec.rules.{name}").RULE.code == name.upper()


def test_a_table_is_in_the_order_of_its_codes() -> None:
    for table in (SPEC_RULES, ENVIRONMENT_RULES):
        codes = [rule.code for rule in table]
        assert codes == sorted(codes)


def test_every_rule_can_be_accepted_but_those_about_accepting() -> None:
    assert set(CODES) - acceptable_codes() == {"PS260", "PS261", "PS262", "PS263", "PS264"}


def test_the_base_of_all_specimens_is_in_order() -> None:
    assert findings(BASE) == ()


TARGETS = st.sampled_from(
    [
        "targets: {}",
        "targets: {lambda: {}}",
        "targets: {lambda: {timeout_seconds: 900, provisioned_concurrency: 9, reserved_concurrency: 1}}",
        "targets: {ec2: {hosts: {min: 500, desired: 0, max: 1}, purchase: spot, scaling: {cpu_percent: null}}}",
        "targets: {lambda: {}, ec2: {rollout: {strategy: linear, percent: 1, interval_minutes: 2880}}}",
    ]
)
EXISTING = (
    "{vpc_id: vpc-00000001, public_subnets: [subnet-00000001, subnet-00000001], "
    "private_subnets: [subnet-00000001, subnet-00000002]}"
)
NETWORKS = st.sampled_from(
    [
        "null",
        "{cidr: 0.0.0.0/0}",
        "{cidr: 255.255.255.255/32}",
        "{cidr: 999.999.999.999/99}",
        "{cidr: 10.0.0.0/24}",
        EXISTING,
    ]
)
REGIONS = st.sampled_from(["[us-east-1]", "[us-east-1, us-east-1]", "[cn-north-1, eu-west-1, zz-no-1]"])
DOMAINS = st.sampled_from(
    ["null", "{name: a.b.cd, zone: b.cd, create_zone: true}", "{name: b.cd, zone: c.cd, primary: ec2}"]
)
APPROVALS = st.sampled_from(["null", "{reviewers: [ann]}"])
OVERLAYS = st.sampled_from(["null", "{lambda: null, ec2: null}", "{lambda: {memory_mb: 128}}"])
REST = st.sampled_from(
    [
        "container: {}",
        "container: {secrets: {AWS_REGION: nothing}, environment: {AWS_REGION: x}}\nsecrets: {other: {}}",
        "registry: {account: '999999999999', region: us-gov-west-1}\noutput: {directory: .podspec}",
        "accept: [{code: PS999, reason: '-', expires: '1970-01-01'}]",
    ]
)


@st.composite
def specs(draw: st.DrawFn) -> str:
    """Legal shapes with every absurdity that rules are there for."""
    environments = "".join(
        f'  {name}: {{account: "{digit * 12}", regions: {draw(REGIONS)}, network: {draw(NETWORKS)}, '
        f"domain: {draw(DOMAINS)}, approval: {draw(APPROVALS)}, targets: {draw(OVERLAYS)}}}\n"
        for name, digit in (("dev", "1"), ("cost", "2"))
    )
    return with_blocks(f"{draw(TARGETS)}\n{draw(REST)}\nenvironments:\n{environments}")


@settings(max_examples=150, deadline=None)
@given(specs())
def test_no_shape_makes_a_rule_raise_and_every_finding_is_whole(text: str) -> None:
    found = findings(text)
    assert found == findings(text)
    for one in found:
        assert re.fullmatch(r"[^\n]+[^.\n]", one.message), one
        assert one.primary.span, one
        assert one.primary.text, one
        assert one.help, one
