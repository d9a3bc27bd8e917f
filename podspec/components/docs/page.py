"""What the pages about a service have in common: its names, its places, and the ways from one file to another."""

from collections.abc import Iterable, Iterator
from posixpath import relpath
from urllib.parse import quote

from podspec.components import names, presence
from podspec.components.component import Context
from podspec.components.links import workflow_url
from podspec.components.places import partition
from podspec.model.environment import Environment
from podspec.model.layout import output_directory, workflows_directory
from podspec.model.scope import ServiceScope


def common(scope: ServiceScope, environments: Iterable[Environment] | None = None) -> Context:
    """What every page is given. Its commands speak of the place `shown`: the last environment's first region."""
    wanted = list(scope.environments if environments is None else environments)
    service = scope.spec.service
    return {
        "service": service.name,
        "home": output_directory(scope.spec),
        "targets": [
            target for target in ("lambda", "ec2") if any(target in presence.targets(one) for one in wanted)
        ],
        "places": [place for one in wanted for place in places(one)],
        "shown": next(places(wanted[-1])),
    }


def places(environment: Environment) -> Iterator[Context]:
    """Each region of an environment, with what its resources are called."""
    base = names.base_name(environment.service.name, environment.name)
    for region in environment.regions:
        yield {
            "environment": environment.name,
            "account": environment.account,
            "region": region,
            "name": base,
            "dashboard": _dashboard(environment, base, region),
        }


def _dashboard(environment: Environment, base: str, region: str) -> Context | None:
    """The dashboard of a region, and where the console shows it.

    Source: addresses that the console gives, as public repositories keep them (2026-11). In other partitions the
    console has other hosts.
    """
    if not environment.observability.dashboard:
        return None
    name = f"{base}_{region}"
    host = f"https://{region}.console.aws.amazon.com"
    url = f"{host}/cloudwatch/home?region={region}#dashboards/dashboard/{name}"
    return {"name": name, "url": url if partition(region) == "aws" else None}


def workflow(scope: ServiceScope, what: str) -> Context:
    """One of the service's workflows: its file's name, the way to it from a page, and where GitHub runs it."""
    file = f"{scope.spec.service.name}-{what}.yml"
    path = f"{workflows_directory(scope.spec)}/{file}"
    return {
        "name": file.removesuffix(".yml"),
        "path": from_docs(scope, path),
        "url": workflow_url(scope.spec, file),
        # GitHub runs what stands here, and nothing else.
        "runs": workflows_directory(scope.spec) == ".github/workflows",
    }


def from_docs(scope: ServiceScope, path: str) -> str:
    """The way from a page to a file of the repository, as an address: a path may hold what no address does."""
    return quote(relpath(path, f"{output_directory(scope.spec)}/docs"))
