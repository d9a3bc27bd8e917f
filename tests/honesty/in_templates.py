"""Faults in what is generated: whoever may do what, whatever is fetched, and what a rollout may change."""

from honesty.fault import Fault

_IMAGE = "templates/repository/workflows/podspec-image.yml.j2"
_IDENTITY, _LAMBDA = "templates/terraform/modules/identity", "templates/terraform/modules/lambda"
_STATE = "templates/terraform/accounts/{account}/state.tf.j2"
_WORKFLOWS, _IAM = "tests/proof/test_workflows.py::", "tests/proof/test_iam_policies.py::"
_HOOKS, _ROLLOUT = "tests/proof/test_hooks.py::", "tests/proof/test_deployments_are_no_drift.py::"

FAULTS = (
    Fault(
        "an action is not pinned to a commit",
        _IMAGE,
        '<%= pins["actions/checkout"].uses | yaml %> # <%= pins["actions/checkout"].version | comment %>',
        "actions/checkout@v6",
        (_WORKFLOWS + "test_every_action_is_at_a_commit_with_its_version_beside_it",),
    ),
    Fault(
        "a pull request of a stranger runs with the repository's rights",
        "templates/workflows/{service}-ci.yml.j2",
        "  pull_request:\n",
        "  pull_request_target:\n",
        (_WORKFLOWS + "test_zizmor_in_its_strictest_persona_finds_nothing",),
    ),
    Fault(
        "an expression of GitHub stands in a script",
        _IMAGE,
        """'"$SCRIPTS/scan-gate.sh" scan.json'""",
        """'"${{ inputs.scripts }}/scan-gate.sh" scan.json'""",
        (_WORKFLOWS + "test_no_expression_stands_in_a_script",),
    ),
    Fault(
        "a workflow has every permission",
        _IMAGE,
        "permissions: {}\n",
        "permissions: write-all\n",
        (_WORKFLOWS + "test_permissions_are_given_to_jobs_and_never_to_workflows",),
    ),
    Fault(
        "what runs the service's own code may write to the repository",
        _IMAGE,
        "contents: read # the service's source",
        "contents: write # the service's source",
        (_WORKFLOWS + "test_what_runs_the_services_own_code_has_no_token_but_for_reading",),
    ),
    Fault(
        "a token stays in the checkout",
        _IMAGE,
        "          persist-credentials: false\n",
        "          persist-credentials: true\n",
        (_WORKFLOWS + "test_credentials_are_never_left_in_a_checkout",),
    ),
    Fault(
        "a role has a whole service",
        f"{_IDENTITY}/images.tf.j2",
        '"ecr:PutImage",',
        '"ecr:*",',
        (_IAM + "test_no_role_has_a_whole_service",),
    ),
    Fault(
        "a right is not bound to a resource",
        f"{_IDENTITY}/images.tf.j2",
        '      "ecr:UploadLayerPart",\n    ]\n    resources = [local.repository_arn]',
        '      "ecr:UploadLayerPart",\n    ]\n    resources = ["*"]',
        (_IAM + "test_whatever_is_granted_everywhere_has_a_condition_or_says_why",),
    ),
    Fault(
        "any job of the repository may deploy",
        f"{_IDENTITY}/roles.tf.j2",
        'reasons     = ["environment:${name}"]',
        'reasons     = ["pull_request"]',
        (_IAM + "test_each_deploy_role_is_taken_by_jobs_of_its_own_environment_only",),
    ),
    Fault(
        "Terraform takes a release back: the function's image",
        f"{_LAMBDA}/function.tf.j2",
        "ignore_changes = [image_uri]",
        "ignore_changes = [description]",
        (_ROLLOUT + "test_a_rollout_is_no_drift",),
    ),
    Fault(
        "Terraform takes a rollout back: the listener's weights",
        "templates/terraform/modules/ec2/listener.tf.j2",
        "ignore_changes = [default_action]",
        "ignore_changes = [tags]",
        (_ROLLOUT + "test_a_rollout_is_no_drift",),
    ),
    Fault(
        "an image that nobody approved gets traffic",
        f"{_LAMBDA}/hooks/pre_traffic.py.j2",
        "if digest != approved:",
        "if not digest:",
        (_HOOKS + "test_any_other_image_is_rejected",),
    ),
    Fault(
        "a gate that fails stands open",
        f"{_LAMBDA}/hooks/pre_traffic.py.j2",
        'report(event, "Failed", "the hook itself failed, see its log")',
        'report(event, "Succeeded", "the hook itself failed, see its log")',
        (_HOOKS + "test_a_call_that_fails_closes_the_gate",),
    ),
    Fault(
        "a scan stops nothing",
        "templates/scripts/scan-gate.sh.j2",
        "|| stops=$((stops + 1))",
        "|| stops=$((stops + 0))",
        ("tests/scripts/gates/test_scan_gate.py::test_severity_and_fix_decide_as_the_spec_says",),
    ),
    Fault(
        "a waiver holds for ever",
        "templates/scripts/scan-gate.sh.j2",
        "elif $waiver.expires < $day then",
        "elif $waiver.expires == null then",
        ("tests/scripts/gates/test_scan_gate.py::test_a_waiver_holds_to_its_last_day",),
    ),
    Fault(
        "the state may be made public",
        _STATE,
        "block_public_policy     = true",
        "block_public_policy     = false",
        ("tests/proof/test_account_roots.py::test_the_state_bucket_keeps_old_versions_encrypted_and_to_itself",),
    ),
)
