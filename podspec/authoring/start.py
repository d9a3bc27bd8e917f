"""A first spec: a few answers become a commented, minimal `service.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podspec.authoring.dockerfile import Facts
from podspec.authoring.sheet import Above, Line, Sheet, sheet
from podspec.quoting.plain import Plain

#: Where editors find what a spec may hold, beside the folders of all specs.
SCHEMA_FILE = "service.schema.json"
#: The targets that can be asked for, and what each of them stands for.
TARGETS = {"lambda": ("lambda",), "ec2": ("ec2",), "both": ("lambda", "ec2")}


class Foundation(NamedTuple):
    """What is prepared in the account: the region of its state, and the spec that says so.

    `creates` is false where that spec finds it prepared, too.
    """

    region: str
    by: str
    creates: bool = True


class Answers(NamedTuple):
    """All that a first spec hangs on. `ids` are GitHub's numeric ids of owner and repository."""

    name: str
    target: str
    account: str
    region: str
    slug: str
    ids: tuple[int, int] | None = None
    branch: str = "main"
    context: str = "."
    dockerfile: str = "Dockerfile"
    facts: Facts = Facts()
    foundation: Foundation | None = None
    cidr: str = "10.10.0.0/16"


def first_spec(answers: Answers, schema: str) -> Sheet:
    """The text of a first spec; `schema` is where the schema is, as seen from it."""
    return sheet(head(answers.name, schema), list(_lines(answers)), ABOVE, _tail(answers))


def head(name: str, schema: str) -> list[str]:
    """The first comments of a spec: where editors find its schema, and where a person finds the rest."""
    return [
        f"yaml-language-server: $schema={schema}",
        f"{name}: all that podspec makes for it comes from this file. What is not here has a default:",
        "`podspec explain FIELD` prints a field's page, `podspec show --origin` every value and its source.",
    ]


#: What a first spec says above its blocks, also one that is carried over from elsewhere.
ABOVE: Above = {
    ("targets",): ("Where it runs; several targets run side by side.",),
    ("environments",): ("The order is the order of promotion.",),
}


def _lines(answers: Answers) -> Iterator[Line]:
    yield Line(("version",), 1)
    yield Line(("service", "name"), answers.name, "every name in AWS begins with it")
    yield from repository(answers)
    yield registry(answers)
    yield from foundation(answers.foundation)
    yield from _container(answers)
    for target in TARGETS[answers.target]:
        yield from _LAMBDA if target == "lambda" else _hosts(_architecture(answers))
    yield Line(("environments", "dev", "account"), answers.account)
    yield Line(("environments", "dev", "regions"), [answers.region], "two or more serve traffic together")
    if "ec2" in TARGETS[answers.target]:
        yield network("dev", answers.cidr)


def repository(answers: Answers) -> Iterator[Line]:
    """The lines of `repository`: with GitHub's ids, or for a repository that is old enough to do without."""
    yield Line(("repository", "slug"), answers.slug)
    yield Line(("repository", "default_branch"), answers.branch, "releases are made from it")
    if answers.ids:
        yield Line(("repository", "owner_id"), answers.ids[0], f"gh api repos/{answers.slug} --jq .owner.id")
        yield Line(("repository", "repository_id"), answers.ids[1], f"gh api repos/{answers.slug} --jq .id")
    else:
        old = "right before 15 July 2026; a younger repository needs owner_id and repository_id instead"
        yield Line(("repository", "oidc_subject"), "legacy", old)


def registry(answers: Answers) -> Line:
    """Where images are pushed. A second account would have to know it."""
    place: dict[str, Plain] = {"account": answers.account, "region": answers.region}
    return Line(("registry",), place, "images are pushed here, and run in all environments")


def foundation(prepared: Foundation | None) -> Iterator[Line]:
    """Who makes what an account has once: this spec, or the one that came before it."""
    if prepared is None:
        once = "this spec makes what the account has once: state bucket, OIDC provider"
        yield Line(("foundation",), "create", once)
        return
    said = f"{prepared.by} makes what the account has once" if prepared.creates else f"as in {prepared.by}"
    yield Line(("foundation",), "existing", said)
    yield Line(("state", "region"), prepared.region, "where it keeps Terraform's state")


def _container(answers: Answers) -> Iterator[Line]:
    if answers.context != ".":
        yield Line(("container", "context"), answers.context)
    if answers.dockerfile != "Dockerfile":
        yield Line(("container", "dockerfile"), answers.dockerfile)
    port, health, platform = answers.facts
    said = f"--platform, line {platform.line} of the Dockerfile" if platform else "or amd64"
    yield Line(("container", "architecture"), _architecture(answers), said)
    said = (
        f"EXPOSE, line {port.line} of the Dockerfile" if port else "where it listens: the Dockerfile does not say"
    )
    yield Line(("container", "port"), int(port.value) if port else 8080, said)
    if health:
        said = f"HEALTHCHECK, line {health.line} of the Dockerfile"
        yield Line(("container", "health", "liveness"), health.value, said)
        yield Line(("container", "health", "readiness"), health.value)
        yield Line(("container", "health", "version"), health.value, "a release asks it, too, and wants 200")
    else:
        yield Line(("container", "health", "readiness"), "/readyz", "answers 200 once it can take requests")
        yield Line(("container", "health", "version"), "/version", "a release asks it, too, and wants 200")


_ROLLOUT: dict[str, Plain] = {"strategy": "canary", "percent": 10, "interval_minutes": 5, "bake_minutes": 5}
_LAMBDA = (
    Line(("targets", "lambda", "memory_mb"), 512, "processor power grows with it"),
    Line(("targets", "lambda", "rollout"), _ROLLOUT, "alarms roll back"),
)
#: For each processor an instance type, and what is said of the other one.
_INSTANCES = {"arm64": ("t4g.small", "for amd64: t3.small"), "amd64": ("t3.small", "for arm64: t4g.small")}


def _architecture(answers: Answers) -> str:
    """The processor that the Dockerfile asks for; without a word the one that costs less."""
    return answers.facts.architecture.value if answers.facts.architecture else "arm64"


def _hosts(architecture: str) -> Iterator[Line]:
    yield Line(("targets", "ec2", "instance_type"), *_INSTANCES[architecture])
    yield Line(("targets", "ec2", "hosts"), {"min": 2, "desired": 2, "max": 4})
    yield Line(("targets", "ec2", "rollout"), _ROLLOUT, "alarms roll back")


def network(environment: str, cidr: str) -> Line:
    """The network of an environment's hosts."""
    value = {"cidr": cidr, "nat": "single"}
    return Line(("environments", environment, "network"), value, "a new VPC; one that exists: vpc_id")


def _tail(answers: Answers) -> list[str]:
    """An environment to come, for whoever has a second account."""
    second = [
        "  # prod:",
        '  #   account: "the 12 digits of another account"',
        f"  #   regions: [{answers.region}]",
        "  #   approval: {reviewers: [owner/team]} # who must agree before a version goes there",
    ]
    if "ec2" in TARGETS[answers.target]:
        second.insert(3, "  #   network: {cidr: 10.128.0.0/16, nat: per_az}")
    return second
