"""Addresses that people follow: from an alarm to its runbook, from a page to a workflow."""

from podspec.model.layout import output_directory
from podspec.model.spec import Spec

_GITHUB = "https://github.com"

#: The folder of the runbooks, from the output directory.
RUNBOOKS = "docs/runbooks"


def runbooks_url(spec: Spec) -> str:
    """Where GitHub shows the runbooks of a service, on the default branch, without a slash at its end."""
    repository = spec.repository
    folder = f"{output_directory(spec)}/{RUNBOOKS}"
    return f"{_GITHUB}/{repository.slug}/blob/{repository.default_branch}/{folder}"


def workflow_url(spec: Spec, file: str) -> str:
    """Where GitHub shows the runs of a workflow, and starts it."""
    return f"{_GITHUB}/{spec.repository.slug}/actions/workflows/{file}"
