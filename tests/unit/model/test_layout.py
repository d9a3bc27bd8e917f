"""Where artifacts belong."""

import pytest
from specimens import with_blocks

from podspec.model.layout import manifest_path, output_directory, output_path, workflows_directory
from podspec.model.source import Source
from podspec.model.spec import Spec
from podspec.pipeline.parse import parse
from podspec.pipeline.validate import validate


def spec(blocks: str = "") -> Spec:
    tree, _ = parse(Source("f", with_blocks(blocks)))
    assert tree is not None
    found, _ = validate(tree)
    assert found is not None
    return found


def test_the_output_is_named_as_the_service_unless_the_spec_says_otherwise() -> None:
    assert output_directory(spec()) == "generated/podinfo"
    assert output_directory(spec("output: {directory: infra/x}\n")) == "infra/x"


def test_workflows_stand_where_github_reads_them_unless_the_spec_says_otherwise() -> None:
    assert workflows_directory(spec()) == ".github/workflows"
    assert workflows_directory(spec("output: {workflows: generated/podinfo/workflows}\n")) == (
        "generated/podinfo/workflows"
    )


@pytest.mark.parametrize(
    ("filled", "path"),
    [
        ("terraform/global/main.tf", "generated/podinfo/terraform/global/main.tf"),
        ("workflows/podinfo-deploy.yml", ".github/workflows/podinfo-deploy.yml"),
        ("docs/workflows/x.md", "generated/podinfo/docs/workflows/x.md"),
        (".gitattributes", "generated/podinfo/.gitattributes"),
    ],
)
def test_only_workflows_leave_the_output_directory(filled: str, path: str) -> None:
    assert output_path(spec(), filled) == path


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("specs/podinfo/service.yaml", "specs/podinfo/podspec.lock.json"),
        ("service.yaml", "podspec.lock.json"),
        ("a/b/c.yaml", "a/b/podspec.lock.json"),
    ],
)
def test_the_manifest_stands_beside_its_spec(file: str, path: str) -> None:
    assert manifest_path(file) == path
