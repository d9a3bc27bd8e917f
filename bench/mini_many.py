"""The floor at scale: `mini_many.py check|render WORKLOAD SERVICES PROCESSES`, in the current folder.

What `mini.py` does, for many services: each one's spec is read, validated and rendered to files in a folder of its
own. The processes are copies of this one; they share the services out, and say only whether all went well.
"""

from __future__ import annotations

import os
import sys

from floor.environment import environment
from mini import VERBS, Bundle, Spec, digests
from ruamel.yaml import YAML


def work(verb: str, workload: str, services: list[str]) -> int:
    """Do one verb for some services; 1 if a check finds a difference."""
    bundle = Bundle(f"{workload}/templates.marshal")
    jinja = environment(bundle)
    templates = {path: jinja.get_template(path) for path in bundle.codes}
    worst = 0
    for service in services:
        with open(f"{workload}/service.yaml", encoding="utf-8") as file:  # noqa: PTH123 - as in mini.py
            spec = Spec.model_validate(YAML(typ="safe").load(file.read()))
        artifacts = {f"{service}/{path}": one.render(s=spec).encode() for path, one in templates.items()}
        digests(artifacts)
        worst = max(worst, VERBS[verb](artifacts))
    return worst


def main(verb: str, workload: str, count: str, processes: str) -> int:
    """Share the services out; the exit code is 1 if any check finds a difference."""
    services = [f"svc-{number:05}" for number in range(int(count))]
    workers = []
    for number in range(1, int(processes)):
        worker = os.fork()
        if not worker:
            os._exit(work(verb, workload, services[number :: int(processes)]))
        workers.append(worker)
    own = work(verb, workload, services[:: int(processes)])
    return max([own, *(os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in workers)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
