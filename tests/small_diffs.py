"""How much of the output one field of the spec changes: every field by itself, on the full spec.

`python tests/small_diffs.py` writes the table to docs/reference/small-diffs.md.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from full import as_yaml, full

from podspec.compiler import compile_spec

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "small-diffs.md"

_ARN = "arn:aws:lambda:us-east-1:222222222222:function:rotate"

#: Another value for every field, by its place in the full spec; None takes away what stands there.
CHANGES: dict[str, Any] = {
    "service.name": "podinfo-two",
    "service.description": "Another description",
    "service.owner": "another-team",
    "service.tags.cost_center": "4321",
    "repository.slug": "acme/another",
    "repository.default_branch": "trunk",
    "repository.owner_id": 1002,
    "repository.repository_id": 2003,
    "repository.oidc_subject": "legacy",
    "registry.account": "222222222222",
    "registry.region": "eu-west-1",
    "state.region": "eu-west-1",
    "foundation": "existing",
    "container.context": "elsewhere",
    "container.dockerfile": "Containerfile",
    "container.port": 9090,
    "container.health.liveness": "/live",
    "container.health.readiness": "/ready",
    "container.health.metrics": "/stats",
    "container.health.version": "/about",
    "container.environment.LOG_LEVEL": "debug",
    "container.secrets.API_TOKEN": None,
    "supply_chain.scan.fail_on": "critical",
    "supply_chain.scan.ignore_unfixed": False,
    "supply_chain.scan.waivers": [{"id": "CVE-2026-12345", "reason": "never called", "expires": "2027-01-31"}],
    "supply_chain.sbom": "cyclonedx-json",
    "targets.lambda.memory_mb": 1024,
    "targets.lambda.timeout_seconds": 20,
    "environments.prod.targets.lambda.provisioned_concurrency": 1,
    "targets.lambda.reserved_concurrency": 50,
    "targets.lambda.throttle.rate_per_second": 150,
    "targets.lambda.throttle.burst": 300,
    "targets.lambda.rollout.strategy": "linear",
    "targets.lambda.rollout.percent": 20,
    "targets.lambda.rollout.interval_minutes": 3,
    "targets.lambda.rollout.bake_minutes": 10,
    "targets.ec2.instance_type": "t4g.medium",
    "targets.ec2.hosts.min": 1,
    "targets.ec2.hosts.desired": 3,
    "targets.ec2.hosts.max": 6,
    "targets.ec2.scaling.cpu_percent": 50,
    "targets.ec2.scaling.memory_percent": 80,
    "targets.ec2.scaling.requests_per_host": 500,
    "environments.dev.targets.ec2.purchase": "spot",
    "targets.ec2.rollout.strategy": "linear",
    "targets.ec2.rollout.percent": 20,
    "targets.ec2.rollout.interval_minutes": 3,
    "targets.ec2.rollout.bake_minutes": 5,
    "secrets.api-token.description": "another token",
    "secrets.api-token.rotate_days": 45,
    "environments.prod.secrets.api-token.rotation": {"lambda_arn": _ARN},
    "observability.log_retention_days": 60,
    "observability.alarms.error_rate_percent": 2,
    "observability.alarms.latency_p95_ms": 800,
    "observability.alarms.unhealthy_hosts": 2,
    "observability.dashboard": False,
    "observability.notify": ["ops@example.com", "team@example.com"],
    "observability.synthetics.interval_minutes": 1,
    "observability.slo.availability_percent": 99.5,
    "cost.monthly_budget_usd": 400,
    "environments.prod.account": "333333333333",
    "environments.prod.regions": ["us-east-1", "eu-west-1", "eu-central-1"],
    "environments.prod.network.cidr": "10.30.0.0/16",
    "environments.prod.network.nat": "single",
    "environments.prod.domain.name": "www.example.com",
    "environments.prod.domain.zone": "podinfo.example.com",
    "environments.prod.domain.create_zone": True,
    "environments.prod.domain.primary": "ec2",
    "environments.prod.approval.reviewers": ["acme/others"],
    "environments.prod.service.tags.cost_center": "8765",
    "environments.prod.container.environment.LOG_LEVEL": "error",
    "environments.prod.targets.lambda.memory_mb": 2048,
    "environments.prod.targets.ec2.hosts.max": 20,
    "environments.prod.secrets.api-token.rotate_days": 90,
    "environments.prod.observability.log_retention_days": 365,
    "environments.prod.cost.monthly_budget_usd": 700,
    "output.workflows": "generated/podinfo/workflows",
}

#: Those of them that change more than three lines of one file, and why.
WIDER = {
    "service.name": "every name begins with it",
    "registry.account": "the list of all roots says where each has its state",
    "state.region": "the list of all roots says where each has its state",
    "registry.region": "the registry's own region is the first in the list of its copies",
    "container.secrets.API_TOKEN": "the last secret takes the blocks along that carry secrets",
    "environments.prod.account": "another account is one more that may pull, and takes the place of the old one",
    "environments.prod.regions": "every region has a copy of the images, and says who pulls it",
    "environments.prod.domain.name": "each name has a block of its own, which names it twice",
}


#: Pages and pictures about the service.
_READ = "docs/"


@dataclass(frozen=True)
class Change:
    """What another value of one field changes.

    Attributes:
        field: where the value stands.
        value: what stands there now.
        lines: changed lines by file; a line that is replaced counts once.
        files: files that come or go.
    """

    field: str
    value: Any
    lines: Counter[str]
    files: Counter[str]

    @property
    def widest(self) -> int:
        """Changed lines of the file in which most change, of those that machines read."""
        return max((count for path, count in self.lines.items() if not path.startswith(_READ)), default=0)

    @property
    def widest_page(self) -> int:
        """The same of the pages and pictures: they say a fact in each place where somebody looks for it."""
        return max((count for path, count in self.lines.items() if path.startswith(_READ)), default=0)

    @property
    def row(self) -> str:
        """The row of the table."""
        cells = (f"`{self.field}`", _value(self.value), str(self.lines.total()), _where(self))
        return f"| {' | '.join(cells)} |"


def change(field: str, value: Any) -> Change:  # noqa: ANN401  # whatever a spec may say
    """Compile the full spec with another value of one field, and compare."""
    before, after = _artifacts(as_yaml(full())), _artifacts(as_yaml(full(**{field: value})))
    both = sorted(before.keys() & after.keys())
    lines = Counter({path: count for path in both if (count := _changed(before[path], after[path]))})
    return Change(field, value, lines, Counter(before.keys() ^ after.keys()))


def page() -> str:
    """The page in docs/."""
    rows = "".join(f"{change(field, value).row}\n" for field, value in CHANGES.items())
    return _TEXT + rows + _WIDER + "".join(f"- `{field}`: {why}.\n" for field, why in WIDER.items())


@cache
def _artifacts(text: str) -> dict[str, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "service.yaml"
        spec.write_text(text, "utf-8")
        compiled = compile_spec(spec, "service.yaml", date(2026, 11, 23))
    assert compiled.artifacts, compiled.diagnostics
    prefix = re.compile(r"^generated/[^/]+/")
    return {prefix.sub("", one.path): one.content.decode().splitlines() for one in compiled.artifacts}


def _changed(before: list[str], after: list[str]) -> int:
    """Changed lines of a file, without those that only make room for a longer neighbour."""
    old, new = ([" ".join(line.split()) for line in text] for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    spans = (span for tag, *span in matcher.get_opcodes() if tag != "equal")
    return sum(max(end - start, new_end - new_start) for start, end, new_start, new_end in spans)


def _value(value: Any) -> str:  # noqa: ANN401  # whatever a spec may say
    return "taken away" if value is None else f"`{json.dumps(value)}`"


def _where(change: Change) -> str:
    """The files by their names, since one stands in several roots."""
    names = Counter(path.rpartition("/")[2] for path in change.lines)
    listed = [name if count == 1 else f"{count} {name}" for name, count in sorted(names.items())]
    if change.files:
        count = change.files.total()
        listed.append("1 file comes or goes" if count == 1 else f"{count} files come or go")
    return ", ".join(listed) or "nothing yet"


_TEXT = """# What a change of one field changes

Each field of `tests/specs/full.yaml` by itself: a service on two targets, in `dev` (one region) and `prod` (two),
whose overlays say some fields again. A line that is replaced counts once, and spaces that only align do not count.
"nothing yet" stands where no file of this version uses a field.

`python tests/small_diffs.py` writes this page; a test compares it with the code.

| field | other value | lines | where |
|---|---|---|---|
"""

_WIDER = """
More than three lines of one file change only where they must. Pages and pictures in docs/ are left out here: they
say a fact in each place where somebody looks for it.

"""

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
