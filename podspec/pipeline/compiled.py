"""Compiled templates, kept between runs in the user's own cache, which is never needed and never trusted blindly.

The file's name is a digest of all that went into it, so an old one is never read for a new one. It is read only if
it is a regular file that belongs to the user and that nobody else may write; anything else is as good as no file.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

import jinja2

from podspec import __version__

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_DIGEST_BYTES = 32


def load_or_compile(environment: jinja2.Environment, texts: dict[str, str]) -> dict[str, CodeType]:
    """The code of each template, by name."""
    key = _key(environment, texts)
    return _read(key) or _compile(environment, texts, key)


def _key(environment: jinja2.Environment, texts: dict[str, str]) -> str:
    syntax = (environment.block_start_string, environment.variable_start_string, environment.comment_start_string)
    layout = (environment.trim_blocks, environment.lstrip_blocks, environment.keep_trailing_newline)
    parts = [__version__, jinja2.__version__, sys.implementation.cache_tag or "", MAGIC_NUMBER.hex()]
    parts += [repr(syntax), repr(layout), repr(environment.undefined), *sorted(environment.filters)]
    parts += [part for name in sorted(texts) for part in (name, texts[name])]
    return sha256("\0".join(parts).encode()).hexdigest()


def _compile(environment: jinja2.Environment, texts: dict[str, str], key: str) -> dict[str, CodeType]:
    # The template's own name stands as the file name in the code: no path of this machine gets into the cache.
    codes = {name: environment.compile(text, name, name) for name, text in texts.items()}
    _write(key, marshal.dumps(codes))
    return codes


@cache
def _folder() -> Path | None:
    """The user's cache folder for podspec; None where there is none that can be used."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - never raises
    folder = Path(base) / "podspec"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return None
    is_own = (
        stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE
    )
    return folder if is_own else None


def _read(key: str) -> dict[str, CodeType] | None:
    folder = _folder()
    if folder is None:
        return None
    try:
        descriptor = os.open(folder / key, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & _OTHERS_MAY_WRITE:
            return None
        data = file.read()
    return _unpack(data)


def _unpack(data: bytes) -> dict[str, CodeType] | None:
    """What `_write` packed; None for a file that is cut off or damaged."""
    digest, packed = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    if sha256(packed).digest() != digest:
        return None
    codes: dict[str, CodeType] = marshal.loads(packed)  # noqa: S302 - a file that only the user could have written
    return codes


def _write(key: str, packed: bytes) -> None:
    """Keep compiled templates; without a folder, or on a full disk, the next run compiles again."""
    import tempfile

    folder = _folder()
    if folder is None:
        return
    with suppress(OSError):
        descriptor, name = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sha256(packed).digest() + packed)
            Path(name).replace(folder / key)
        except OSError:
            Path(name).unlink()  # half of it is of no use to anybody
