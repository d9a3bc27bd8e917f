"""Faults in the gate that a spec passes before anybody takes it for data."""

from honesty.fault import Fault

_READ, _PARSE = "tests/unit/pipeline/test_read.py::", "tests/unit/pipeline/test_parse.py::"
_CORPUS, _SECRETS = "tests/hostile/test_corpus.py::", "tests/hostile/test_secrets_never_leak.py::"

FAULTS = (
    Fault(
        "text that turns its direction around is let in",
        "podspec/pipeline/read.py",
        r"\u2028-\u202e\u2060-\u2069",
        r"\u2028-\u2029",
        (
            _PARSE + "test_what_no_spec_needs_is_refused_by_its_own_code",
            _CORPUS + "test_a_hostile_spec_gets_what_it_asks_for",
        ),
    ),
    Fault(
        "a spec may be of any size",
        "podspec/pipeline/read.py",
        "if len(data) > MAX_BYTES:",
        "if len(data) > MAX_BYTES * 4096:",
        (_READ + "test_bytes_that_are_no_text_are_refused_as_a_whole",),
    ),
    Fault(
        "anchors are let in",
        "podspec/pipeline/parse.py",
        'if getattr(event, "anchor", None):',
        'if getattr(event, "anchors", None):',
        (_PARSE + "test_what_no_spec_needs_is_refused_by_its_own_code",),
    ),
    Fault(
        "nesting has no end",
        "podspec/pipeline/parse.py",
        "if depth >= MAX_DEPTH:",
        "if depth > MAX_DEPTH + 1_000:",
        (_PARSE + "test_depth_and_size_are_bounded_to_the_last_node",),
    ),
    Fault(
        "values have no end",
        "podspec/pipeline/parse.py",
        "if self.nodes > MAX_NODES:",
        "if self.nodes > MAX_NODES + 1:",
        (_PARSE + "test_depth_and_size_are_bounded_to_the_last_node",),
    ),
    Fault(
        "of two equal keys the last one wins",
        "podspec/pipeline/parse.py",
        "        if first is None:\n",
        "        if first is None or not into.is_mapping or True:\n",
        (_PARSE + "test_the_second_key_is_shown_beside_the_first",),
    ),
    Fault(
        "a caret stands one column too far left",
        "podspec/pipeline/yaml_events.py",
        "Span(start.line + 1, start.column + 1,",
        "Span(start.line + 1, start.column,",
        (
            _PARSE + "test_every_node_knows_where_it_stands",
            _PARSE + "test_columns_count_characters_and_not_bytes",
        ),
    ),
    Fault(
        "a GitHub expression is let in",
        "podspec/pipeline/parse.py",
        '"${{" in text',
        '"${{{" in text',
        (_PARSE + "test_what_no_spec_needs_is_refused_by_its_own_code",),
    ),
    Fault(
        "no means false, as in YAML 1.1",
        "podspec/pipeline/scalars.py",
        '"FALSE": False}',
        '"FALSE": False, "no": False}',
        ("tests/unit/pipeline/test_scalars.py::test_a_word_means_what_yaml_1_2_says",),
    ),
    Fault(
        "findings quote the lines of a spec with the secrets in them",
        "podspec/pipeline/read.py",
        "return Source(shown, blotted(text), tuple(_blots(text)))",
        "return Source(shown, text, tuple(_blots(text)))",
        (_READ + "test_a_credential_is_blotted_out_before_anybody_sees_the_text",),
    ),
    Fault(
        "a GitHub token is taken for text",
        "podspec/model/credentials.py",
        r"""    Shape("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", rf"gh[pousr]_{_WORD}{{36,}}"),
""",
        "",
        ("tests/unit/model/test_credentials.py::test_a_credential_is_found_wherever_it_stands",),
    ),
    Fault(
        "a report prints what is a secret",
        "podspec/commands/options.py",
        "printable = blotted(text).encode(",
        "printable = text.encode(",
        ("tests/unit/commands/test_options.py::test_no_report_shows_a_credential_wherever_it_came_from",),
    ),
    Fault(
        "a crash report prints what is a secret",
        "podspec/cli.py",
        'blotted(text).split("\\n")',
        'text.split("\\n")',
        (
            _SECRETS + "test_a_crash_report_hides_one",
            _SECRETS + "test_no_command_shows_one_that_is_typed",
        ),
    ),
    Fault(
        "a value moves the cursor of a terminal",
        "podspec/reporters/excerpt.py",
        r"\x00-\x08\x0a-\x1f\x7f-\x9f",
        r"\x00-\x08\x0a-\x1a\x1c-\x1f\x7f-\x9f",
        (
            "tests/unit/reporters/test_excerpt.py::test_what_a_terminal_might_obey_is_shown_and_not_printed",
            "tests/hostile/test_terminal.py::test_no_value_or_key_of_a_spec_is_obeyed",
        ),
    ),
    Fault(
        "a value gives a command to a log of GitHub",
        "podspec/reporters/excerpt.py",
        'if "::" in safe or "##" in safe else safe',
        'if "##" in safe else safe',
        ("tests/unit/reporters/test_excerpt.py::test_what_a_ci_log_would_obey_is_broken_up_and_nothing_else",),
    ),
    Fault(
        "null in an overlay takes nothing away",
        "podspec/pipeline/resolve.py",
        "return None if base or knows(Environment, path) else overlay",
        "return base if base or knows(Environment, path) else overlay",
        ("tests/unit/pipeline/test_resolve.py::test_null_takes_a_target_away",),
    ),
)
