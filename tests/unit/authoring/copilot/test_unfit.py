"""Every field that has no place says why, and what to do instead."""

from podspec.authoring.copilot.unfit import UNFIT, UNKNOWN, reason


def test_a_field_has_its_own_reason_or_that_of_the_nearest_above() -> None:
    assert reason(("sidecars", "envoy", "port")) is UNFIT[("sidecars",)]
    assert reason(("deployment", "rollback_alarms", 0)) is UNFIT[("deployment", "rollback_alarms")]
    assert reason(("deployment", "new")) is UNFIT[("deployment",)]
    assert reason(("nowhere",)) is UNKNOWN


def test_reasons_say_something() -> None:
    assert all(len(words.why.split()) > 2 and words.instead for words in UNFIT.values())
