#!/usr/bin/env bash
# A fake of the scripts that deploy to one target, ours, for tests of what calls them: it puts the result of a rollout
# where they would, with the real command line. It fails where $HOME/trouble says so, by its name and region.
set -euo pipefail
name=${0##*/}
while (($#)); do
  case $1 in
    --environment) environment=$2 && shift 2 ;;
    --region) export AWS_REGION=$2 AWS_DEFAULT_REGION=$2 && shift 2 ;;
    --digest) digest=$2 && shift 2 ;;
    --operation) name+=" $2" && shift 2 ;;
    --reason) shift 2 ;;
    --take-over) shift ;;
    *) exit 2 ;;
  esac
done
printf '%s %s %s\n' "${name}" "${AWS_REGION}" "${digest}" >>"${HOME}/deployed"
if grep -qsx "${name} ${AWS_REGION}" "${HOME}/trouble"; then
  printf 'it fails, as the test says\n'
  exit 1
fi
path=/podspec/podinfo/${environment}
put() { aws ssm put-parameter --overwrite --type String --name "${path}/$1" --value "$2" >/dev/null; }
case ${name} in
  *lambda*)
    image=123456789012.dkr.ecr.${AWS_REGION}.amazonaws.com/podspec/podinfo/image@${digest}
    version=$(aws lambda update-function-code --function-name "podinfo-${environment}" --image-uri "${image}" --publish \
      --query Version --output text)
    aws lambda update-alias --function-name "podinfo-${environment}" --name live --function-version "${version}" >/dev/null
    put lambda/approved-digest "${digest}"
    ;;
  *)
    colour=green
    [[ $(aws ssm get-parameter --name "${path}/ec2/active" --query Parameter.Value --output text) == blue ]] || colour=blue
    put "ec2/${colour}/digest" "${digest}"
    put ec2/active "${colour}"
    ;;
esac
