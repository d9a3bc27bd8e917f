"""Text and names, as awkward as a spec may have them."""

from __future__ import annotations

from hypothesis import strategies as st

#: Text with everything in it that some output language takes for more than text.
hostile_text = st.lists(
    st.one_of(
        st.sampled_from(
            ["${", "%{", "$${", "}", '"', "\\", "'", "`", "#", "//", "/*", "*/", "<<EOF", "\t", "é", "日本"]
        ),
        st.sampled_from(
            ["{{", "}}", "<%", "%>", "<%=", "|", ">", "!", "&", "*", ": ", "- ", "%", "$(id)", "\u0301", "🎉"]
        ),
        st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=6),
    ),
    max_size=12,
).map(lambda pieces: "".join(pieces).replace("${{", "$ {{"))

one_line = hostile_text.map(lambda text: text.replace("\t", " "))
service_name = st.from_regex(r"[a-z][a-z0-9-]{1,22}[a-z0-9]", fullmatch=True)
secret_name = st.from_regex(r"[a-z][a-z0-9-]{0,12}[a-z0-9]", fullmatch=True)

_RESERVED = {"LANG", "PATH", "TZ", "LD_LIBRARY_PATH"}
_variable = st.from_regex(r"[A-Z][A-Z0-9_]{1,14}", fullmatch=True).filter(
    lambda name: not name.startswith(("AWS_", "LAMBDA_", "SECRET_")) and name not in _RESERVED
)
variables = st.dictionaries(_variable, hostile_text, max_size=4)

_OWN_TAGS = {"service", "environment", "owner", "managedby"}
tags = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_.:/=+@-]{0,12}", fullmatch=True).filter(
        lambda key: not key.startswith("aws:") and key not in _OWN_TAGS
    ),
    st.from_regex(r"[A-Za-z0-9 _.:/=+@-]{0,20}", fullmatch=True),
    max_size=3,
)
