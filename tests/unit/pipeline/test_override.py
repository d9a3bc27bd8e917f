"""Overrides are written where they belong, or it is said why they cannot be."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from compiling import compiled
from own_templates import forget_templates

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic
from podspec.model.protected import protection
from podspec.pipeline import templates
from podspec.pipeline.rewrite import Found, find, paths
from podspec.quoting.hcl import hcl
from podspec.quoting.hcl_blocks import blocks

LIVE = "lambda.aws_apigatewayv2_integration.live"
FUNCTION = "lambda.aws_lambda_function.this"
API = "generated/podinfo/terraform/modules/lambda/api.tf"
CODE = "generated/podinfo/terraform/modules/lambda/function.tf"


def overriding(
    folder: Path, *entries: tuple[str, str, object], add: bool = False, beside: str = ""
) -> Compilation:
    lines = [
        f"  - {json.dumps({'resource': resource, 'attribute': attribute, 'value': value, 'reason': 'why not'})}"
        for resource, attribute, value in entries
    ]
    lines = [line.replace('"reason"', '"add": true, "reason"') if add else line for line in lines]
    return compiled(folder, beside + "override:\n" + "\n".join(lines) + "\n")


def sole(found: Compilation, code: str) -> Diagnostic:
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == code
    assert diagnostic.primary.span
    return diagnostic


def texts(found: Compilation) -> dict[str, str]:
    assert not found.diagnostics, found.diagnostics
    return {one.path: one.content.decode() for one in found.artifacts}


def test_a_value_stands_in_the_place_of_podspec_s_own_with_its_reason(tmp_path: Path) -> None:
    before = texts(compiled(tmp_path))
    found = overriding(tmp_path, (LIVE, "timeout_milliseconds", 12000))
    now = texts(found)
    assert [path for path in now if now[path] != before[path]] == [API]
    note = "  # Overridden by service.yaml, podspec has 30000: why not\n"
    assert now[API] == before[API].replace(
        "  timeout_milliseconds = 30000\n", f"{note}  timeout_milliseconds = 12000\n"
    )


def test_the_artifact_depends_on_the_override_from_then_on(tmp_path: Path) -> None:
    found = overriding(tmp_path, (LIVE, "timeout_milliseconds", 12000))
    used = f"override[{LIVE}].timeout_milliseconds"
    assert [one.path for one in found.artifacts if used in one.used] == [API]
    assert found.values is not None
    assert used in found.values
    label = found.where(used)
    assert label is not None
    assert label.span
    assert label.text == used


def test_what_podspec_does_not_set_is_added_also_in_a_block_of_its_own(tmp_path: Path) -> None:
    now = texts(overriding(tmp_path, (FUNCTION, "ephemeral_storage.size", 1024), add=True))
    lines = ["", "  # Added by service.yaml: why not", "  ephemeral_storage {", "    size = 1024", "  }", "}", ""]
    assert "\n".join(lines) in now[CODE]


def test_several_overrides_of_one_file_go_together(tmp_path: Path) -> None:
    entries = [(LIVE, "timeout_milliseconds", 12000), (LIVE, "payload_format_version", "1.0")]
    now = texts(overriding(tmp_path, *entries))
    assert "timeout_milliseconds = 12000" in now[API]
    assert 'payload_format_version = "1.0"' in now[API]


def test_every_constant_that_is_not_protected_takes_another_value(tmp_path: Path) -> None:
    free = list(constants(compiled(tmp_path)))
    assert len(free) > 40
    found = overriding(tmp_path, *((address, path, other) for address, path, other in free))
    assert not found.diagnostics
    notes = sum(one.content.count(b"# Overridden by service.yaml") for one in found.artifacts)
    assert notes == len(free)


def constants(found: Compilation) -> Iterator[tuple[str, str, object]]:
    """Every attribute that an override may have, with another value of the same kind."""
    for artifact in found.artifacts:
        module = re.search(r"/terraform/modules/([^/]+)/[^/]+\.tf$", artifact.path)
        for block in blocks(artifact.content.decode()) if module else ():
            address = ".".join((module[1], *block.labels)) if module else ""
            for path in paths(block) if block.kind == "resource" else ():
                at = find(block, path)
                if isinstance(at, Found) and at.argument.is_literal and not protection(address, path):
                    yield address, path, _other(at.argument.value[0].text)


def _other(first: str) -> object:
    kinds: dict[str, object] = {"[": ["a"], "{": {"a": "b"}, "true": False, "false": True}
    return kinds.get(first, "a" if first.startswith('"') else 7)


@pytest.mark.parametrize("text", ["${var.name}", "%{ if true }", '"]\n}\nresource "x" "y" {', "$${", "\\"])
def test_a_value_is_never_code(text: str, tmp_path: Path) -> None:
    now = texts(overriding(tmp_path, (LIVE, "description", text)))
    (live,) = (one for one in blocks(now[API]) if one.labels[1:] == ("live",))
    argument = live.arguments["description"]
    start, end = argument.place
    assert argument.is_literal
    assert now[API][start:end] == hcl(text)


@pytest.mark.parametrize(
    ("entry", "code", "message", "cure"),
    [
        (("lamda.aws_lb.this", "a", 1), "PS404", "there is no resource lamda.aws_lb.this", "the modules are "),
        ((LIVE.replace("lambda", "lamda"), "a", 1), "PS404", "there is no resource", f"did you mean {LIVE}?"),
        (
            ("lambda.aws_sqs_queue.x", "a", 1),
            "PS404",
            "there is no",
            "its resources stand in terraform/modules/lambda",
        ),
        (
            (LIVE, "timeout_miliseconds", 1),
            "PS405",
            "podspec sets no",
            "did you mean timeout_milliseconds? `add: ",
        ),
        ((LIVE, "a.b", 1), "PS405", "podspec sets no a.b", "`add: true` adds"),
        (
            (LIVE, "integration_uri", "x"),
            "PS405",
            "is no constant: it is aws_lambda_alias.live.invoke_arn",
            "to cha",
        ),
        ((FUNCTION, "image_uri", "x"), "PS405", "the image that was signed", "to change it all the same"),
        ((FUNCTION, "logging_config", {}), "PS405", "logging_config is a block", "to change it"),
        (
            (LIVE, "timeout_milliseconds", "1"),
            "PS406",
            "is a number, and this is text",
            "podspec itself says 30000",
        ),
        ((LIVE, "description", 1), "PS406", "is text, and this is a number", "podspec itself says "),
        ((LIVE, "description", {"e\u0301": 1, "\u00e9": 2}), "PS406", "is text, and this is a mapping", ""),
    ],
)
def test_what_cannot_be_is_said_with_a_way_out(
    entry: tuple[str, str, object], code: str, message: str, cure: str, tmp_path: Path
) -> None:
    found = sole(overriding(tmp_path, entry), code)
    assert message in found.message
    assert found.help.startswith(cure)


def test_a_value_that_the_spec_decides_is_changed_in_the_spec(tmp_path: Path) -> None:
    found = sole(overriding(tmp_path, (FUNCTION, "memory_size", 1024)), "PS405")
    assert "it is var.memory_mb" in found.message
    where = found.help.split("`")[1].removeprefix("podspec why ")
    path, _, line = where.partition(":")
    root = {one.path: one.content.decode() for one in compiled(tmp_path).artifacts}[path]
    assert "memory_mb" in root.split("\n")[int(line) - 1]


def test_what_hcl_cannot_say_is_said(tmp_path: Path) -> None:
    entry = (FUNCTION, "a", {"e\u0301": 1, "\u00e9": 2})
    assert "normal form" in sole(overriding(tmp_path, entry, add=True), "PS406").message


def test_adding_what_is_there_is_an_error(tmp_path: Path) -> None:
    found = sole(overriding(tmp_path, (LIVE, "timeout_milliseconds", 1), add=True), "PS407")
    assert found.primary.text == "it is 30000 there"


def test_one_attribute_has_one_override(tmp_path: Path) -> None:
    entry = (LIVE, "timeout_milliseconds", 1)
    assert "two overrides" in sole(overriding(tmp_path, entry, entry), "PS408").message


def test_a_resource_in_a_file_that_is_handed_over_is_out_of_reach(tmp_path: Path) -> None:
    found = overriding(tmp_path, (LIVE, "timeout_milliseconds", 1), beside=f"eject: [{API}]\n")
    assert sole(found, "PS404").primary.text == f"in {API}"


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    found = overriding(tmp_path, (LIVE, "a", 1), ("a.b.c", "d", 1), (FUNCTION, "role", "x"))
    assert sorted(one.code for one in found.diagnostics) == ["PS404", "PS405", "PS405"]


# -- an upgrade of podspec -----------------------------------------------------------------------------------


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The template of a module, of a podspec that is newer: whoever asks may change it before he compiles."""
    folder = tmp_path / "templates"
    shutil.copytree(templates.root(), folder)
    monkeypatch.setattr(templates, "root", lambda: folder)
    forget_templates()
    yield folder / "terraform" / "modules" / "lambda" / "api.tf.j2"
    monkeypatch.undo()
    forget_templates()


