"""Changes of a rendered repository with three specs, each with the drifts that it must cause: by what it does."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from drift.repository import Repository, new_repository

from podspec.pipeline import templates

NAMES = ("alpha", "beta", "gamma")
TEXT = """\
version: 1
service:
  name: {name}
  tags: {{team: one}}
repository: {{slug: acme/{name}, owner_id: 1001, repository_id: 2003}}
foundation: {foundation}
container:
  environment: {{GREETING: hello}}
targets:
  lambda: {{memory_mb: 256, timeout_seconds: 10}}
environments:
  dev: {{account: "333333333333", regions: [us-east-1]}}
  prod: {{account: "333333333333", regions: [us-east-1, eu-west-1]}}
"""
_CONFLICT = "<<<<<<< ours\n{text}=======\n{text}# theirs\n>>>>>>> theirs\n"
#: Edits of a spec that change what is rendered: text for text.
_VALUES = (
    ("memory_mb: 256", "memory_mb: 512"),
    ("timeout_seconds: 10", "timeout_seconds: 20"),
    ("team: one", "team: two"),
    ("GREETING: hello", "GREETING: ciao"),
    ("regions: [us-east-1]}", "regions: [us-east-1]\n    , targets: {lambda: {memory_mb: 1024}}}"),
    ("[us-east-1, eu-west-1]", "[us-east-1, eu-west-1, eu-north-1]"),
    ("[us-east-1, eu-west-1]", "[us-east-1]"),
    ('  dev: {account: "333333333333", regions: [us-east-1]}\n', ""),
    ("  prod:", "  live:"),
)
#: Templates that are changed, and what is put at their end; each is used by every spec.
_TEMPLATES = (
    "terraform/modules/lambda/function.tf",
    "terraform/modules/registry/main.tf",
    "terraform/global/main.tf",
)

Kinds = dict[str, str]


class Mutation(NamedTuple):
    """What was done, in words, and the kind of drift of each path that must be found; everything else is clean."""

    what: str
    kinds: Kinds
    #: what else must hold of a path
    also: dict[str, list[str]] = {}  # noqa: RUF012 - read only


def spec(name: str) -> str:
    """The path of a service's spec."""
    return f"specs/{name}/service.yaml"


def manifest(name: str) -> str:
    """The path of a service's manifest."""
    return f"specs/{name}/podspec.lock.json"


def text_of(name: str) -> str:
    """A service's spec; one of the three creates what their account has once."""
    return TEXT.format(name=name, foundation="create" if name == NAMES[0] else "existing")


def _belongs(path: str, name: str) -> bool:
    """Whether a file is an artifact of a service: in its own directory, or a caller among the workflows."""
    return path.startswith((f"generated/{name}/", f".github/workflows/{name}-"))


def artifacts(repository: Repository, name: str) -> list[str]:
    """What was rendered for a service into its own directory: among the workflows strangers are no drift."""
    return [path for path in repository.files() if path.startswith(f"generated/{name}/")]


@cache
def rendered(name: str, text: str) -> dict[str, str]:
    """What a spec renders to where nothing was before: digests by path, without the manifest."""
    with TemporaryDirectory() as folder:
        fresh = new_repository(Path(folder) / "root", "version: 1\n")
        fresh.remove("specs/hello/service.yaml")
        fresh.write(spec(name), text)
        assert fresh.podspec("render") == 0, text
        return {path: found[0] for path, found in fresh.files().items() if _belongs(path, name)}


def _one(repository: Repository, random: Random) -> tuple[str, str]:
    """A service, and one of its artifacts."""
    name = random.choice(NAMES)
    return name, random.choice(artifacts(repository, name))


# -- what people do to files ---------------------------------------------------------------------------------


