#!/usr/bin/env bash
# The whole system in an AWS account of yours, step by step; docs/how-to/try-it-in-a-sandbox.md tells the story.
set -euo pipefail
shopt -s inherit_errexit

root=$(cd -- "${BASH_SOURCE[0]%/*}/.." && pwd)
readonly root spec=${root}/specs/sandbox/service.yaml scripts=${root}/generated/sandbox/scripts

usage() {
  cat <<'END'
Usage: sandbox.sh STEP

  spec        write specs/sandbox/service.yaml for your account and your repository, and render it
  bootstrap   make the account and the repository ready: state, roles, registry, GitHub's environment
  release     run the release workflow of the commit that is pushed, and look on
  rollback    go back to the image before, from here, without GitHub
  teardown    show what there is, ask, and take all of it down

The steps ask before they change anything in AWS. Credentials: an administrator's of an account that holds nothing
else (AWS_PROFILE), and of a repository of your own (gh auth login). AWS_REGION says where; without it, us-east-1.
END
}

die() {
  printf 'sandbox.sh: %s\n' "$*" >&2
  exit 1
}

need_tools() {
  local tool
  for tool in "$@"; do
    command -v "${tool}" >/dev/null || die "${tool} is not installed"
  done
}

need_spec() { [[ -e ${spec} ]] || die "there is no ${spec#"${root}/"} yet: begin with the step 'spec'"; }

# The facts of whoever runs this stand in the spec, and nowhere else. Rollouts are quick here, and nobody approves.
write_spec() {
  local account repository slug branch owner id region=${AWS_REGION:-us-east-1}
  need_tools aws gh
  [[ ! -e ${spec} ]] || die "${spec#"${root}/"} is there already: edit it, or remove it"
  account=$(aws sts get-caller-identity --query Account --output text) || die "no credentials for AWS"
  [[ ${account} =~ ^[0-9]{12}$ && ${region} =~ ^[a-z0-9-]+$ ]] || die "'${account}' in '${region}' is no account and region"
  repository=$(gh api 'repos/{owner}/{repo}' --jq '"\(.full_name) \(.default_branch) \(.owner.id) \(.id)"') \
    || die "this is no clone of a repository on GitHub that gh may see"
  read -r slug branch owner id <<<"${repository}"
  mkdir -p "${spec%/*}"
  cat >"${spec}" <<END
# A sandbox: podinfo on both targets, in one account and one region. Written by sandbox/sandbox.sh; yours to edit.
version: 1
service: {name: sandbox, description: The whole system to try out}
repository: {slug: "${slug}", default_branch: "${branch}", owner_id: ${owner}, repository_id: ${id}}
registry: {account: "${account}", region: ${region}}
container:
  context: podinfo
  dockerfile: Dockerfile
  architecture: arm64
  port: 8080
  health: {liveness: /healthz, readiness: /readyz, metrics: /metrics, version: /version}
targets:
  lambda:
    memory_mb: 512
    rollout: {strategy: canary, percent: 10, interval_minutes: 1, bake_minutes: 1}
  ec2:
    instance_type: t4g.small
    hosts: {min: 1, desired: 2, max: 2}
    rollout: {strategy: canary, percent: 10, interval_minutes: 1, bake_minutes: 1}
observability: {log_retention_days: 1}
environments:
  dev:
    account: "${account}"
    regions: [${region}]
    network: {cidr: 10.10.0.0/20, nat: single}
END
  printf 'wrote %s\n' "${spec#"${root}/"}"
  (cd "${root}" && "${PODSPEC:-.venv/bin/podspec}" render specs/sandbox)
  printf 'next: read it, commit it, push it, and run the step bootstrap\n'
}

# A workflow runs what is pushed: what is here alone would not be what is tried out.
release() {
  local here there branch
  need_tools gh git
  branch=$(gh api 'repos/{owner}/{repo}' --jq .default_branch)
  here=$(git -C "${root}" rev-parse HEAD)
  there=$(gh api "repos/{owner}/{repo}/commits/${branch}" --jq .sha)
  [[ ${here} == "${there}" ]] || die "${branch} on GitHub is at ${there:0:12}, and you are at ${here:0:12}: push, or pull"
  gh workflow run sandbox-release.yml --ref "${branch}"
  printf 'started; it is about half an hour. To look on: gh run watch\n'
}

cd "${root}"
case ${1-} in
  bootstrap | release | rollback | teardown) need_spec ;;
  *) ;;
esac
case ${1-} in
  spec) write_spec ;;
  bootstrap) "${scripts}/bootstrap.sh" ;;
  release) release ;;
  rollback) "${scripts}/rollback.sh" --environment dev ;;
  teardown) "${scripts}/teardown.sh" --all ;;
  --help | help | '') usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
