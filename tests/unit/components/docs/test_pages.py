"""Pages say what the spec has, and nothing else."""

import pytest
import scopes
from pictures import drawn

from podspec.components.docs import pages


def _page(name: str, blocks: str = "") -> str:
    make = {
        "README": pages.readme,
        "deployment": pages.deployment,
        "monitoring": pages.monitoring,
        "security": pages.security,
        "scalability": pages.scalability,
        "troubleshooting": pages.troubleshooting,
    }[name]
    return drawn(f"docs/{name}.md", make(scopes.service(blocks)))


def test_only_the_targets_of_the_spec_are_spoken_of() -> None:
    for name in ("README", "deployment", "monitoring", "scalability", "troubleshooting"):
        assert "EC2" not in _page(name), name
        assert "Lambda" not in _page(name, "targets: {ec2: {}}\n"), name


def test_several_regions_have_a_page_where_there_are_several() -> None:
    assert pages.multi_region(scopes.service()) is None
    context = pages.multi_region(scopes.service(scopes.TWO_ACCOUNTS))
    assert context is not None
    text = drawn("docs/multi-region.md", context)
    assert "--environment prod --region eu-west-1" in text
    assert "--environment dev" not in text
    assert "multi-region.md" not in _page("README")
    assert "multi-region.md" in _page("README", scopes.TWO_ACCOUNTS)


NAMED = scopes.TWO_ACCOUNTS.replace(
    "eu-west-1]", "eu-west-1], domain: {name: podinfo.example.com, zone: example.com}"
)


def _regions(blocks: str) -> str:
    context = pages.multi_region(scopes.service(blocks))
    assert context is not None
    return drawn("docs/multi-region.md", context)


def test_only_a_name_leads_callers_out_of_a_region() -> None:
    alone, led = "Nothing leads callers of prod elsewhere", "to the nearest region that is healthy"
    assert alone in _regions(scopes.TWO_ACCOUNTS)
    assert led not in _regions(scopes.TWO_ACCOUNTS)
    assert "nearest" not in _page("scalability", scopes.TWO_ACCOUNTS)
    assert alone not in _regions(NAMED)
    assert led in _regions(NAMED)
    assert "**Names lead elsewhere by themselves**" in _regions(NAMED)
    assert "nearest" in _page("scalability", NAMED)


def test_where_some_have_a_name_it_is_said_which() -> None:
    text = _regions(NAMED.replace("[us-east-1]}", "[us-east-1, us-west-2]}"))
    assert "**Names of prod lead elsewhere by themselves**" in text
    assert "Nothing leads callers of dev elsewhere" in text


def test_secrets_are_spoken_of_where_there_are_any() -> None:
    assert "copies of secrets" not in _regions(scopes.TWO_ACCOUNTS)
    assert "copies of secrets" in _regions(f"{scopes.TWO_ACCOUNTS}secrets: {{api-token: {{}}}}\n")


@pytest.mark.parametrize(
    ("scaling", "said"),
    [
        ("{cpu_percent: 50}", "| 50 % processor |"),
        ("{cpu_percent: 50, memory_percent: 70}", "| 50 % processor; 70 % memory; whatever comes first |"),
        ("{cpu_percent: null}", "| nothing: the number stays |"),
    ],
)
def test_hosts_scale_at_what_the_spec_says(scaling: str, said: str) -> None:
    assert said in _page("scalability", f"targets: {{ec2: {{scaling: {scaling}}}}}\n")


def test_security_names_every_subject_and_every_waiver() -> None:
    waiver = "supply_chain: {scan: {waivers: [{id: CVE-2026-1, reason: never called, expires: '2027-01-31'}]}}\n"
    text = _page("security", scopes.TWO_ACCOUNTS + waiver)
    assert "`repo:acme@1001/podinfo@2002:environment:prod`" in text
    assert "| may pass until 2027-01-31 | `CVE-2026-1`: never called |" in text
    assert "rotate" not in text


def test_tickets_are_spoken_of_where_something_can_wait() -> None:
    assert "One alarm of each region tells people" in _page("monitoring")
    assert "`page` tells |" in _page("monitoring")
    waits = _page("monitoring", "observability: {slo: {availability_percent: 99.9}}\n")
    assert "Two alarms of each region tell people" in waits
    assert "`page` and `ticket` tell |" in waits


def test_security_says_where_an_image_is_checked_on_its_targets() -> None:
    hook, host = "by a hook before a function's version gets traffic", "on each host before the container starts"
    assert f"in the pipeline and {hook}. To check" in _page("security")
    assert f"in the pipeline and {host}. To check" in _page("security", "targets: {ec2: {}}\n")
    both = "targets: {lambda: {}, ec2: {}}\n"
    assert f"in the pipeline, {hook} and {host}. To check" in _page("security", both)


def test_reviewers_are_named_where_there_are_any() -> None:
    reviewed = (
        'environments: {dev: {account: "111111111111", regions: [us-east-1], approval: {reviewers: [octocat]}}}\n'
    )
    assert "`octocat` must approve" in _page("security", reviewed)
    assert "nobody has to approve" in _page("security")
    assert "refused before it begins" in _page("troubleshooting", reviewed)


def test_what_a_spec_says_stays_text() -> None:
    text = _page("README", 'service: {name: podinfo, description: "<script> [x](y) | `z`"}\n')
    assert "<script>" not in text
    assert "[x](y)" not in text
