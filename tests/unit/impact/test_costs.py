"""What a change adds to the bill."""

from podspec.impact.costs import cost_changes, without
from podspec.model.cost import CostChange, CostLine, Estimate


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


def test_a_service_whose_other_side_is_not_known_is_not_compared() -> None:
    both = {"web": _estimate(ec2=5.0), "api": _estimate(ec2=1.0)}
    assert cost_changes({}, without(both, {"web"})) == (CostChange("dev", "ec2", None, 1.0, "api"),)


def test_a_service_that_goes_costs_nothing_any_more() -> None:
    assert cost_changes({"web": _estimate(ec2=5.0)}, {}) == (CostChange("dev", "ec2", 5.0, None, "web"),)
