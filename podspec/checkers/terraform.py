"""Terraform's own two checks: `fmt` needs nothing, `validate` needs the providers."""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from podspec.checkers.checker import PROGRAM, BrokenError, Checker, Job, Output, Words, ending, told
from podspec.model.diagnostic import Diagnostic
from podspec.model.source import Span

_GET = "https://developer.hashicorp.com/terraform/install or https://opentofu.org/docs/intro/install"
_PROGRAMS = ("terraform", "tofu")
_files = ending(".tf")


def _tree(_output: Output, _files_of_it: list[str]) -> list[Job]:
    return [Job(".", ((PROGRAM, "fmt", "-check", "-recursive", "-list=true"),))]


def _unformatted(output: Output, _job: Job, answer: str) -> Iterable[Diagnostic]:
    """`fmt -list` prints a path for each file that it would change."""
    paths = [posixpath.normpath(line.replace("\\", "/")) for line in answer.splitlines() if line]
    message = "the file is not formatted as `terraform fmt` would format it"
    return told(output, [Words("terraform/fmt", "error", message, path) for path in paths])


FMT = Checker(
    "terraform fmt",
    _PROGRAMS,
    _GET,
    _files,
    _tree,
    _unformatted,
    ask_version=("version",),
    exits=(0, 3),
)


# -- validate: init without a backend, then the provider's schema has the word --------------------------------

#: What makes a folder of Terraform a root rather than a module.
_ROOT_BLOCK = re.compile(r'^\s*(backend "s3"|provider "aws") \{', re.MULTILINE)
#: A mirror or a cache in Terraform's own settings. Source: Terraform docs, "CLI Configuration" (2026-11).
_MIRROR = re.compile(r"^\s*provider_installation\s*\{", re.MULTILINE)
_CACHE = re.compile(r'^\s*plugin_cache_dir\s*=\s*"([^"]+)"', re.MULTILINE)


def _roots(output: Output) -> list[str]:
    """The folders of the output that Terraform is started in."""
    texts = ((path, (output.root / path).read_text("utf-8")) for path in _files(output))
    return sorted({posixpath.dirname(path) for path, text in texts if _ROOT_BLOCK.search(text)})


def providers() -> tuple[str, ...] | None:
    """The options with which `init` finds providers without the network; None if it would have to ask.

    A cache is read as a mirror, so that nobody asks a registry which versions there are.
    """
    settings = _settings()
    cached = os.environ.get("TF_PLUGIN_CACHE_DIR") or next(iter(_CACHE.findall(settings)), "")
    if _MIRROR.search(settings) or os.environ.get("TF_REATTACH_PROVIDERS"):
        return ()
    folders = [Path(os.path.expandvars(cached)).expanduser()] if cached else []
    found = next((one for one in [*folders, *_implied()] if one.is_dir() and any(one.iterdir())), None)
    return (f"-plugin-dir={found}",) if found else None


def _implied() -> list[Path]:
    """Where Terraform looks for providers by itself. Source: Terraform docs, "Implied Local Mirror" (2026-11)."""
    return [Path.home() / ".terraform.d" / "plugins", Path("/usr/local/share/terraform/plugins")]


def _settings() -> str:
    """The text of Terraform's own settings, if it has any."""
    named = os.environ.get("TF_CLI_CONFIG_FILE")
    files = [Path(named)] if named else [Path.home() / ".terraformrc", Path.home() / ".tofurc"]
    return "\n".join(one.read_text("utf-8", "replace") for one in files if one.is_file())


def _lacks(output: Output) -> str:
    if output.online or providers() is not None:
        return ""
    return "needs the providers: --online downloads them, or give Terraform a plugin cache or a mirror"


def _each_root(output: Output, _files_of_it: list[str]) -> Iterator[Job]:
    """One job for each root; what one downloads, the next ones find in a cache of the copy's own."""
    where = () if output.online else providers() or ()
    cache = output.root / ".terraform-plugins"
    cache.mkdir(exist_ok=True)
    variables = (
        ("TF_PLUGIN_CACHE_DIR", os.environ.get("TF_PLUGIN_CACHE_DIR") or str(cache)),
        ("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1"),
    )
    init = (PROGRAM, "init", "-backend=false", "-input=false", "-no-color", *where)
    for root in _roots(output):
        yield Job(root, (init, (PROGRAM, "validate", "-json")), variables if output.online else ())


def _invalid(output: Output, job: Job, answer: str) -> Iterable[Diagnostic]:
    try:
        said: list[dict[str, Any]] = json.loads(answer)["diagnostics"]
    except (ValueError, KeyError, TypeError):
        raise BrokenError("validate gave no JSON") from None
    return told(output, [_words(job.folder, one) for one in said])


def _words(root: str, one: dict[str, Any]) -> Words:
    place = one.get("range")
    if not place:
        return Words("terraform/validate", one["severity"], one["summary"], root, help=one.get("detail", ""))
    start, end = place["start"], place["end"]
    span = Span(start["line"], start["column"], end["line"], end["column"])
    file = posixpath.normpath(f"{root}/{place['filename']}")
    return Words(
        "terraform/validate", one["severity"], one["summary"], file, span, _one_line(one.get("detail", ""))
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


VALIDATE = Checker(
    "terraform validate",
    _PROGRAMS,
    _GET,
    _files,
    _each_root,
    _invalid,
    ask_version=("version",),
    lacks=_lacks,
    one_by_one=True,  # two that fill one cache at one time would spoil it
)
