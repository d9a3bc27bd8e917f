"""The policy: what an organisation gives to, and asks of, every spec of a repository."""

from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from podspec.model.source import Mapping, Path, Source
from podspec.model.spec.base import WHOLE, Day, EnvironmentName, Part, Text, matching

#: Own codes never begin as podspec's do, so that nobody takes one for the other.
OwnCode = Annotated[
    str,
    matching(
        r"^(?!PS[0-9])[A-Z]{2,10}[0-9]{3,4}$", "2 to 10 capital letters, but not PS, then 3 or 4 digits: ACME001"
    ),
]
FieldPath = Annotated[
    str,
    matching(
        r"^[A-Za-z0-9_*][^\s.]*(\.[^\s.]+)*$", "a path of the spec such as targets.lambda.memory_mb", at_most=200
    ),
]
#: Which specs, by their paths from the repository's root; `*` stands for any characters, slashes too.
Globs = Annotated[
    tuple[Annotated[str, matching(r"^[^\s/][^\s]*$", "a path such as specs/*/service.yaml", at_most=200)], ...],
    Field(min_length=1, max_length=100),
]

Number = Annotated[float, Field(allow_inf_nan=False)]


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Question(Part):
    """What can be asked of one value. Several tests must all hold."""

    equals: Any = Field(default=None, description="The value is this one.", examples=["arm64"])
    one_of: tuple[Any, ...] | None = Field(
        default=None, min_length=1, description="The value is one of these.", examples=[["amd64", "arm64"]]
    )
    at_least: Number | None = Field(
        default=None, description="The number is this one or a larger one.", examples=[90]
    )
    at_most: Number | None = Field(
        default=None, description="The number is this one or a smaller one.", examples=[1024]
    )
    matches: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        default=None,
        description="The whole text matches this regular expression, without look-around and back-references.",
        examples=["acme/.*"],
    )

    @property
    def asked(self) -> dict[str, Any]:
        """The tests that are made, by name."""
        return {name: value for name in Question.model_fields if (value := getattr(self, name)) is not None}


class Condition(Question):
    """A question that an environment answers with yes or no: of a kind of its own, or a path with tests."""

    environment: Annotated[tuple[EnvironmentName, ...], BeforeValidator(_one_or_more)] | None = Field(
        default=None, description="The environment is this one, or one of these.", examples=["prod"]
    )
    path: FieldPath | None = Field(
        default=None, description="The field that the tests ask about.", examples=["targets.lambda.memory_mb"]
    )
    present: bool | None = Field(
        default=None,
        description="There is a value, podspec's own default included; an empty list or mapping is none.",
        examples=[True],
    )
    absent: bool | None = Field(default=None, description="There is no value.", examples=[True])
    not_: "Condition | None" = Field(
        default=None, alias="not", description="The condition does not hold.", examples=[{"environment": "dev"}]
    )
    all: "tuple[Condition, ...] | None" = Field(
        default=None, min_length=1, description="Each of these holds.", examples=[[{"environment": "prod"}]]
    )
    any: "tuple[Condition, ...] | None" = Field(
        default=None, min_length=1, description="One of these holds.", examples=[[{"environment": "prod"}]]
    )


class _Entry(Part):
    """What all entries of a policy have."""

    reason: Text = Field(
        description="Why; people read it beside the finding.", examples=["auditors ask for 90 days"]
    )
    when: Condition | None = Field(
        default=None,
        description="Only in environments where this holds; default: in all.",
        examples=[{"environment": "prod"}],
    )
    applies_to: Globs | None = Field(
        default=None, description="Only specs at these paths; default: all.", examples=[["specs/*/service.yaml"]]
    )
    help: Text | None = Field(
        default=None, description="How to mend it, in a few words.", examples=["ask #platform for a budget"]
    )

    def covers(self, file: str) -> bool:
        """True if the entry is about the spec at a path."""
        return _covers(self.applies_to, file)


class Requirement(Question, _Entry):
    """A field that every spec must give, or have from the policy's defaults; with tests, also which value."""

    path: FieldPath = Field(description="The field.", examples=["service.owner"])


class Ban(Question, _Entry):
    """A value that no spec may have; without tests, a field that no spec may give."""

    path: FieldPath = Field(description="The field.", examples=["targets.ec2.purchase"])


class OwnRule(_Entry):
    """A rule of the organisation's own, with a code of its own."""

    code: OwnCode = Field(description="Its permanent code.", examples=["ACME001"])
    must: Condition = Field(
        description="What must hold in each environment.",
        examples=[{"path": "environments.*.approval", "present": True}],
    )
    message: Text = Field(
        description="What is wrong where it does not hold, in one line.", examples=["prod goes out unapproved"]
    )
    severity: Literal["error", "warning"] = Field(
        default="error", description="A warning fails the run only with --strict.", examples=["warning"]
    )
    acceptable: bool = Field(
        default=False, description="Whether a spec may accept the finding, under `accept`.", examples=[True]
    )
    expires: Day | None = Field(
        default=None, description="Last day on which the rule holds; default: for good.", examples=["2027-01-31"]
    )


class PolicyFile(Part):
    """The file as written."""

    version: Annotated[Literal[1], WHOLE] = Field(description="Version of the policy's language.", examples=[1])
    applies_to: Globs | None = Field(
        default=None,
        description="The specs that the policy is about; default: all.",
        examples=[["specs/*/service.yaml"]],
    )
    defaults: dict[str, Any] = Field(
        default_factory=dict,
        description="A part of a spec: what stands here holds in every spec that does not say otherwise.",
        examples=[{"observability": {"log_retention_days": 90}}],
    )
    required: tuple[Requirement, ...] = Field(
        default=(),
        description="Fields that every spec must give.",
        examples=[[{"path": "service.owner", "reason": "somebody must answer"}]],
    )
    forbidden: tuple[Ban, ...] = Field(
        default=(),
        description="Values that no spec may have.",
        examples=[[{"path": "targets.ec2.purchase", "equals": "spot", "reason": "hosts must stay"}]],
    )
    rules: tuple[OwnRule, ...] = Field(
        default=(),
        description="Rules of the organisation's own.",
        examples=[[{"code": "ACME001"}]],
    )

    def covers(self, file: str) -> bool:
        """True if the policy is about the spec at a path."""
        return _covers(self.applies_to, file)


def _covers(globs: tuple[str, ...] | None, file: str) -> bool:
    return globs is None or any(fnmatchcase(file, glob) for glob in globs)


class Defaults(NamedTuple):
    """A part of a spec, or of an environment, and the paths of what it lacks to be a whole one."""

    tree: Mapping
    gaps: frozenset[Path]


class Policy(NamedTuple):
    """A policy that holds together, ready to be applied."""

    file: PolicyFile
    source: Source
    tree: Mapping
    #: what specs get, and what environments get, by name; `*` stands for those without a name here
    base: Defaults
    environments: dict[str, Defaults]

    def of_environment(self, name: str) -> Defaults:
        """What the environment of a name gets where its spec is silent."""
        return self.environments.get(name, self.environments["*"])

    def acceptable(self) -> frozenset[str]:
        """The own codes that a spec may list under `accept`."""
        return frozenset(rule.code for rule in self.file.rules if rule.acceptable)
