"""`podspec upgrade`: what another version of podspec does to output that nobody has touched."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from drift.repository import MANIFEST, MODULE, PROD, SCRIPT, SPEC, Repository, drifts
from own_templates import forget_templates

from podspec.pipeline import templates

Output = pytest.CaptureFixture[str]
Edit = Callable[[str, Callable[[str], str]], None]
FUNCTION = "terraform/modules/lambda/function.tf"
CONFIG = 'resource "aws_codedeploy_app" "this"'


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edit]:
    """Changes a template, as another version of podspec would have it; makes it where there is none."""
    folder = tmp_path / "templates"
    shutil.copytree(templates.root(), folder)
    monkeypatch.setattr(templates, "root", lambda: folder)

    def edited(template: str, change: Callable[[str], str]) -> None:
        path = folder / f"{template}.j2"
        before = path.read_text("utf-8")
        path.write_text(change(before), "utf-8")
        assert path.read_text("utf-8") != before
        forget_templates()

    forget_templates()
    yield edited
    monkeypatch.undo()
    forget_templates()


def upgrade(repository: Repository, capsys: Output, *options: str, code: int = 0) -> str:
    before = repository.files()
    capsys.readouterr()
    assert repository.podspec("upgrade", *options) == code
    if "--write" not in options:
        assert repository.files() == before
    return capsys.readouterr().out


def test_the_same_version_changes_nothing(repository: Repository, capsys: Output) -> None:
    said = upgrade(repository, capsys)
    assert said.endswith("this version changes nothing in the output\n")
    assert upgrade(repository, capsys, "--write") == said


@pytest.mark.parametrize("own", [SCRIPT, ".github/workflows/hello-release.yml"])
def test_what_is_handed_over_is_not_podspecs_to_upgrade(own: str, repository: Repository, capsys: Output) -> None:
    repository.write(SPEC, f"{repository.read(SPEC)}eject: [{own}]\n")
    assert repository.podspec("render") == 0
    repository.write(own, "#!/bin/sh\n# ours\n")
    assert upgrade(repository, capsys).endswith("this version changes nothing in the output\n")


def test_what_is_only_cosmetic_is_counted_apart(repository: Repository, capsys: Output, edit: Edit) -> None:
    edit(FUNCTION, lambda text: text + "\n# one more line\n")
    said = upgrade(repository, capsys)
    assert "cosmetic: 1 file, which mean the same as before\nbehavioural: 0 files\nreplacing: 0 res" in said
    assert MODULE not in said


def test_what_behaves_differently_is_named(repository: Repository, capsys: Output, edit: Edit) -> None:
    edit("scripts/bootstrap.sh", lambda text: text + "\ntrue\n")
    edit(FUNCTION, lambda text: re.sub(r"(publish +)= true", r"\1= false", text))
    said = upgrade(repository, capsys)
    assert "cosmetic: 0 files, which mean the same as before\nbehavioural: 2 files\nreplacing: 0 res" in said
    assert SCRIPT in said
    assert "module.lambda.aws_lambda_function.this" in said
    assert "publish" in said


def test_a_resource_that_goes_is_a_loss_and_is_not_written_by_the_way(
    repository: Repository, capsys: Output, edit: Edit
) -> None:
    renamed = _renamed(edit)
    assert "replacing: 2 resources" in upgrade(repository, capsys)  # in dev and in prod
    refused = upgrade(repository, capsys, "--write", code=1)
    assert refused.endswith(
        "nothing was written: that needs --replace,"
        " since 2 resources would be replaced, destroyed or left behind\n"
    )
    assert drifts(repository, capsys)
    upgrade(repository, capsys, "--write", "--replace")
    assert renamed in repository.read("generated/hello/terraform/modules/lambda/rollout.tf")
    assert drifts(repository, capsys) == {}


def test_a_resource_that_is_renamed_with_a_word_to_terraform_moves(
    repository: Repository, capsys: Output, edit: Edit
) -> None:
    _renamed(edit)
    moved = "\nmoved {\n  from = aws_codedeploy_app.this\n  to   = aws_codedeploy_app.service\n}\n"
    edit("terraform/modules/lambda/rollout.tf", lambda text: text + moved)
    said = upgrade(repository, capsys)
    assert "replacing: 0 resources" in said
    assert "\nmoved: 2 resources, to another address and no more: `moved` blocks say so\n" in said
    assert "module.lambda.aws_codedeploy_app.service" in said
    upgrade(repository, capsys, "--write")
    assert drifts(repository, capsys) == {}


def _renamed(edit: Edit) -> str:
    """Give a resource another name, wherever it is named."""
    for template in sorted(name for name in templates.texts() if name.startswith("terraform/modules/lambda/")):
        if "aws_codedeploy_app.this" in templates.texts()[template] or CONFIG in templates.texts()[template]:
            edit(
                template.removesuffix(".j2"),
                lambda text: re.sub(r"aws_codedeploy_app(\.|\" \")this", r"aws_codedeploy_app\1service", text),
            )
    return CONFIG.replace("this", "service")


@pytest.mark.parametrize(("path", "memory"), [(SPEC, "memory_mb: 256"), (PROD, "256")], ids=["spec", "output"])
def test_an_edit_must_be_settled_first(repository: Repository, capsys: Output, path: str, memory: str) -> None:
    repository.replace(path, memory, memory.replace("256", "512"))
    said = upgrade(repository, capsys, code=1)
    assert said.endswith("nothing was compared: cure that with the version that rendered it\n")
    assert PROD in said


def test_a_spec_with_an_error_is_told_first(repository: Repository, capsys: Output) -> None:
    repository.write(SPEC, "version: 1\n")
    assert "error[PS" in upgrade(repository, capsys, code=1)


def test_a_value_that_only_the_new_version_reads_is_no_edit_of_the_spec(
    repository: Repository, capsys: Output, edit: Edit
) -> None:
    edit("terraform/environments/{environment}/{region}/lambda.tf", lambda text: text + "\n# one more line\n")
    for line in ('"dev.targets.lambda.memory_mb": ', '"prod.targets.lambda.memory_mb": '):
        kept = [one for one in repository.read(MANIFEST).splitlines() if not one.startswith(f" {line}")]
        repository.write(MANIFEST, "\n".join(kept).replace(f"{line[:-2]}, ", "") + "\n")
    assert "cosmetic: 2 files" in upgrade(repository, capsys)
