"""The page about alarms has all of them, and no others."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/explanation/alarms.md").read_text("utf-8")
_NAME = re.compile(r'alarm_name += "\$\{var\.name\}_([^"]+)"')
_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def _made() -> set[str]:
    """Names of alarms in the templates, with `*` for what differs."""
    texts = [path.read_text("utf-8") for path in (ROOT / "templates/terraform/modules").rglob("*.tf.j2")]
    return {re.sub(r"\$\{[^}]+\}", "*", name) for text in texts for name in _NAME.findall(text)}


def _told() -> set[str]:
    return {re.sub(r"(<\w+>-?)+", "*", name.removeprefix("<name>_")) for name in _ROW.findall(PAGE)}


def test_every_alarm_is_in_the_table_and_every_row_is_an_alarm() -> None:
    # `page` and `ticket` are made by one block, whose name is `*`.
    told = {"*" if name in {"page", "ticket"} else name for name in _told()}
    assert {name.replace("*-", "*") for name in _made()} == {name.replace("*-", "*") for name in told}
