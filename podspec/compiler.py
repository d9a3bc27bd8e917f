"""The main path: one spec goes through the stages, as far as its findings let it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Staged, has_errors, tidy
from podspec.model.layout import POLICY_FILE, POLICY_FILES, REPOSITORY
from podspec.model.source import Mapping, Source
from podspec.pipeline.lint import lint
from podspec.pipeline.parse import parse
from podspec.pipeline.read import decode, read
from podspec.pipeline.resolve import Merge, merge_environment, resolve
from podspec.pipeline.validate import validate

if TYPE_CHECKING:
    from podspec.model.policy import Policy
    from podspec.pipeline.collide import Neighbour
    from podspec.pipeline.compare import Comparison
    from podspec.pipeline.tree import Tree


def compile_policy(root: Path, as_of: date) -> Compilation | None:
    """Read and judge the policy of the repository at `root`; None if it has none.

    Raises:
        OSError: if it cannot be read.
    """
    if not any((root / name).is_symlink() or (root / name).exists() for name in POLICY_FILES):
        return None
    from podspec.pipeline.policy import read_policy

    return read_policy(root, as_of)


def analyse(path: Path, file: str, as_of: date, policy: Policy | None = None) -> Compilation:
    """Read and judge the spec at `path`, called `file` in findings, also by a policy. Renders nothing.

    Raises:
        OSError: if the spec cannot be read.
    """
    return _judged(read(path, file), file, as_of, policy)


def analyse_bytes(data: bytes, file: str, as_of: date, policy: Policy | None = None) -> Compilation:
    """Judge the bytes of a spec that is not on disk, such as one of an earlier commit."""
    return _judged(decode(data, file), file, as_of, policy)


def policy_of(data: bytes, as_of: date) -> Policy | None:
    """The policy in some bytes, such as those of an earlier commit; None if they are none that holds."""
    from podspec.pipeline.policy import policy_in

    source, _ = decode(data, POLICY_FILE)
    return policy_in(source, as_of).policy if source else None


def analyse_all(root: Path, specs: tuple[tuple[Path, str], ...], as_of: date) -> list[Compilation]:
    """Analyse several specs of the repository at `root`, each by itself, by its policy.

    A policy that is wrong judges nobody: then it stands alone.
    """
    law = compile_policy(root, as_of)
    if law and law.failed:
        return [law]
    policy = law.policy if law else None
    return [*_worth_saying(law), *(analyse(path, file, as_of, policy) for path, file in specs)]


def _worth_saying(law: Compilation | None) -> list[Compilation]:
    return [law] if law and law.diagnostics else []


def _judged(text: Staged[Source], file: str, as_of: date, policy: Policy | None) -> Compilation:
    source, found = text
    if source is None:
        return Compilation(file, found)
    tree, found = parse(source)
    if tree is None or has_errors(found):
        return Compilation(file, tidy(found), source, tree)
    policy = policy if policy and policy.file.covers(file) else None
    whole, merge = _with_defaults(tree, policy)
    spec, misfits = validate(whole)
    resolved, more_misfits = resolve(tree, misfits, merge)
    if spec is None or resolved is None:
        return Compilation(file, tidy([*misfits, *more_misfits]), source, whole, policy=policy)
    findings: list[Diagnostic] = list(lint(spec, resolved, whole, file, as_of, policy))
    return Compilation(file, tidy(findings), source, whole, spec, resolved, policy=policy)


def _with_defaults(tree: Mapping, policy: Policy | None) -> tuple[Mapping, Merge]:
    """A spec's tree with a policy's defaults below it, and how its environments are merged."""
    if policy is None:
        return tree, merge_environment
    from podspec.pipeline.defaults import Underlay

    underlay = Underlay(policy)
    return underlay.spec(tree), underlay.environment


def compile_spec(path: Path, file: str, as_of: date, policy: Policy | None = None) -> Compilation:
    """Compile the spec at `path` to its artifacts, in memory. A spec with errors has none."""
    return _compiled(analyse(path, file, as_of, policy))


def compile_bytes(data: bytes, file: str, as_of: date, policy: Policy | None = None) -> Compilation:
    """Compile the bytes of a spec that is not on disk, such as one that is about to be written."""
    return _compiled(analyse_bytes(data, file, as_of, policy))


def _compiled(analysed: Compilation) -> Compilation:
    from podspec.pipeline.lower import lower
    from podspec.pipeline.render import render

    if analysed.spec is None or analysed.failed:
        return analysed
    lowered = lower(analysed.spec, tuple(one.environment for one in analysed.resolved), analysed.file)
    return _escaped(replace(analysed, artifacts=tuple(render(lowered.jobs)), values=lowered.values))


def _escaped(compilation: Compilation) -> Compilation:
    """The same with the spec's own values in it, and without the files that it hands over."""
    spec = compilation.spec
    if spec is None or not (spec.eject or spec.override):
        return compilation
    from podspec.pipeline.eject import eject
    from podspec.pipeline.override import override

    escaped = eject(override(compilation))
    return replace(escaped, artifacts=()) if escaped.failed else escaped


