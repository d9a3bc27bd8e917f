"""What pages have in common: places, dashboards, and ways to other files."""

import scopes

from podspec.components.docs.page import common, from_docs, places, workflow


def test_commands_speak_of_the_last_environments_first_region() -> None:
    found = common(scopes.service(scopes.TWO_ACCOUNTS))
    assert (found["shown"]["environment"], found["shown"]["region"]) == ("prod", "us-east-1")
    assert [one["region"] for one in found["places"]] == ["us-east-1", "us-east-1", "eu-west-1"]
    assert found["targets"] == ["lambda"]


def test_a_dashboard_is_linked_where_the_consoles_host_is_known() -> None:
    (one,) = scopes.service().environments
    (place,) = places(one)
    assert place["dashboard"]["name"] == "podinfo-dev_us-east-1"
    assert place["dashboard"]["url"].startswith("https://us-east-1.console.aws.amazon.com/")
    china = 'environments: {dev: {account: "111111111111", regions: [cn-north-1]}}\n'
    (place,) = places(scopes.service(china).environments[0])
    assert place["dashboard"]["url"] is None
    (place,) = places(scopes.service("observability: {dashboard: false}\n").environments[0])
    assert place["dashboard"] is None


def test_the_way_to_a_file_is_relative() -> None:
    scope = scopes.service("output: {directory: a/b}\n")
    assert from_docs(scope, "a/b/scripts/x.sh") == "../scripts/x.sh"
    assert from_docs(scope, ".github/workflows/x.yml") == "../../../.github/workflows/x.yml"


def test_workflows_elsewhere_do_not_run() -> None:
    assert workflow(scopes.service(), "release")["runs"]
    assert not workflow(scopes.service("output: {workflows: a/workflows}\n"), "release")["runs"]
