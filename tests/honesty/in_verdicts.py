"""Faults in what is said of a spec and of the committed files, and in the bytes that are written."""

from honesty.fault import Fault

_KINDS, _RENDER = "tests/drift/test_kinds.py::", "tests/drift/test_render.py::"
_MANIFEST, _EXITS = "tests/unit/model/test_manifest.py::", "tests/cli/test_exit_codes.py::"

FAULTS = (
    Fault(
        "the hash of what was written is not compared",
        "podspec/pipeline/earlier.py",
        "return past is not None and past.record.sha256 == digest",
        "return past is not None",
        (
            "tests/unit/pipeline/test_earlier.py::test_a_file_is_what_was_written_only_to_the_byte",
            _RENDER + "test_an_edited_orphan_is_saved_before_it_goes",
        ),
    ),
    Fault(
        "an edit passes for a stale file",
        "podspec/pipeline/compare.py",
        "if sha256(found.content).hexdigest() != past.record.sha256:",
        "if not found.content:",
        (_KINDS + "test_a_drift_is_named_by_its_cause",),
    ),
    Fault(
        "the bytes are not compared where the manifest agrees",
        "podspec/pipeline/compare.py",
        "if not found.holds(artifact.content):",
        "if not found.holds(artifact.content) and not self.earlier.wrote(artifact.path, found):",
        (_KINDS + "test_a_drift_is_named_by_its_cause",),
    ),
    Fault(
        "strangers in the output directory are not seen",
        "podspec/pipeline/compare.py",
        "*self._leftovers(), *self._strangers(), *self._manifest()",
        "*self._leftovers(), *self._manifest()",
        (_KINDS + "test_a_drift_is_named_by_its_cause",),
    ),
    Fault(
        "conflict markers pass for an edit",
        "podspec/pipeline/compare.py",
        "if is_conflicted(found.content) and not is_conflicted(artifact.content):",
        "if is_conflicted(artifact.content):",
        (_KINDS + "test_a_drift_is_named_by_its_cause",),
    ),
    Fault(
        "a manifest of another shape is believed",
        "podspec/model/manifest.py",
        'if document["manifest"] != SHAPE:',
        'if document["manifest"] == 0:',
        (_MANIFEST + "test_json_of_another_shape_is_unreadable",),
    ),
    Fault(
        "the lines of a manifest come in the order of a set",
        "podspec/model/manifest.py",
        "for key in sorted(lines))",
        "for key in set(lines))",
        (_MANIFEST + "test_each_fact_stands_on_a_line_of_its_own_sorted",),
    ),
    Fault(
        "the order of a mapping's keys changes a digest",
        "podspec/model/manifest.py",
        "json.dumps(value, sort_keys=True,",
        "json.dumps(value, sort_keys=False,",
        (_MANIFEST + "test_a_values_digest_tells_types_apart_and_forgets_the_order_of_keys",),
    ),
    Fault(
        "drift ends with exit code 0",
        "podspec/model/report.py",
        "has_errors(self.findings) or bool(self.drifts) or",
        "has_errors(self.findings) or",
        (
            "tests/unit/model/test_report.py::test_errors_and_drift_fail_a_run_and_warnings_where_they_are_asked_to",
            _EXITS + "test_a_situation_has_one_exit_code",
        ),
    ),
    Fault(
        "warnings count as errors",
        "podspec/model/report.py",
        "(strict and bool(self.findings))",
        "bool(self.findings)",
        (
            "tests/unit/model/test_report.py::test_errors_and_drift_fail_a_run_and_warnings_where_they_are_asked_to",
            _EXITS + "test_warnings_fail_a_run_only_where_they_are_asked_to",
        ),
    ),
    Fault(
        "a bug ends with the exit code of a finding",
        "podspec/cli.py",
        "    return ExitCode.BUG\n",
        "    return ExitCode.FINDINGS\n",
        (_EXITS + "test_a_bug_gives_a_report_to_paste_and_three",),
    ),
    Fault(
        "what an edit is cured by loses it",
        "podspec/model/drift.py",
        "return _RENDER if self.only_mode or",
        "return _RENDER if self.kind is DriftKind.EDITED or self.only_mode or",
        ("tests/unit/model/test_drift.py::test_a_drift_tells_the_code_and_the_cure_of_its_kind",),
    ),
    Fault(
        "an accept holds after its last day",
        "podspec/pipeline/lint.py",
        "if date.fromisoformat(one.expires) >= as_of)",
        "if one.expires)",
        ("tests/unit/pipeline/test_lint.py::test_an_accepted_finding_is_left_out_to_its_last_day",),
    ),
    Fault(
        "findings come in the order in which they were found",
        "podspec/model/diagnostic.py",
        "return tuple(sorted(seen.values(), key=lambda one: one.order))",
        "return tuple(seen.values())",
        (
            "tests/unit/model/test_diagnostic.py::test_findings_come_by_file_then_place_then_code_in_whatever_order_they_were_made",
        ),
    ),
    Fault(
        "render overwrites an edit without being told to",
        "podspec/pipeline/write.py",
        "DriftKind.EDITED: force, DriftKind.UNMANAGED: adopt",
        "DriftKind.EDITED: True, DriftKind.UNMANAGED: adopt",
        (_RENDER + "test_what_may_be_somebodys_work_is_refused_then_saved",),
    ),
)
