"""Where artifacts belong in the repository."""

from podspec.model.spec import Spec

#: Templates below this folder are workflows, which GitHub reads in one place only.
_WORKFLOWS = "workflows/"
DEFAULT_WORKFLOWS = ".github/workflows"

#: Stands beside each spec.
MANIFEST_FILE = "podspec.lock.json"


def output_directory(spec: Spec) -> str:
    """The directory that belongs to this spec alone, from the repository's root."""
    return spec.output.directory or f"generated/{spec.service.name}"


def workflows_directory(spec: Spec) -> str:
    """The directory of the workflows, shared with other specs and with workflows written by hand."""
    return spec.output.workflows or DEFAULT_WORKFLOWS


def output_path(spec: Spec, filled: str) -> str:
    """The path of the artifact whose template's path, with its braces filled, is `filled`."""
    if filled.startswith(_WORKFLOWS):
        return f"{workflows_directory(spec)}/{filled.removeprefix(_WORKFLOWS)}"
    return f"{output_directory(spec)}/{filled}"


def manifest_path(spec_file: str) -> str:
    """The manifest of a spec: beside it, so that a moved output or a deleted spec is noticed."""
    folder = spec_file.rpartition("/")[0]
    return f"{folder}/{MANIFEST_FILE}" if folder else MANIFEST_FILE
