"""PS223: an alarm that waits for more hosts than there are."""

from specimens import silent, sole

from podspec.model.diagnostic import Severity


def test_a_threshold_above_the_most_hosts_is_a_warning() -> None:
    found = sole(
        """
        targets: {ec2: {hosts: {min: 2, desired: 2, max: ⟦4⟧}}}
        observability: {alarms: {unhealthy_hosts: «5»}}
        """,
        "PS223",
    )
    assert found.severity is Severity.WARNING
    assert found.message == "the alarm on unhealthy hosts waits for more hosts than there can be"
    assert (found.primary.text, found.related[0].text) == ("5 here", "max is 4")
    assert found.help == "set unhealthy_hosts to 4 or less"


def test_a_threshold_of_all_hosts_is_allowed() -> None:
    assert silent(
        "targets: {ec2: {hosts: {min: 2, desired: 2, max: 4}}}\nobservability: {alarms: {unhealthy_hosts: 4}}"
    )


def test_a_threshold_means_nothing_without_hosts() -> None:
    assert silent("observability: {alarms: {unhealthy_hosts: 500}}")
