"""Secrets, and the variables that carry them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from strategies.text import one_line, secret_name

Block = dict[str, Any]

_one = st.fixed_dictionaries(
    {}, optional={"description": one_line, "rotate_days": st.integers(30, 90), "rotation": st.just("generated")}
)
declared = st.dictionaries(secret_name, _one, max_size=2)


@st.composite
def variables_of(draw: st.DrawFn, secrets: Block) -> dict[str, str]:
    """Variables for some of the secrets; no variable of text is called like one of them."""
    carried = [name for name in secrets if draw(st.booleans())]
    return {f"SECRET_{number}": name for number, name in enumerate(carried)}


@st.composite
def overlays(draw: st.DrawFn, secrets: Block, partition: str, region: str, account: str) -> Block:
    """What an environment says of the secrets: another rhythm, or a function of its own that rotates them."""
    arn = f"arn:{partition}:lambda:{region}:{account}:function:rotate"
    own = st.sampled_from([{"rotate_days": 45}, {"rotation": {"lambda_arn": arn}}])
    return {name: draw(own) for name in secrets if draw(st.booleans())}
