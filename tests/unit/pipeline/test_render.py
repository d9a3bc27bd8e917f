"""Render jobs become bytes, with a header that says where they come from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from compiling import compiled
from own_templates import forget_templates

from podspec.model.artifact import RenderJob
from podspec.pipeline import templates
from podspec.pipeline.render import MARK, TemplateError, render, with_header

SPEC = "specs/x/service.yaml"


def job(output: str, template: str = "a.tf", **context: str) -> RenderJob:
    return RenderJob(template, output, SPEC, context, ())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of templates that podspec reads instead of its own."""
    monkeypatch.setattr(templates, "root", lambda: tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    forget_templates()
    yield tmp_path
    monkeypatch.undo()
    forget_templates()


@pytest.mark.parametrize(
    ("output", "opening", "closing"),
    [
        *((f"a{suffix}", "# ", "") for suffix in (".tf", ".yml", ".yaml", ".sh", ".py", ".hcl", ".toml")),
        *((f"a{suffix}", "<!-- ", " -->") for suffix in (".md", ".svg", ".html")),
        ("d/.gitattributes", "# ", ""),
    ],
)
def test_the_header_is_a_comment_of_the_format(output: str, opening: str, closing: str) -> None:
    first, second, *_ = with_header(job(output), "text\n").split("\n")
    assert first == f"{opening}{MARK}{SPEC} (template a.tf.j2).{closing}"
    assert second.startswith(f"{opening}Do not edit")
    assert second.endswith(closing)


def test_a_format_without_comments_has_no_header() -> None:
    assert with_header(job("a.json"), "{}\n") == "{}\n"


def test_a_script_keeps_its_first_line() -> None:
    first, second, *_ = with_header(job("a.sh"), "#!/usr/bin/env bash\nset -eu\n").split("\n")
    assert first == "#!/usr/bin/env bash"
    assert second.startswith(f"# {MARK}")


@pytest.mark.parametrize("path", ["a\nb/service.yaml", "a-->b/service.yaml", "a*/b/service.yaml"])
def test_a_specs_path_cannot_leave_the_header(path: str) -> None:
    made = with_header(RenderJob("t", "a.md", path, {}, ()), "")
    assert made.count("\n") == 3
    assert made.count("-->") == 2


def test_every_artifact_has_its_header_its_mode_and_its_digests(tmp_path: Path) -> None:
    for artifact in compiled(tmp_path).artifacts:
        assert MARK.encode() in artifact.content or artifact.path.endswith(".json")
        assert artifact.mode == (0o755 if artifact.content.startswith(b"#!") else 0o644)
        assert len(artifact.template_digest) == 64
        assert artifact.content.endswith(b"\n")
        assert b"\r" not in artifact.content
        assert b"\n\n\n" not in artifact.content or not artifact.path.endswith(".tf")


def test_terraform_is_laid_out_as_terraform_would(folder: Path) -> None:
    (folder / "a.tf.j2").write_text("locals {\n a = <%= name | hcl %>\n long = 1\n}\n", "utf-8")
    (artifact,) = render([job("a.tf", name="x")])
    assert artifact.content.decode().endswith('locals {\n  a    = "x"\n  long = 1\n}\n')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\nb\n<% if %>\n", "templates/a.tf.j2:3: "),
        ("a\n<%= nobody | hcl %>\n", "templates/a.tf.j2:2: "),
        ("a\n<%= name %>\n<%= name | hcl_identifier %>\n", "templates/a.tf.j2:3: "),
        ("a\n<%= name | nonsense %>\n", "templates/a.tf.j2:2: "),
    ],
)
def test_a_wrong_template_names_its_own_line(text: str, said: str, folder: Path) -> None:
    (folder / "a.tf.j2").write_text(text, "utf-8")
    with pytest.raises(TemplateError) as raised:
        list(render([job("a.tf", name="not an identifier")]))
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize(("text", "mode"), [("#!/bin/sh\ntrue\n", 0o755), ("true\n", 0o644)])
def test_a_file_says_by_its_first_line_whether_it_is_a_program(text: str, mode: int, folder: Path) -> None:
    (folder / "a.sh.j2").write_text(text, "utf-8")
    (artifact,) = render([job("a.sh", "a.sh")])
    assert (artifact.mode, artifact.is_executable) == (mode, mode == 0o755)


def test_a_template_without_tags_is_its_own_output(folder: Path) -> None:
    (folder / "a.md.j2").write_text("{{ as it }} is ${{ here }}\n", "utf-8")
    (artifact,) = render([job("a.md", "a.md")])
    assert artifact.content.decode().endswith("\n{{ as it }} is ${{ here }}\n")
