"""Many drifts of one cause are one to a person."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from podspec.model.diagnostic import Label
from podspec.model.drift import Drift, DriftKind
from podspec.model.source import Span
from podspec.reporters.folding import folds

OWNER, PORT = Span(7, 3, 7, 8), Span(9, 3, 9, 7)


def _stale(path: str, *values: tuple[str, Span]) -> Drift:
    because = tuple(Label("s.yaml", span, name) for name, span in values)
    return Drift(DriftKind.STALE, path, f"{values[0][0]} changed", because, theme="values have changed")


DRIFTS = st.lists(
    st.builds(
        Drift,
        st.sampled_from(DriftKind),
        st.text("abc", max_size=3),
        st.sampled_from(["x", "y"]),
        st.just(()),
        theme=st.sampled_from(["", "t"]),
        also=st.sampled_from([(), ("edited",)]),
    ),
    max_size=40,
)


@given(DRIFTS)
def test_no_drift_is_lost_and_none_is_told_twice(drifts: list[Drift]) -> None:
    assert Counter(one for fold in folds(drifts) for one in fold.drifts) == Counter(drifts)


@given(DRIFTS)
def test_what_stands_together_has_one_kind_and_one_cure(drifts: list[Drift]) -> None:
    for fold in folds(drifts):
        assert len({(one.kind, one.cure, one.also, one.theme or one.cause) for one in fold.drifts}) == 1


def test_one_line_of_a_spec_is_one_cause_whatever_its_environments_call_it() -> None:
    names = ("dev.owner", "owner", "prod.owner", "owner")
    (fold,) = folds(_stale(f"f{at}", (name, OWNER)) for at, name in enumerate(names))
    assert fold.is_many
    assert [one.text for one in fold.because] == ["owner"]
    assert fold.cause == "values have changed"


def test_files_that_hang_on_more_lines_stand_with_those_of_the_first_one() -> None:
    (fold,) = folds([_stale("a", ("owner", OWNER)), _stale("b", ("owner", OWNER), ("port", PORT))])
    assert [one.text for one in fold.because] == ["owner", "port"]


def test_different_lines_are_different_causes() -> None:
    assert len(folds([_stale("a", ("owner", OWNER)), _stale("b", ("port", PORT))])) == 2


def test_causes_of_many_files_come_first() -> None:
    few = [Drift(DriftKind.EDITED, f"e{at}", "by hand") for at in range(2)]
    some = [Drift(DriftKind.MISSING, f"m{at}", "not there") for at in range(4)]
    many = [Drift(DriftKind.ORPHANED, f"o{at}", "left over") for at in range(9)]
    assert [len(fold.drifts) for fold in folds([*few, *some, *many])] == [9, 4, 2]


def test_what_people_did_is_looked_at_file_by_file_for_longer() -> None:
    for kind, count in ((DriftKind.EDITED, 10), (DriftKind.STALE, 3)):
        drifts = [Drift(kind, f"{at:02}", "x") for at in range(count + 1)]
        assert [fold.is_many for fold in (*folds(drifts[:-1]), *folds(drifts))] == [False, True]


def test_the_diff_that_is_shown_is_of_what_runs_rather_than_of_a_page() -> None:
    (fold,) = folds(_stale(path, ("owner", OWNER)) for path in ("g/docs/a.svg", "g/main.tf", "g/z.tf"))
    assert fold.example.path == "g/main.tf"
    (fold,) = folds(_stale(path, ("owner", OWNER)) for path in ("g/docs/a.svg", "g/docs/b.md"))
    assert fold.example.path == "g/docs/a.svg"
