"""Runs one podspec command in this process and prints, as JSON, what each stage took. Started by stages.py.

Each stage without the stages inside it. Nothing in podspec knows about this: imports are watched,
and a stage's function is replaced as soon as its module is there, before anybody else has taken it.
"""

from __future__ import annotations

import builtins
import io
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import reduce, wraps
from importlib import import_module
from types import GeneratorType, ModuleType
from typing import Any

from ranking import package

#: Stages by the name they are shown under. A stage that a command does not reach takes no time.
STAGES = {
    "find the specs": "podspec.commands.options:workspace",
    "read": "podspec.pipeline.read:read",
    "parse": "podspec.pipeline.parse:parse",
    "validate": "podspec.pipeline.validate:validate",
    "resolve": "podspec.pipeline.resolve:resolve",
    "lint": "podspec.pipeline.lint:lint",
    "lower": "podspec.pipeline.lower:lower",
    "read the templates": "podspec.pipeline.templates:texts",
    "digest the templates": "podspec.pipeline.templates:digest",
    "load the compiled templates": "podspec.pipeline.compiled:load_or_compile",
    "render": "podspec.pipeline.render:render",
    "lay out Terraform": "podspec.quoting.hcl_format:format_hcl",
    "record the manifest": "podspec.model.manifest:record",
    "load the manifest": "podspec.model.manifest:load",
    "dump the manifest": "podspec.model.manifest:dump",
    "compare": "podspec.pipeline.compare:Comparison.drifts",
    "ask git what it ignores": "podspec.pipeline.git:not_ignored",
    "write": "podspec.pipeline.write:write",
    "look at a file": "podspec.pipeline.tree:Tree.look",
    "create a file": "podspec.pipeline.tree:Tree.create",
    "make folders": "podspec.pipeline.tree:Tree.make_folders",
    "sync folders": "podspec.pipeline.tree:Tree.sync",
    "report": "podspec.commands.options:finish",
}
#: What can be asked for: a clock, and what it said when this process began (wall time: when it got here).
CLOCKS = {"cpu": (time.process_time, 0.0), "wall": (time.perf_counter, time.perf_counter())}


class Stopwatch:
    """Seconds by stage; the innermost stage that is open takes them all."""

    def __init__(self, clock: Callable[[], float], began: float) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._clock = clock
        self._open = ["interpreter, and this probe"]
        self._since = began

    def lap(self) -> None:
        """Book the time since the last lap."""
        now = self._clock()
        self.spent[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What happens inside is booked on `name`."""
        self.lap()
        self._open.append(name)
        try:
            yield
        finally:
            self.lap()
            self._open.pop()

    def timing(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed; a generator's work is done at once, inside the stage it belongs to."""

        @wraps(function)
        def timed(*arguments: object, **named: object) -> object:
            with self.stage(name):
                result = function(*arguments, **named)
                return iter(list(result)) if isinstance(result, GeneratorType) else result

        return timed


def probe(verb: str, clock: str) -> dict[str, float]:
    """Run `podspec VERB` here, and return the seconds of each stage by one of the `CLOCKS`.

    Raises:
        SystemExit: if the command does not succeed: its times would be those of something else.
    """
    watch = Stopwatch(*CLOCKS[clock])
    awaited = dict(STAGES)
    with watch.stage("everything else"), redirect_stdout(io.StringIO()) as said:
        _watch_imports(watch, awaited)
        code = import_module("podspec.cli").run([verb])
    if code:
        raise SystemExit(f"podspec {verb}: exit code {code}\n{said.getvalue()}")
    for place in awaited.values():
        if place.partition(":")[0] in sys.modules:
            print(f"no such stage any more: {place}", file=sys.stderr)
    return watch.spent


def _watch_imports(watch: Stopwatch, awaited: dict[str, str]) -> None:
    """Book every import on its package, and every stage on itself once it is imported."""
    original = builtins.__import__

    def watched(
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002 - Python's signature
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - the same
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        importer = (globals or {}).get("__package__") or ""
        with watch.stage(f"import {package(importer if level else name)}"):
            module = original(name, globals, locals, fromlist or (), level)
        if name.startswith("podspec"):
            _watch_stages(watch, awaited)
        return module

    builtins.__import__ = watched


def _watch_stages(watch: Stopwatch, awaited: dict[str, str]) -> None:
    """Time those of the awaited stages whose functions, or methods, are there by now."""
    for stage, place in list(awaited.items()):
        module, _, attributes = place.partition(":")
        *inside, last = attributes.split(".")
        owner = reduce(lambda one, name: getattr(one, name, None), inside, sys.modules.get(module))
        function = getattr(owner, last, None)
        if function:
            setattr(owner, last, watch.timing(stage, function))
            del awaited[stage]


if __name__ == "__main__":
    print(json.dumps(probe(*sys.argv[1:])))
