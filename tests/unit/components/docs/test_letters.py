"""A text is never wider than it is taken for, and one that is cut still fits."""

from hypothesis import given
from hypothesis import strategies as st

from podspec.components.docs.letters import fitted, width


@given(st.text(max_size=80), st.floats(12, 400), st.sampled_from([11, 12, 16, 22]), st.booleans())
def test_what_is_fitted_fits(text: str, room: float, size: float, bold: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    shown = fitted(text, room, size, bold=bold)
    assert width(shown, size, bold=bold) <= room or shown == "…"


@given(st.text(min_size=1, max_size=60))
def test_what_fits_stays_as_it_is(text: str) -> None:
    assert fitted(text, width(text, 12), 12) == text


def test_a_cut_text_keeps_both_ends() -> None:
    assert fitted("podinfo-deployment-system", 100, 12) == "podinf…system"


def test_bold_letters_and_letters_of_other_scripts_are_wider() -> None:
    assert width("abc", 12, bold=True) > width("abc", 12)
    assert width("字", 10) > 10
