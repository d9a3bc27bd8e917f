"""Who the service is and where its code lives: `service`, `repository`, `registry`, `output`, `accept`."""

from typing import Annotated, Literal

from pydantic import Field

from podspec.model.spec.base import (
    AccountId,
    Day,
    Line,
    Part,
    Region,
    RelativePath,
    TagKey,
    TagValue,
    Text,
    matching,
)

#: It becomes the value of a tag, and says something.
OwnerName = Annotated[
    str,
    matching(
        r"^[A-Za-z0-9_.:/=+@-][A-Za-z0-9 _.:/=+@-]*$",
        "letters, digits, spaces and _ . : / = + - @, as a tag takes them",
        at_most=256,
    ),
]


class Service(Part):
    """What the service is called and who answers for it."""

    name: Annotated[
        str,
        matching(
            r"^[a-z][a-z0-9-]{1,22}[a-z0-9]$",
            "3 to 24 lower-case letters, digits and hyphens, a letter first and no hyphen last",
        ),
    ] = Field(description="Name of the service; every name in AWS starts with it.", examples=["podinfo"])
    description: Line = Field(
        default="",
        description="One line that says what the service is for.",
        examples=["Go web service that reports about itself"],
    )
    owner: OwnerName | None = Field(
        default=None,
        description="Team that answers for the service; becomes the Owner tag.",
        examples=["platform"],
    )
    tags: dict[TagKey, TagValue] = Field(
        default_factory=dict,
        max_length=40,
        description="Tags for every AWS resource of the service. AWS takes 50; podspec sets a few of its own.",
        examples=[{"cost_center": "1234"}],
    )


class Repository(Part):
    """The GitHub repository that holds the code, the spec and the pipeline."""

    slug: Annotated[
        str,
        matching(
            r"^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}/[A-Za-z0-9._-]{1,100}$", "owner/name of a GitHub repository"
        ),
    ] = Field(
        description="Owner and name of the repository on GitHub.", examples=["acme/podinfo-deployment-system"]
    )
    default_branch: Annotated[
        str,
        matching(
            r"^(?![/.-])(?!.*//)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}(?<![/.])$",
            "a branch name of letters, digits and . _ / -",
        ),
    ] = Field(default="main", description="Branch that releases are made from.", examples=["main"])
    owner_id: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="GitHub's numeric id of the owner; stands in the immutable OIDC subject, which needs it. "
        "`gh api repos/OWNER/NAME --jq .owner.id` prints it.",
        examples=[1001],
    )
    repository_id: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="GitHub's numeric id of the repository; stands in the immutable OIDC subject, which needs it. "
        "`gh api repos/OWNER/NAME --jq .id` prints it.",
        examples=[2002],
    )
    oidc_subject: Literal["immutable", "legacy"] = Field(
        default="immutable",
        description="Form of the OIDC subject: immutable for repositories created or renamed since 15 July 2026, "
        "legacy (names only) for older ones that have not moved over.",
        examples=["immutable"],
    )


class Registry(Part):
    """Where images are pushed; every environment pulls from here or from a replica."""

    account: AccountId = Field(description="AWS account of the image registry.", examples=["111111111111"])
    region: Region = Field(description="AWS region of the image registry.", examples=["us-east-1"])


class State(Part):
    """Where Terraform keeps what it knows, in each account of the service."""

    region: Region = Field(
        description="AWS region of the state bucket, the same in every account. The bucket's name carries it.",
        examples=["us-east-1"],
    )


class Output(Part):
    """Where the generated files go, from the repository's root."""

    directory: RelativePath | None = Field(
        default=None,
        description="Directory of the generated files. Default: generated/<service>.",
        examples=["generated/podinfo"],
    )
    workflows: RelativePath | None = Field(
        default=None,
        description="Directory of the workflows; GitHub runs only those in .github/workflows, the default.",
        examples=[".github/workflows"],
    )


class Accept(Part):
    """A finding that is known and accepted, with a reason and a last day."""

    code: Annotated[str, matching(r"^[A-Z]{2,10}[0-9]{3,4}$", "a code such as PS231")] = Field(
        description="Code of the finding; only findings of rules (PS2xx, or your organisation's) can be accepted.",
        examples=["PS231"],
    )
    reason: Text = Field(description="Why it is right here.", examples=["the upstream API has no other region"])
    expires: Day = Field(description="Last day on which it is accepted.", examples=["2027-01-31"])
