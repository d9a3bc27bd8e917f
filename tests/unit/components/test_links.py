"""Addresses lead to where GitHub shows a file, or runs a workflow."""

import scopes

from podspec.components import links


def test_runbooks_are_on_the_default_branch_in_the_output_directory() -> None:
    blocks = """
repository: {slug: acme/web, default_branch: release/1, owner_id: 1001, repository_id: 2002}
output: {directory: out/web}
"""
    url = "https://github.com/acme/web/blob/release/1/out/web/docs/runbooks"
    assert links.runbooks_url(scopes.service(blocks).spec) == url


def test_a_workflow_is_found_by_its_file() -> None:
    url = "https://github.com/acme/podinfo/actions/workflows/podinfo-rollback.yml"
    assert links.workflow_url(scopes.service().spec, "podinfo-rollback.yml") == url
