"""`podspec rules`: lists every code."""

from __future__ import annotations

import click

from podspec.commands.options import say
from podspec.commands.own_rules import own_rules
from podspec.pipeline.pages import codes, title
from podspec.reporters.as_json import as_json
from podspec.reporters.excerpt import visible
from podspec.rules import ENVIRONMENT_RULES, SPEC_RULES

#: Codes of warnings that are no rule's: PS273, a rule of a policy has expired; PS290 and PS291 of `podspec cost`.
WARNINGS = ("PS273", "PS290", "PS291")
_FAMILIES = {"0": "reading", "1": "shape and types", "2": "rules", "3": "drift", "4": "rendering and writing"}


@click.command("rules")
@click.option(
    "--report", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the list."
)
def command(form: str) -> None:
    """List every code with its severity and what it says; `podspec explain CODE` prints the page.

    Rules of podspec.policy.yaml stand below podspec's own.
    """
    rows = listed()
    rows += [{"code": code, "family": "your policy's", **rule} for code, rule in own_rules().items()]
    say(as_json(rows) if form == "json" else f"{_table(rows)}\n")


def listed() -> list[dict[str, str]]:
    """Every code of podspec's own, sorted: code, family, severity and title."""
    severities = {rule.code: rule.severity.value for rule in SPEC_RULES}
    severities |= {rule.code: rule.severity.value for rule in ENVIRONMENT_RULES}
    severities |= dict.fromkeys(WARNINGS, "warning")
    return [
        {
            "code": code,
            "family": _FAMILIES[code[2]],
            "severity": severities.get(code, "error"),
            "title": title(code),
        }
        for code in codes()
    ]


def _table(rows: list[dict[str, str]]) -> str:
    lines = []
    for family in dict.fromkeys(row["family"] for row in rows):
        lines.append(f"{family}:")
        lines += [
            f"  {row['code']}  {row['severity']:<7}  {visible(row['title'])}"
            for row in rows
            if row["family"] == family
        ]
    return "\n".join(lines)
