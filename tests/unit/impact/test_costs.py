"""What a change adds to the bill."""

from podspec.impact.costs import cost_changes, cost_notes, without
from podspec.model.cost import CostChange, CostLine, Estimate, Unpriced


def _estimate(**components: float) -> tuple[Estimate, ...]:
    lines = (
        CostLine("dev", "us-east-1", component, "item", 1, "month", usd, "because", "source", "2026-11-01")
        for component, usd in components.items()
    )
    return (Estimate("dev", tuple(lines), None),)


def test_components_that_cost_more_or_less_or_are_new_or_gone() -> None:
    before = {"web": _estimate(**{"lambda": 1.0}, ec2=5.0, dns=2.0)}
    after = {"web": _estimate(**{"lambda": 1.001}, ec2=6.0, secrets=3.0)}
    assert cost_changes(before, after) == (
        CostChange("dev", "ec2", 5.0, 6.0, "web"),
        CostChange("dev", "dns", 2.0, None, "web"),
        CostChange("dev", "secrets", None, 3.0, "web"),
    )


def _with_unpriced(hours: float, usd: float) -> tuple[Estimate, ...]:
    (one,) = _estimate(ec2=usd, dns=usd)
    return (one._replace(unpriced=(Unpriced("dev", "us-east-1", "ec2", "x9.huge", hours, "hours", "because"),)),)


def test_what_has_no_price_is_not_cheaper_but_not_known() -> None:
    before, after = {"web": _estimate(ec2=60.0, dns=1.0)}, {"web": _with_unpriced(730, 36.0)}
    assert cost_changes(before, after) == (CostChange("dev", "dns", 1.0, 36.0, "web"),)
    said = "web dev ec2: no price is known of x9.huge, so what the change costs is not known"
    assert cost_notes(before, after) == cost_notes(after, before) == (said,)


def test_as_much_without_a_price_as_before_hides_no_other_change() -> None:
    before, after = {"web": _with_unpriced(730, 5.0)}, {"web": _with_unpriced(730, 6.0)}
    assert [one.component for one in cost_changes(before, after)] == ["ec2", "dns"]
    assert cost_notes(before, after) == ()


def test_a_service_whose_other_side_is_not_known_is_not_compared() -> None:
    both = {"web": _estimate(ec2=5.0), "api": _estimate(ec2=1.0)}
    assert cost_changes({}, without(both, {"web"})) == (CostChange("dev", "ec2", None, 1.0, "api"),)


def test_a_service_that_goes_costs_nothing_any_more() -> None:
    assert cost_changes({"web": _estimate(ec2=5.0)}, {}) == (CostChange("dev", "ec2", 5.0, None, "web"),)
