"""The main path: as far as the findings let a spec go."""

from pathlib import Path

import pytest
from compiling import AS_OF, compiled

from podspec.compiler import analyse, compile_spec


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("", ()),
        ("a: [", ("source",)),
        ("version: 1\nversion: 1\n", ("source", "tree")),
        ("version: 2\n", ("source", "tree")),
    ],
)
def test_a_wrong_spec_goes_no_further_than_it_is_right(
    text: str, reaches: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "service.yaml"
    path.write_text(text, "utf-8")
    found = compile_spec(path, "service.yaml", AS_OF)
    assert found.failed
    made = tuple(name for name in ("source", "tree", "spec", "resolved", "artifacts") if getattr(found, name))
    assert made == reaches


def test_a_right_spec_is_compiled_to_the_end(tmp_path: Path) -> None:
    found = compiled(tmp_path)
    assert not found.diagnostics
    assert len(found.artifacts) > 40
    assert found.values


def test_a_spec_that_breaks_a_rule_is_resolved_and_not_rendered(tmp_path: Path) -> None:
    found = compiled(tmp_path, "targets: {lambda: {timeout_seconds: 60}}\n")
    assert found.resolved
    assert not found.artifacts


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    found = compiled(tmp_path, "targets: {lambda: {timeout_seconds: 1}}\n")
    assert [one.severity for one in found.diagnostics] == ["warning"]
    assert found.artifacts


def test_judging_alone_renders_nothing(tmp_path: Path) -> None:
    compiled(tmp_path)
    found = analyse(tmp_path / "service.yaml", "service.yaml", AS_OF)
    assert found.spec is not None
    assert not found.artifacts


def test_errors_of_the_base_and_of_an_overlay_are_told_together(tmp_path: Path) -> None:
    found = compiled(
        tmp_path,
        """
        container: {port: 0}
        environments:
          dev: {account: "1", regions: [us-east-1], targets: {lambda: {memory_mb: 1}}}
        """,
    )
    assert [one.code for one in found.diagnostics] == ["PS106", "PS105", "PS105"]


def test_compiling_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    assert compiled(tmp_path).artifacts == compiled(tmp_path).artifacts
