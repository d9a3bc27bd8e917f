"""Writes the values of a spec's overrides into the rendered modules, or says why one of them cannot be.

The value is written where podspec's own stood, with the reason above it. Terraform's override files would keep
the two apart: who reads a module would not see what holds, and neither would a tool that reads one file at a time
(Terraform language, "Override Files", read 2026-11, warns of the first).

Only what podspec itself decided can be overridden: a literal, or what it does not set. An expression is wired to
the spec or to another resource, and a literal in its place would cut the wire without a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from podspec.model.artifact import Artifact
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Finding, Severity, tidy
from podspec.model.source import Mapping
from podspec.model.spec.escape import Override
from podspec.pipeline import override_words as words
from podspec.pipeline.lint import place
from podspec.pipeline.override_words import Problem
from podspec.pipeline.rewrite import Absent, Found, Refused, added, find, replaced
from podspec.quoting.hcl_blocks import Argument, Block, blocks

_MODULE = re.compile(r"(?:^|/)terraform/modules/(?P<module>[^/]+)/[^/]+\.tf$")
_ROOT = re.compile(r"(?:^|/)terraform/(?!modules/).+\.tf$")
_RESOURCE = re.compile(r'^resource "([^"]+)" "([^"]+)"', re.MULTILINE)
_VARIABLE = re.compile(r"var\.([A-Za-z_][\w-]*)")


def override(compilation: Compilation) -> Compilation:
    """Write every override into the artifact that it addresses; those that fit nothing are findings."""
    spec, tree = compilation.spec, compilation.tree
    if spec is None or tree is None or not spec.override:
        return compilation
    overriding = _Overriding(compilation)
    found = [
        _finding(index, problem, tree)
        for index, one in enumerate(spec.override)
        if (problem := _twice(one, spec.override[:index]) or overriding.override(one))
    ]
    return replace(
        compilation,
        artifacts=tuple(overriding.artifacts.values()),
        values={**(compilation.values or {}), **overriding.values},
        diagnostics=tidy([*compilation.diagnostics, *found]),
    )


def _finding(index: int, problem: Problem, tree: Mapping) -> Diagnostic:
    code, key, message, label, cure = problem
    return place(Finding(("override", index, key), message, label, help=cure), code, Severity.ERROR, tree)


def _twice(one: Override, before: tuple[Override, ...]) -> Problem | None:
    return words.twice(one) if any(one.used == other.used for other in before) else None


class _Overriding:
    """The artifacts of one spec, on their way to other values."""

    def __init__(self, compilation: Compilation) -> None:
        self.file = compilation.file
        self.ejected = compilation.ejected
        self.artifacts = {one.path: one for one in compilation.artifacts}
        self.values: dict[str, object] = {}

    def override(self, one: Override) -> Problem | None:
        """Write one value; or say why not, and leave everything as it is."""
        home = self._home(one)
        if home is None:
            return words.no_resource(one, sorted(address for address, _ in self._resources()))
        if home.path in self.ejected:
            return words.in_ejected_file(one, home.path)
        text = home.content.decode()
        block = _resource(text, one)
        return words.kept(one, block) or self._change(one, home, text, block)

    def _change(self, one: Override, home: Artifact, text: str, block: Block) -> Problem | None:
        found = find(block, one.attribute)
        if isinstance(found, Refused):
            return words.refused(found)
        problem = self._unfit(one, found, block)
        if problem:
            return problem
        try:
            written = self._written(one, text, found)
        except ValueError as error:
            return words.no_literal(error)
        self.artifacts[home.path] = home.rewritten(written.encode(), tuple(sorted({*home.used, one.used})))
        self.values[one.used] = one.model_dump(mode="json")
        return None

    def _unfit(self, one: Override, found: Found | Absent, block: Block) -> Problem | None:
        """Why what stands there, or does not, is not what the override says."""
        if isinstance(found, Absent):
            return None if one.add else words.not_there(one, block)
        if one.add:
            return words.there_already(one, found.argument)
        if not found.argument.is_literal:
            return words.wired(one, found.argument, self._giver(one, found.argument))
        return words.of_another_kind(one, found.argument)

    def _written(self, one: Override, text: str, found: Found | Absent) -> str:
        if isinstance(found, Absent):
            return added(text, found, one.value, f"Added by {self.file}: {one.reason}")
        was = words.short(found.argument)
        note = f"Overridden by {self.file}, podspec has {was}: {one.reason}"
        return replaced(text, found.argument, one.value, note)

    # -- where it is ---------------------------------------------------------------------------------------

    def _home(self, one: Override) -> Artifact | None:
        return next((home for address, home in self._resources() if address == one.resource), None)

    def _resources(self) -> Iterator[tuple[str, Artifact]]:
        """The address of every resource of a module, with the artifact that it stands in."""
        for artifact in self.artifacts.values():
            if match := _MODULE.search(artifact.path):
                for kind, name in _RESOURCE.findall(artifact.content.decode()):
                    yield f"{match['module']}.{kind}.{name}", artifact

    def _giver(self, one: Override, argument: Argument) -> str:
        """The first line in a root that gives the module's variable its value; empty if there is no such line."""
        variable = _VARIABLE.fullmatch("".join(piece.text for piece in argument.value))
        module = one.resource.partition(".")[0]
        for path in sorted(self.artifacts) if variable else ():
            text = self.artifacts[path].content.decode() if _ROOT.search(path) else ""
            for block in blocks(text):
                if variable and block.labels == (module,) and variable[1] in block.arguments:
                    return f"{path}:{text.count(chr(10), 0, block.arguments[variable[1]].start) + 1}"
        return ""


def _resource(text: str, one: Override) -> Block:
    wanted = tuple(one.resource.split(".")[1:])
    return next(block for block in blocks(text) if block.kind == "resource" and block.labels == wanted)
