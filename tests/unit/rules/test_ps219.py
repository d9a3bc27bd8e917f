"""PS219: room to scale, and nothing to scale by."""

import pytest
from specimens import silent, sole

from podspec.model.diagnostic import Severity


def test_room_without_an_average_is_a_warning() -> None:
    found = sole(
        """
        targets:
          ec2:
            hosts: ⟦{min: 2, desired: 2, max: 3}⟧
            scaling: «{cpu_percent: null}»
        """,
        "PS219",
    )
    assert found.severity is Severity.WARNING
    assert found.message == "ec2 hosts may scale, and no average is set to scale by"
    assert (found.primary.text, found.related[0].text) == ("every average is off", "room from 2 to 3 hosts")
    assert found.help == "set scaling.cpu_percent, or make hosts.min and hosts.max equal"


@pytest.mark.parametrize("average", ["cpu_percent: 60", "memory_percent: 70", "requests_per_host: 1000"])
def test_any_one_average_is_enough(average: str) -> None:
    scaling = f"{{cpu_percent: null, {average}}}" if "cpu" not in average else f"{{{average}}}"
    assert silent(f"targets: {{ec2: {{hosts: {{min: 2, desired: 2, max: 3}}, scaling: {scaling}}}}}")


def test_a_fixed_number_of_hosts_needs_no_average() -> None:
    assert silent("targets: {ec2: {hosts: {min: 3, desired: 3, max: 3}, scaling: {cpu_percent: null}}}")


def test_processor_use_scales_by_default() -> None:
    assert silent("targets: {ec2: {hosts: {min: 2, desired: 2, max: 3}, scaling: {}}}")
