"""PS207: promotion past an approval."""

from specimens import several, silent, sole


def test_an_unguarded_environment_behind_a_guarded_one_is_an_error() -> None:
    found = sole(
        """
        environments:
          stage:
            account: "111111111111"
            regions: [us-east-1]
            approval: ⟦{reviewers: [acme/release]}⟧
          «prod»: {account: "111111111111", regions: [us-east-1]}
        """,
        "PS207",
    )
    assert found.message == "stage asks for approval, and prod, which comes after it, does not"
    assert found.primary.text == "no approval here"
    assert found.related[0].text == "approval is asked for here"
    assert found.help == ("give prod an approval, or move it before stage: the order is the order of promotion")


def test_every_later_environment_is_named_beside_the_nearest_guarded_one() -> None:
    several(
        """
        environments:
          stage: {account: "111111111111", regions: [us-east-1], approval: ⟦{reviewers: [ann]}⟧}
          «canary»: {account: "111111111111", regions: [us-east-1]}
          prod: {account: "111111111111", regions: [us-east-1], approval: ⟦{reviewers: [ann]}⟧}
          «dr»: {account: "111111111111", regions: [us-east-1]}
        """,
        "PS207",
    )


def test_approval_may_begin_late() -> None:
    assert silent(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1]}
          prod: {account: "111111111111", regions: [us-east-1], approval: {reviewers: [ann]}}
        """
    )
