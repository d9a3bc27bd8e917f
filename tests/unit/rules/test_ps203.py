"""PS203: the ids in the immutable OIDC subject."""

import pytest
from specimens import silent, sole


def test_both_ids_are_asked_for_by_default() -> None:
    found = sole("«repository»:\n  slug: acme/podinfo\n", "PS203")
    assert found.message == "the immutable OIDC subject needs repository.owner_id and repository.repository_id"
    assert found.primary.text == "needs owner_id and repository_id"
    assert found.help == (
        "`gh api repos/acme/podinfo --jq '.owner.id, .id'` prints both; "
        "a repository from before 15 July 2026 may set oidc_subject: legacy"
    )


@pytest.mark.parametrize(("given", "missing"), [("owner_id", "repository_id"), ("repository_id", "owner_id")])
def test_one_id_alone_is_not_enough(given: str, missing: str) -> None:
    found = sole(f"repository: «{{slug: acme/podinfo, {given}: 7}}»", "PS203")
    assert found.message == f"the immutable OIDC subject needs repository.{missing}"


def test_the_choice_is_shown_where_it_was_made() -> None:
    found = sole(
        """
        «repository»:
          slug: acme/podinfo
          oidc_subject: ⟦immutable⟧
        """,
        "PS203",
    )
    assert found.related[0].text == "asked for here"


def test_a_legacy_subject_needs_no_id() -> None:
    assert silent("repository: {slug: acme/podinfo, oidc_subject: legacy}")