def compile_repository(root: Path) -> Compilation:
    """Compile what the repository at `root` has once, for all its specs: the workflows that they share.

    Raises:
        OSError: if the repository's pins of actions cannot be read.
    """
    from podspec.pipeline.lower import lower_repository
    from podspec.pipeline.pins import Pins
    from podspec.pipeline.render import render

    pins = Pins(root)
    compilation = Compilation(REPOSITORY, pins.diagnostics, pins.source, pins.tree)
    if compilation.failed:
        return compilation
    lowered = lower_repository(pins.table)
    return replace(compilation, artifacts=tuple(render(lowered.jobs)), values=lowered.values)


def compile_all(
    root: Path,
    specs: tuple[tuple[Path, str], ...],
    as_of: date,
    *,
    shared: bool | None = None,
    neighbours: Iterable[Neighbour] = (),
) -> list[Compilation]:
    """Compile several specs, and judge what only shows when they stand side by side.

    A policy that is wrong judges nobody: then it stands alone.
    `shared` asks for what the repository has once, by default whenever there is a spec; `neighbours` are specs
    that are not compiled, and that these may not collide with.
    """
    from podspec.pipeline.parallel import spread

    def compiled(policy: Policy | None) -> list[Compilation]:
        return spread(lambda one: compile_spec(*one, as_of, policy), specs)

    return _side_by_side(root, as_of, compiled, shared=shared, neighbours=neighbours)


def compare_all(
    tree: Tree,
    specs: tuple[tuple[Path, str], ...],
    as_of: date,
    *,
    shared: bool | None = None,
    neighbours: Iterable[Neighbour] = (),
) -> tuple[list[Compilation], list[Comparison]]:
    """Compile as `compile_all` does, and compare each spec, where it was compiled, with the files below `tree`.

    The compilations keep the bytes only of artifacts that drift; of the others their paths are left (`settled`).

    Raises:
        OSError: if a spec or a committed file cannot be read.
    """
    from podspec.pipeline.compare import Looked, comparisons, settle
    from podspec.pipeline.parallel import spread

    looks: dict[str, Looked] = {}

    def settled(policy: Policy | None) -> list[Compilation]:
        pairs = spread(lambda one: settle(compile_spec(*one, as_of, policy), tree), specs)
        looks.update((one.file, looked) for one, looked in pairs if looked)
        return [one for one, _ in pairs]

    compiled = _side_by_side(tree.root, as_of, settled, shared=shared, neighbours=neighbours)
    return compiled, comparisons(compiled, tree, looks)


def _side_by_side(
    root: Path,
    as_of: date,
    compiled_by: Callable[[Policy | None], list[Compilation]],
    *,
    shared: bool | None,
    neighbours: Iterable[Neighbour],
) -> list[Compilation]:
    """What `compiled_by` makes by the policy of the repository, judged beside each other and their neighbours."""
    from podspec.pipeline.collide import collide

    law = compile_policy(root, as_of)
    if law and law.failed:
        return [law]
    compiled = compiled_by(law.policy if law else None)
    if shared if shared is not None else compiled:
        compiled.append(compile_repository(root))
    return [*_worth_saying(law), *_there(collide(compiled, neighbours), root)]


def _there(compiled: list[Compilation], root: Path) -> list[Compilation]:
    """The same, where what is handed over is there; findings, where it is not."""
    if not any(one.ejected for one in compiled):
        return compiled
    from podspec.pipeline.eject import absent
    from podspec.pipeline.tree import Tree

    return absent(compiled, Tree(root))
