"""PS203: the immutable OIDC subject lacks an id that it is made of."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Ask for both numbers where the subject is immutable."""
    repository = scope.spec.repository
    missing = [key for key in ("owner_id", "repository_id") if getattr(repository, key) is None]
    if repository.oidc_subject != "immutable" or not missing:
        return
    chosen = ("repository", "oidc_subject")
    said = "oidc_subject" in repository.model_fields_set
    yield Finding(
        path=("repository", missing[0]),
        message=f"the immutable OIDC subject needs repository.{' and repository.'.join(missing)}",
        label=f"needs {' and '.join(missing)}",
        related=(Related(chosen, "asked for here"),) if said else (),
        help=f"`gh api repos/{repository.slug} --jq '.owner.id, .id'` prints both; "
        "a repository from before 15 July 2026 may set oidc_subject: legacy",
    )


RULE = SpecRule("PS203", check)