def edit(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    lines = repository.read(path).split("\n")
    at = random.randrange(len(lines))
    lines[at] = random.choice([f"{lines[at]} ", "", f"{lines[at]}\n# by hand", "x"]) if lines[at] else "# by hand"
    repository.write(path, "\n".join(lines))
    return Mutation(f"edit line {at + 1} of {path}", {path: "edited"})


def empty(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    repository.write(path, "")
    return Mutation(f"empty {path}", {path: "edited"})


def delete(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    repository.remove(path)
    return Mutation(f"delete {path}", {path: "missing"})


def add(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    name = random.choice(["notes.txt", "b é.tf", ".env", "sub/dir/x.tf", "main.tf.orig"])
    stray = f"{path.rpartition('/')[0]}/{name}"
    repository.write(stray, random.choice(["", "mine\n", repository.read(path)]))
    return Mutation(f"add {stray}", {stray: "unmanaged"})


def rename(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    repository.write(f"{path}.old", repository.read(path))
    repository.remove(path)
    return Mutation(f"rename {path}", {path: "missing", f"{path}.old": "unmanaged"})


def conflict(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    repository.write(path, _CONFLICT.format(text=repository.read(path)))
    return Mutation(f"conflict in {path}", {path: "conflicted"})


def carriage_returns(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    repository.write(path, repository.read(path).replace("\n", "\r\n"))
    return Mutation(f"CRLF in {path}", {path: "edited"})


def symlink(repository: Repository, random: Random) -> Mutation:
    _, path = _one(repository, random)
    (repository.root / path).rename(repository.root / "moved")
    (repository.root / path).symlink_to(repository.root / random.choice(["moved", "nowhere", "specs"]))
    return Mutation(f"symlink at {path}", {path: "edited"})


# -- what people do to specs ---------------------------------------------------------------------------------


def _spec_changes(name: str, new: str) -> tuple[Kinds, set[str]]:
    """What a change of the spec makes of each path, by what both versions render to; and those that stay."""
    before, after = rendered(name, text_of(name)), rendered(name, new)
    kinds = {path: "missing" for path in after if path not in before}
    kinds |= {path: "orphaned" for path in before if path not in after}
    stale = {path for path in after if path in before and after[path] != before[path]}
    return {**kinds, **dict.fromkeys(stale, "stale"), manifest(name): "stale"}, stale


def value(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    old, new = random.choice(_VALUES)
    text = text_of(name).replace(old, new)
    repository.write(spec(name), text)
    return Mutation(f"{old!r} becomes {new!r} in {name}", _spec_changes(name, text)[0])


def value_and_file(repository: Repository, random: Random) -> Mutation:
    """A value changes, and one of the files that use it is not as it was either."""
    name = random.choice(NAMES)
    text = text_of(name).replace(*_VALUES[random.randrange(4)])
    kinds, stale = _spec_changes(name, text)
    path = random.choice(sorted(stale))
    repository.write(spec(name), text)
    if random.random() < 0.5:
        repository.remove(path)
        return Mutation(f"value of {name}, {path} deleted", {**kinds, path: "missing"}, {path: ["stale"]})
    repository.write(path, repository.read(path) + "# by hand\n")
    return Mutation(f"value of {name}, {path} edited", {**kinds, path: "edited"}, {path: ["stale"]})


def environment_gone(repository: Repository, random: Random) -> Mutation:
    """An environment goes, one of whose files was edited."""
    name = random.choice(NAMES)
    text = text_of(name).replace('  dev: {account: "333333333333", regions: [us-east-1]}\n', "")
    kinds, _ = _spec_changes(name, text)
    path = random.choice(sorted(path for path, kind in kinds.items() if kind == "orphaned"))
    repository.write(spec(name), text)
    repository.write(path, repository.read(path) + "# by hand\n")
    return Mutation(f"environment of {name} gone, {path} edited", kinds, {path: ["edited"]})


def spec_gone(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    repository.remove(spec(name))
    paths = [*(path for path in repository.files() if _belongs(path, name)), manifest(name)]
    return Mutation(f"spec of {name} deleted", dict.fromkeys(paths, "orphaned"))


def comment_in_spec(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    repository.write(spec(name), f"# why\n{text_of(name)}".replace("\n", random.choice(["\n", "\r\n"])))
    return Mutation(f"comment in the spec of {name}", {})


# -- what happens to manifests -------------------------------------------------------------------------------


def _rewrite(repository: Repository, name: str, change: Callable[[dict[str, dict[str, object]]], None]) -> None:
    document = json.loads(repository.read(manifest(name)))
    change(document)
    repository.write(manifest(name), json.dumps(document))


def poison(repository: Repository, random: Random) -> Mutation:
    name, path = _one(repository, random)
    victim = random.choice(
        ["README.md", "../outside", "/etc/hostname", ".git/config", spec(name), "a/../../b", "x" * 999]
    )
    _rewrite(repository, name, lambda one: one["artifacts"].update({victim: one["artifacts"][path]}))
    return Mutation(f"manifest of {name} names {victim[:30]}", {manifest(name): "outdated"})


def forget(repository: Repository, random: Random) -> Mutation:
    name, path = _one(repository, random)
    _rewrite(repository, name, lambda one: one["artifacts"].pop(path))
    return Mutation(f"manifest of {name} does not know {path}", {manifest(name): "outdated"})


def lie(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    _rewrite(repository, name, lambda one: one["values"].update({random.choice(sorted(one["values"])): "0" * 16}))
    return Mutation(f"manifest of {name} has another value", {manifest(name): "stale"})


def spoil(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    new = random.choice(
        ["", "{}", "[]", "garbage", "\x00", '{"manifest": 9}', repository.read(manifest(name))[:-9]]
    )
    repository.write(manifest(name), new)
    return Mutation(f"manifest of {name} is {new[:20]!r}", {manifest(name): "edited"})


def lose(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    repository.remove(manifest(name))
    return Mutation(f"manifest of {name} deleted", {manifest(name): "missing"})


def clash(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    repository.write(manifest(name), _CONFLICT.format(text=repository.read(manifest(name))))
    return Mutation(f"conflict in the manifest of {name}", {manifest(name): "conflicted"})


def older(repository: Repository, random: Random) -> Mutation:
    name = random.choice(NAMES)
    _rewrite(repository, name, lambda one: one.update({"podspec": "0.0.1"}))
    return Mutation(f"manifest of {name} is of an older podspec, with equal bytes", {})


def older_bytes(repository: Repository, random: Random) -> Mutation:
    """An older podspec has written a file, and said so."""
    name, path = _one(repository, random)
    repository.write(path, f"{repository.read(path)}\n")
    digest = repository.files()[path][0]

    def change(one: dict[str, dict[str, object]]) -> None:
        one.update({"podspec": "0.0.1"})
        record = one["artifacts"][path]
        assert isinstance(record, dict)
        record["sha256"] = digest

    _rewrite(repository, name, change)
    return Mutation(f"an older podspec wrote {path}", {path: "outdated", manifest(name): "outdated"})


def template(random: Random) -> Mutation:
    """A template changes; the test has pointed podspec at a copy of them."""
    name = random.choice(_TEMPLATES)
    path = templates.root() / f"{name}.j2"
    path.write_text(f"{path.read_text('utf-8')}\n# one more line\n", "utf-8")
    kinds = {f"generated/{service}/{name}": "outdated" for service in NAMES}
    return Mutation(f"template {name} changes", {**kinds, **{manifest(service): "outdated" for service in NAMES}})


ALL = (
    edit, empty, delete, add, rename, conflict, carriage_returns, symlink, value, value, value_and_file,
    environment_gone, spec_gone, comment_in_spec, poison, forget, lie, spoil, lose, clash, older, older_bytes,
)  # fmt: skip
