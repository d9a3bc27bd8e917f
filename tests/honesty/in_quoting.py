"""Faults in what keeps a value of a spec from becoming code: one escape less for each language."""

from honesty.fault import Fault

_HCL = "tests/unit/quoting/test_hcl.py::"
_YAML = "tests/unit/quoting/test_yaml.py::"
_SHELL = "tests/unit/quoting/test_shell.py::"
_MARKDOWN = "tests/unit/quoting/test_markdown.py::"

FAULTS = (
    Fault(
        "HCL interpolates a value",
        "podspec/quoting/hcl.py",
        r"""rf'["\\{INVISIBLE}]|[$%](?=\{{)'""",
        r"""rf'["\\{INVISIBLE}]|[%](?=\{{)'""",
        (_HCL + "test_values_are_written_as_a_person_would_write_them",),
    ),
    Fault(
        "HCL takes a key for an expression",
        "podspec/quoting/hcl.py",
        '_KEYWORDS: Final = frozenset({"for", "true", "false", "null"})',
        '_KEYWORDS: Final = frozenset({"true", "false", "null"})',
        (_HCL + "test_values_are_written_as_a_person_would_write_them",),
    ),
    Fault(
        "a last dollar sign completes an introducer of the template's",
        "podspec/quoting/hcl.py",
        r"""_EDGE: Final = re.compile(r"\A\{|[$%]\Z")""",
        r"""_EDGE: Final = re.compile(r"\A\{|[%]\Z")""",
        (_HCL + "test_text_at_the_edge_cannot_complete_an_introducer",),
    ),
    Fault(
        "YAML does not escape a backslash",
        "podspec/quoting/yaml.py",
        r"""_SPECIAL: Final = re.compile(rf'["\\{INVISIBLE}]')""",
        r"""_SPECIAL: Final = re.compile(rf'["{INVISIBLE}]')""",
        (_YAML + "test_values_are_written_as_short_as_is_safe",),
    ),
    Fault(
        "YAML 1.1 takes a word for false",
        "podspec/quoting/yaml.py",
        '_RESERVED: Final = frozenset({"y", "yes", "n", "no",',
        '_RESERVED: Final = frozenset({"y", "yes", "n",',
        (
            _YAML + "test_what_other_readers_misunderstand_is_read_back",
            "tests/unit/quoting/test_yaml.py::test_values_are_written_as_short_as_is_safe",
        ),
    ),
    Fault(
        "a workflow evaluates a value",
        "podspec/quoting/yaml.py",
        'if "${{" in text:',
        'if "${{ " in text:',
        (_YAML + "test_an_expression_of_github_is_refused",),
    ),
    Fault(
        "JSON writes two keys alike",
        "podspec/quoting/json_text.py",
        "    _check_keys(value)\n    return encodable",
        "    return encodable",
        ("tests/unit/quoting/test_json_text.py::test_what_is_not_plain_data_is_refused",),
    ),
    Fault(
        "a quote ends a word of the shell",
        "podspec/quoting/shell.py",
        r"""text.replace("'", "'\\''")""",
        r"""text.replace("'", "''")""",
        (_SHELL + "test_only_what_needs_quotes_gets_them",),
    ),
    Fault(
        "the shell expands a dollar sign",
        "podspec/quoting/shell.py",
        "[A-Za-z0-9_@%+:,./-]+",
        "[A-Za-z0-9_@%+:,./$-]+",
        (_SHELL + "test_every_short_word_of_hostile_characters_stays_one_word",),
    ),
    Fault(
        "Markdown opens a tag",
        "podspec/quoting/markdown.py",
        r"""re.compile(r"[\\`*\[\]<>|~&$]|""",
        r"""re.compile(r"[\\`*\[\]|~&$]|""",
        (_MARKDOWN + "test_every_short_word_of_hostile_characters_is_shown_as_itself",),
    ),
    Fault(
        "Markdown ends a table's cell in a code span",
        "podspec/quoting/markdown.py",
        '{"`", "|"}.intersection(line)',
        '{"`"}.intersection(line)',
        (_MARKDOWN + "test_code_is_a_span_where_one_can_hold_it",),
    ),
    Fault(
        "a link runs a script",
        "podspec/quoting/markdown_link.py",
        'scheme not in {"http", "https"}',
        'scheme not in {"http", "https", "javascript"}',
        ("tests/unit/quoting/test_markdown_link.py::test_a_page_leads_nowhere_else",),
    ),
    Fault(
        "a label of Mermaid ends early",
        "podspec/quoting/mermaid.py",
        """["#`<>&;""",
        """[#`<>&;""",
        (
            "tests/unit/quoting/test_mermaid.py::test_only_what_is_active_changes",
            "tests/unit/quoting/test_mermaid.py::test_a_label_is_one_string_that_shows_the_text",
        ),
    ),
    Fault(
        "SVG opens a tag",
        "podspec/quoting/xml_text.py",
        """re.compile("[&<>""",
        """re.compile("[&>""",
        ("tests/unit/quoting/test_xml_text.py::test_marks_are_escaped_and_all_else_stays",),
    ),
    Fault(
        "HTML ends a comment",
        "podspec/quoting/comment.py",
        r"""re.compile(r"-(?=-)|\*(?=/)""",
        r"""re.compile(r"\*(?=/)""",
        ("tests/unit/quoting/test_comment.py::test_only_what_is_active_changes",),
    ),
    Fault(
        "a bare word may go on after a line end",
        "podspec/quoting/word.py",
        "_WORD.fullmatch(value)",
        "_WORD.match(value)",
        ("tests/unit/quoting/test_word.py::test_anything_else_is_refused",),
    ),
    Fault(
        "text turns its direction around in the output",
        "podspec/quoting/plain.py",
        r"\u2028-\u202e",
        r"\u2028-\u2029",
        (
            _HCL + "test_values_are_written_as_a_person_would_write_them",
            _YAML + "test_values_are_written_as_short_as_is_safe",
        ),
    ),
    Fault(
        "a template prints a value as it is",
        "templates/docs/security.md.j2",
        "<%= account | markdown_code %>",
        "<%= account %>",
        ("tests/architecture/test_templates.py::test_every_value_passes_a_quoting_filter",),
    ),
)
