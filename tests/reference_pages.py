"""The pages of docs/reference that say what the code says: of the spec, commands, exit codes and codes.

`python tests/reference_pages.py` writes them; tests/docs/test_reference.py compares them with the code.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from podspec.cli import COMMANDS, program
from podspec.commands.rules import listed
from podspec.model.exit_code import ExitCode
from podspec.model.fields import Field, children, fields
from podspec.pipeline.pages import page as page_of_code

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
RENEW = "python tests/reference_pages.py"

_WRITTEN_BY = f"`{RENEW}` writes this page from the code; a test compares the two."
#: Commands that must have an option before it is described once for all of them.
_MANY = 3


def written() -> dict[str, str]:
    """What each page must be, by the name of its file."""
    return {name: page() for name, page in PAGES.items()}


# -- the spec --------------------------------------------------------------------------------------------------


def spec_page() -> str:
    """Every field of the spec, block by block."""
    top = children("")
    index = (f"| [`{one.path}`](#{anchor(one.path)}) | {_cell(one.summary)} | {one.need} |" for one in top)
    return _joined(_SPEC, "\n".join(["| block | what it is | |", "|---|---|---|", *index]), *map(_block, top))


def _block(top: Field) -> str:
    """One block at the top of a spec with all that stands in it."""
    inside = [one for path, one in fields().items() if re.match(rf"{re.escape(top.path)}[.\[]", path)]
    return _joined(_entry(top, "##"), _contents(inside), *(_entry(one, "###") for one in inside))


def _contents(inside: list[Field]) -> str:
    """The fields of a block at a glance."""
    rows = (
        f"| [`{one.path}`](#{anchor(one.path)}) | {_cell(one.type)} | {_cell(one.facts.get('Default', ''))} |"
        for one in inside
    )
    return "\n".join(["| field | type | default |", "|---|---|---|", *rows]) if inside else ""


def _entry(field: Field, level: str) -> str:
    """All that there is to say of one field: what `podspec explain` prints."""
    facts = [f"- {name}: {_said(name, said)}" for name, said in field.facts.items()]
    facts += [f"- {field.need}", *([f"- Example: `{field.example}`"] if field.example else [])]
    described = str(field.schema.get("description", ""))
    return _joined(f"{level} `{field.path}`", _text(described), "\n".join(facts))


def _said(name: str, said: str) -> str:
    return f"`{said}`" if name in {"Default", "Overlay"} and not said.startswith("that of") else _text(said)


def anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading: lower case, hyphens for spaces, and no other signs but `_`."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


# -- the commands ----------------------------------------------------------------------------------------------


def commands_page() -> str:
    """Every command with its arguments and options."""
    verbs = list(_verbs())
    index = (
        f"| [`podspec {one}`](#{anchor(f'podspec {one}')}) | {_cell(line)} |" for one, line in COMMANDS.items()
    )
    said = inspect.cleandoc(program.help or "").split("\n\n")
    shared = _shared(verbs)
    return _joined(
        _COMMANDS.format(specs=_paragraph(said[1])),
        "\n".join(["| command | what it does |", "|---|---|", *index]),
        "## Options of many commands",
        _table(("option", "what it does", "of"), ((*record, _taken_by(record, verbs)) for record in shared)),
        *(_verb(context, shared) for context in verbs),
    )


#: An option as the command line shows it, and what its help says.
Record = tuple[str, str]


def _verbs() -> Iterator[click.Context]:
    """Each command, and each one below it, as it is called."""
    root = click.Context(program, info_name="podspec")
    for name in COMMANDS:
        command = program.get_command(root, name)
        assert command is not None
        here = click.Context(command, info_name=name, parent=root)
        yield here
        if isinstance(command, click.Group):
            yield from (
                click.Context(one, info_name=below, parent=here) for below, one in command.commands.items()
            )


def _records(context: click.Context) -> list[Record]:
    options = (one for one in context.command.params if isinstance(one, click.Option))
    return [record for one in options if (record := one.get_help_record(context))]


def _shared(verbs: list[click.Context]) -> list[Record]:
    """The options that say the same in many commands, in the order in which they come."""
    counted = Counter(record for verb in verbs for record in _records(verb))
    return [record for record, count in counted.items() if count >= _MANY]


def _taken_by(record: Record, verbs: list[click.Context]) -> str:
    return ", ".join(f"`{_name(verb)}`" for verb in verbs if record in _records(verb))


def _name(verb: click.Context) -> str:
    return verb.command_path.removeprefix("podspec ")


def _verb(context: click.Context, shared: list[Record]) -> str:
    """One command: how it is called, what it does, its own options, and those that it shares."""
    command, records = context.command, _records(context)
    others = [f"`{shown.split()[0]}`" for shown, said in records if (shown, said) in shared]
    return _joined(
        f"{'###' if ' ' in _name(context) else '##'} `{context.command_path}`",
        f"```text\n{context.command_path} {' '.join(command.collect_usage_pieces(context))}\n```",
        *map(_paragraph, inspect.cleandoc(command.help or "").split("\n\n")),
        _table(("option", "what it does"), (record for record in records if record not in shared)),
        f"Also: {', '.join(others)}." if others else "",
    )


def _paragraph(help_: str) -> str:
    """A paragraph of a help text; one that begins with a backspace is left as it is, as click does."""
    return f"```text\n{help_[1:].strip()}\n```" if help_.startswith("\b") else _text(_unwrapped(help_))


def _table(heads: tuple[str, ...], records: Iterable[tuple[str, ...]]) -> str:
    """A table of options; empty if there are none."""
    rows = [f"| `{_cell(shown)}` | {' | '.join(_cell(_text(one)) for one in said)} |" for shown, *said in records]
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *rows]) if rows else ""


# -- exit codes and codes --------------------------------------------------------------------------------------


def exit_codes_page() -> str:
    """What a run ends with."""
    rows = (f"| `{code.value}` | {code.meaning} |" for code in ExitCode)
    return _joined(
        _EXIT_CODES, "\n".join(["| exit code | what it means |", "|---|---|", *rows]), _USES_OF_EXIT_CODES
    )


def codes_page() -> str:
    """Every code with its severity, what it says, and its page."""
    families = (
        _joined(f"## {family[:1].upper()}{family[1:]}", "\n".join([*_HEAD_OF_CODES, *map(_code, rows)]))
        for family, rows in groupby(listed(), lambda row: row["family"])
    )
    return _joined(_CODES, *families)


_HEAD_OF_CODES = ("| code | severity | what it says |", "|---|---|---|")


def _code(row: dict[str, str]) -> str:
    assert page_of_code(row["code"])
    return f"| [{row['code']}](../codes/{row['code']}.md) | {row['severity']} | {_cell(_text(row['title']))} |"


# -- how text becomes Markdown ---------------------------------------------------------------------------------


def _joined(*blocks: str) -> str:
    """Blocks of a page, with an empty line between them and one line feed at the end."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def _unwrapped(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _text(text: str) -> str:
    """Plain text: what Markdown would take for a tag or for emphasis stands for itself, but for code."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(one if one.startswith("`") else re.sub(r"([<*_])", r"\\\1", one) for one in pieces)


_SPEC = f"""# The spec

