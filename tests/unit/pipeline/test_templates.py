"""The templates: their digests tell what an artifact was made from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from own_templates import forget_templates

from podspec.pipeline import templates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of templates that podspec reads instead of its own."""
    monkeypatch.setattr(templates, "root", lambda: tmp_path)
    forget_templates()
    yield tmp_path
    monkeypatch.undo()
    forget_templates()


def digests(folder: Path, **texts: str) -> list[str]:
    for name, text in texts.items():
        (folder / f"{name}.j2").write_text(text, "utf-8")
    forget_templates()
    return [templates.digest(name) for name in texts]


def test_another_text_is_another_digest(folder: Path) -> None:
    assert digests(folder, a="one") != digests(folder, a="two")


def test_the_same_text_is_the_same_digest(folder: Path) -> None:
    assert digests(folder, a="one") == digests(folder, a="one")


def test_what_a_template_includes_is_part_of_its_digest(folder: Path) -> None:
    outer = '<% from "_inner.j2" import m %>x'
    before, _ = digests(folder, outer=outer, _inner="<% macro m() %>1<% endmacro %>")
    after, _ = digests(folder, outer=outer, _inner="<% macro m() %>2<% endmacro %>")
    assert before != after


def test_every_template_is_found_by_its_path_and_read_as_utf_8() -> None:
    texts = templates.texts()
    assert len(texts) > 40
    assert all(name.endswith(templates.SUFFIX) for name in texts)
    assert len({name.lower() for name in texts}) == len(texts)  # some file systems know no case


def test_a_template_with_a_tag_is_not_static(folder: Path) -> None:
    digests(folder, a="text", b="<%= x | hcl %>", c="<%# only a comment %>")
    assert [templates.is_static(name) for name in "abc"] == [True, False, False]


@pytest.mark.parametrize("name", sorted(templates.texts()))
def test_every_template_compiles_and_ends_its_last_line(name: str) -> None:
    templates.environment().parse(templates.texts()[name], name)
    assert templates.texts()[name].endswith("\n")
    assert "\t" not in templates.texts()[name]
    assert "\r" not in templates.texts()[name]
