"""What stands on top of the page: whose it is, whether all is well, and the service in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from podspec import __version__
from podspec.model.access import Access
from podspec.model.compilation import Compilation
from podspec.model.cost import Estimate, added
from podspec.model.diagnostic import Severity
from podspec.model.report import Report
from podspec.reporters.html.links import Links
from podspec.reporters.text import plural


class Verdict(NamedTuple):
    """Whether all is well: `good`, `warning` or `bad`, in a few words and in one sentence."""

    kind: str
    words: str
    sentence: str


class Figure(NamedTuple):
    """One figure of the service, and what it is made of."""

    name: str
    value: str
    detail: str


class Overview(NamedTuple):
    """The top of the page, and the line at its end."""

    service: str
    description: str
    owner: str
    slug: str
    repository: str
    file: str
    source: str
    verdict: Verdict
    figures: tuple[Figure, ...]
    version: str
    digest: str


def view(run: Report, about: Compilation, bill: Sequence[Estimate], access: Access, links: Links) -> Overview:
    """The top of the page. Of a spec that cannot be read only the file's name is known."""
    service = about.spec.service if about.spec else None
    text = about.source.text if about.source else ""
    return Overview(
        service.name if service else about.file,
        service.description or "" if service else "",
        service.owner or "" if service else "",
        about.spec.repository.slug if about.spec else "",
        links.repository,
        about.file,
        links.file(about.file),
        verdict(run, about),
        tuple(_figures(about, bill, access)) if about.artifacts else (),
        __version__,
        sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def verdict(run: Report, about: Compilation) -> Verdict:
    """The worst that can be said of the service."""
    errors, warnings = run.count(Severity.ERROR), run.count(Severity.WARNING)
    if errors:
        rest = "" if about.artifacts else " Until the spec is right, nothing else is known of the service."
        return Verdict("bad", plural(errors, "error"), f"Look below for what is wrong, and where.{rest}")
    if run.drifts:
        kinds = ", ".join(f"{count} {kind.value}" for kind, count in run.drift_counts().items())
        return Verdict("bad", "Drifted", f"{plural(len(run.drifts), 'file')} not as the spec says: {kinds}.")
    files = f"All {run.artifacts:,} committed files are what the spec says, byte for byte."
    if warnings:
        return Verdict("warning", f"No drift, {plural(warnings, 'warning')}", files)
    return Verdict("good", "No drift", files)


def _figures(about: Compilation, bill: Sequence[Estimate], access: Access) -> Iterator[Figure]:
    environments = [one.environment for one in about.resolved]
    names = [one.name for one in environments]
    yield Figure("Environments", f"{len(names):,}", ", ".join(names))
    regions = list(dict.fromkeys(region for one in environments for region in one.regions))
    yield Figure("Regions", f"{len(regions):,}", ", ".join(regions))
    targets = _targets(about)
    yield Figure("Targets", f"{len(targets):,}", ", ".join(targets))
    if bill:
        total = added(one.monthly_usd for one in bill)
        yield Figure("Estimate", f"${total:,.0f}", "a month, all environments")
    yield Figure("IAM roles", f"{len(access.roles):,}", "in all accounts and regions")
    yield Figure("Files", f"{len(about.artifacts):,}", "rendered from the spec")


def _targets(about: Compilation) -> list[str]:
    given = (one.environment.targets.model_dump(by_alias=True, exclude_none=True) for one in about.resolved)
    return list(dict.fromkeys(name for targets in given for name in targets))