def upgrade(template: Path, old: str, new: str) -> None:
    text = template.read_text("utf-8")
    assert old in text
    template.write_text(text.replace(old, new), "utf-8")


def test_an_override_survives_an_upgrade_that_moves_things_about(newer: Path, tmp_path: Path) -> None:
    text = newer.read_text("utf-8").replace("timeout_milliseconds = 30000", "timeout_milliseconds = 20000")
    other = newer.with_name("alarms.tf.j2")
    newer.write_text(other.read_text("utf-8"), "utf-8")
    other.write_text(f"# more\n\n{text}\n# and more\n", "utf-8")
    now = texts(overriding(tmp_path, (LIVE, "timeout_milliseconds", 12000)))
    moved = now[API.replace("api.tf", "alarms.tf")]
    assert "podspec has 20000: why not\n  timeout_milliseconds = 12000\n" in moved


#: What a newer podspec changes: the text, what it becomes, the code, and a part of the way out.
TAKEN_AWAY = [
    (
        '"aws_apigatewayv2_integration" "live"',
        '"aws_apigatewayv2_integration" "alias"',
        "PS404",
        "integration.alias",
    ),
    ("timeout_milliseconds", "timeout_ms", "PS405", "`add: true`"),
    ("timeout_milliseconds = 30000", "timeout_milliseconds = var.timeout", "PS405", "eject"),
    ("timeout_milliseconds = 30000", 'timeout_milliseconds = "30s"', "PS406", '"30s"'),
]


@pytest.mark.parametrize("change", TAKEN_AWAY, ids=lambda change: change[1])
def test_an_override_fails_where_an_upgrade_takes_away_what_it_addresses(
    newer: Path, change: tuple[str, str, str, str], tmp_path: Path
) -> None:
    old, new, code, cure = change
    upgrade(newer, old, new)
    found = sole(overriding(tmp_path, (LIVE, "timeout_milliseconds", 12000)), code)
    assert cure in found.help


def test_an_addition_fails_once_podspec_sets_it_itself(newer: Path, tmp_path: Path) -> None:
    upgrade(newer, "payload_format_version", "credentials_arn = null\n  payload_format_version")
    found = sole(overriding(tmp_path, (LIVE, "credentials_arn", "x"), add=True), "PS407")
    assert found.message == f"podspec sets credentials_arn of {LIVE} itself"
