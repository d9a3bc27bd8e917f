"""The rules of the repository's own policy, for the verbs that explain and list codes."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from podspec.commands.options import judged_on
from podspec.compiler import compile_policy
from podspec.model.compilation import Compilation
from podspec.model.layout import POLICY_FILE
from podspec.model.source import Path as NodePath
from podspec.model.source import locate
from podspec.pipeline.discover import repository_root
from podspec.reporters.excerpt import visible


def own_rules() -> dict[str, dict[str, str]]:
    """The severity and the title of each own code, in the order of the policy; empty without a sound policy."""
    law = _law()
    rules = law.policy.file.rules if law and law.policy else ()
    return {rule.code: {"severity": rule.severity, "title": rule.message} for rule in rules}


def own_page(code: str) -> str | None:
    """The page of an own code: what it says, why, and the rule as it is written; None if there is no such code."""
    law = _law()
    rules = law.policy.file.rules if law and law.policy else ()
    for index, rule in enumerate(rules):
        if law and rule.code == code:
            known = f"A spec may accept it, under `accept: [{{code: {code}, …}}]`." if rule.acceptable else ""
            last = f"It holds until {rule.expires}." if rule.expires else ""
            notes = [one for one in (rule.help, known, last) if one]
            head, why = f"# {code}: {rule.message}", f"## Why\n\n{rule.reason}"
            parts = [head, *notes, why, _written(law, ("rules", index))]
            text = "\n\n".join(parts) + "\n"
            return "\n".join(visible(line) for line in text.split("\n"))
    return None


def fault() -> str:
    """Why no own code is known, where that is because the policy is wrong."""
    law = _law()
    return f"; {POLICY_FILE} is wrong, see `podspec validate`" if law and law.failed else ""


def _law() -> Compilation | None:
    return compile_policy(repository_root(Path.cwd().resolve()), judged_on(None))


def _written(law: Compilation, path: NodePath) -> str:
    """The rule as the policy has it, with its comments."""
    if law.source is None or law.tree is None:
        return ""
    span = locate(law.tree, path).value
    lines = [*law.source.lines[span.line - 1 : span.end_line]]
    if not lines[-1][: span.end_column - 1].endswith("}"):
        lines.pop()  # without braces it ends where the next thing begins
    lines[0] = lines[0].replace("-", " ", 1) if lines[0].lstrip().startswith("-") else lines[0]
    text = dedent("\n".join(lines)).rstrip()
    return f"## The rule, {POLICY_FILE}:{span.line}\n\n```yaml\n{text}\n```"