Every field of `service.yaml`, block by block. `podspec explain FIELD` prints the same, `podspec schema` the JSON
Schema that editors read, and `podspec show --origin` what a spec comes to with its defaults.

- `<name>` stands for a name of yours: of an environment, of a secret. `[]` stands for an entry of a list.
- "Required" holds inside of its block. A block that is optional may be left out with all that is in it.
- "Overlay" says where an environment may give another value. Mappings merge, lists are replaced, another
  `rollout.strategy` replaces its block, and `null` takes an optional entry away. What has no overlay is the same
  in every environment.
- A key that is not on this page is an error.

{_WRITTEN_BY}
"""

_COMMANDS = f"""# Commands

{{specs}}

A SPEC may also be named by its folder. Every command ends with one of the same [exit codes](exit-codes.md). `-h`
and `--help` print what stands here.

{_WRITTEN_BY}
"""

_EXIT_CODES = f"""# Exit codes

The same for every command, and for every [report format](reports.md).

{_WRITTEN_BY}
"""

_USES_OF_EXIT_CODES = """However much a change does, that is no failure of `podspec diff`: it ends with 1 only
for what is wrong with a spec. What expires (under `accept`, or a waiver of a scan) is judged on the day that
`--as-of` names, so that an old commit can be checked as of its day.

A script that gates something lets 0 alone pass, and hands on the others as they are:

<!-- not run: a part of a script -->
```sh
podspec check --report text --report junit=junit.xml || exit $?
```
"""

_CODES = f"""# Codes

Every finding and every drift has a code, which is never used for anything else. Its page says what it means, and
why, with a bad and a good example; `podspec explain PS302` prints it, and `podspec rules` prints this list. An
organisation's [own rules](policy.md) have codes of their own.

An error fails a run, a warning only with `--strict`. A drift fails `podspec check`.

{_WRITTEN_BY}
"""

PAGES: dict[str, Callable[[], str]] = {
    "spec.md": spec_page,
    "commands.md": commands_page,
    "exit-codes.md": exit_codes_page,
    "codes.md": codes_page,
}

if __name__ == "__main__":
    for file, text in written().items():
        (FOLDER / file).write_text(text, "utf-8")
