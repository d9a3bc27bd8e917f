"""PS267: regions that nobody copies images to."""

from specimens import several, silent, sole

from podspec.model.diagnostic import Severity

REGISTRY = 'registry: {account: "111111111111", region: us-east-1}\n'


def test_a_region_beside_the_registrys_is_a_warning_where_another_spec_replicates() -> None:
    found = sole(
        f"""{REGISTRY}foundation: ⟦existing⟧
environments:
  dev: {{account: "111111111111", regions: [us-east-1, «eu-west-1»]}}
""",
        "PS267",
    )
    assert found.severity is Severity.WARNING
    assert found.message == "nothing here copies the images from us-east-1 to eu-west-1"
    assert found.primary.text == "pulls from a registry in its own region"
    assert found.related[0].text == "replication is part of the foundation"
    assert found.help == (
        "let the foundation's rules cover podspec/podinfo/image and eu-west-1, then accept PS267"
    )


def test_every_environment_counts_by_itself() -> None:
    found = several(
        f"""{REGISTRY}foundation: ⟦existing⟧
environments:
  dev: {{account: "111111111111", regions: [«eu-west-1»]}}
  prod: {{account: "222222222222", regions: [us-east-1, «eu-west-1»]}}
""",
        "PS267",
    )
    assert len(found) == 2


def test_without_a_registry_images_are_pushed_to_the_first_region_of_all() -> None:
    sole(
        """
        foundation: ⟦existing⟧
        environments:
          dev: {account: "111111111111", regions: [eu-west-1]}
          prod: {account: "111111111111", regions: [«us-east-1»]}
        """,
        "PS267",
    )


def _dev(regions: str) -> str:
    return f'{REGISTRY}environments: {{dev: {{account: "111111111111", regions: {regions}}}}}\n'


def test_one_region_needs_no_copies() -> None:
    assert silent(f"{_dev('[us-east-1]')}foundation: existing")


def test_who_makes_the_foundation_makes_the_copies() -> None:
    assert silent(f"{_dev('[us-east-1, eu-west-1]')}foundation: create")
