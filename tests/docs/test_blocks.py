"""No block of the documentation is left out: each one is run, read by bash, or judged for what it shows."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from docs.pages import ABOVE_A_BLOCK, NOT_RUN, WORDS, Block, Page, commands, is_run, pages
from specimens import AS_OF, FILE, with_blocks

from podspec.cli import COMMANDS
from podspec.compiler import analyse
from podspec.model.spec import Spec

#: Blocks of these are commands.
SHELLS = {"console", "sh", "bash"}
#: How a command in the documentation begins. A synopsis, `podspec set PATH [VALUE]`, is none.
_PROGRAM = re.compile(
    rf"\$ |podspec ({'|'.join(COMMANDS)})\b(?!.*[\[…])|(git|make|gh|pip|cd|aws) "
    r"|terraform (init|plan|apply)|generated/\S+\.sh"
)
#: What a reader puts something else in the place of.
_PLACEHOLDER = re.compile(r"<[\w /-]+>")


def of_kinds(*kinds: str) -> Iterator[tuple[Page, Block]]:
    yield from ((page, block) for page in pages() for block in page.blocks if block.kind in kinds)


def place_of(page: Page, block: Block) -> str:
    return f"{page}:{block.line + 1}"


def test_every_block_of_commands_is_run_or_says_why_not() -> None:
    silent = [
        f"{place_of(page, block)}: put `<!-- {NOT_RUN}: REASON -->` on the line above, or make it ```console"
        for page, block in of_kinds(*SHELLS)
        if not is_run(block) and not (block.note and block.note.word == NOT_RUN)
    ]
    assert silent == []


def test_no_command_hides_in_a_block_of_another_kind() -> None:
    hidden = [
        f"{place_of(page, block)}: {line}"
        for page, block in of_kinds("", "text")
        for line in block.text.splitlines()
        if _PROGRAM.match(line)
    ]
    assert hidden == []


def test_every_terminal_begins_with_a_command_and_what_is_only_read_has_no_prompt() -> None:
    assert [place_of(*one) for one in of_kinds("console") if not one[1].text.startswith("$ ")] == []
    assert [place_of(*one) for one in of_kinds("sh", "bash") if "\n$ " in f"\n{one[1].text}"] == []


def test_bash_can_read_every_command() -> None:
    scripts = {_PLACEHOLDER.sub("X", script): place for place, script in _scripts()}
    assert len(scripts) > 30
    for script, place in scripts.items():
        done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
        assert done.returncode == 0, f"{place}: {done.stderr}"


def _scripts() -> Iterator[tuple[str, str]]:
    for page, block in of_kinds(*SHELLS):
        if block.kind != "console":
            yield place_of(page, block), block.text
        for command in commands(block) if block.kind == "console" else ():
            yield place_of(page, block), command.text


# -- notes -------------------------------------------------------------------------------------------------


def test_every_note_has_a_known_word_and_stands_where_it_is_heeded() -> None:
    for page in pages():
        heeded = {block.note for block in page.blocks}
        for note in page.notes:
            assert note.word in WORDS, f"{page}:{note.line + 1}: one of {', '.join(WORDS)}"
            assert note.word not in ABOVE_A_BLOCK or note in heeded, f"{page}:{note.line + 1}: no block below it"


# -- YAML --------------------------------------------------------------------------------------------------

#: Keys of what other tools read: here that is parsed, and no more. Whole workflows are judged by actionlint in
#: tests/proof/test_other_repositories.py.
_OF_OTHERS = {"jobs", "repos", "updates", "uses", "run", "podspec", "exec"}
#: Keys of podspec.policy.yaml: pages show it as a file, and run podspec beside it.
_OF_POLICY = {"defaults", "required", "forbidden", "rules"}
#: What an environment needs that an example leaves out.
_ENVIRONMENT = {"account": "111111111111", "regions": ["us-east-1"]}


def _examples() -> Iterator[tuple[str, Any]]:
    """Every example in YAML with its place; those of the codes are judged in test_codes.py."""
    for page, block in of_kinds("yaml", "yml"):
        if not page.path.startswith("docs/codes/"):
            example = yaml.safe_load(block.text)
            yield place_of(page, block), {"override": example} if _is_override(example) else example


def _is_override(example: Any) -> bool:  # noqa: ANN401 - whatever stands in a page
    return isinstance(example, list) and "resource" in example[0]


def _is_part_of_a_spec(example: Any) -> bool:  # noqa: ANN401 - whatever stands in a page
    return isinstance(example, dict) and set(example) <= set(Spec.model_fields)


def test_every_example_in_yaml_is_a_part_of_a_spec_or_of_a_file_that_another_tool_reads() -> None:
    for place, example in _examples():
        keys = set(example[0] if isinstance(example, list) else example)
        known = _is_part_of_a_spec(example) or keys & _OF_OTHERS or keys - {"version"} <= _OF_POLICY
        assert known, f"{place}: nobody knows {', '.join(keys)}"


PARTS = [(place, example) for place, example in _examples() if _is_part_of_a_spec(example)]


@pytest.mark.parametrize(("place", "example"), PARTS, ids=[place for place, _ in PARTS])
def test_every_part_of_a_spec_is_legal(place: str, example: dict[str, Any], tmp_path: Path) -> None:
    for environment in example.get("environments", {}).values():
        environment.update(_ENVIRONMENT | environment)
    (tmp_path / FILE).write_text(with_blocks(yaml.safe_dump(example, sort_keys=False)), "utf-8")
    found = [one for one in analyse(tmp_path / FILE, FILE, AS_OF).diagnostics if one.severity.value == "error"]
    # The code of an organisation's own rule is known only beside its policy.
    own = [one for one in found if "ACME" in one.message]
    assert found == own, place
