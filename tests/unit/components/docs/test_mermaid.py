"""The same facts as text: every environment, target, name and role."""

import scopes
from pictures import drawn

from podspec.components.docs import mermaid


def test_it_has_every_environment_with_its_role_and_its_targets() -> None:
    text = drawn("docs/architecture.md", mermaid.page(scopes.service(scopes.TWO_ACCOUNTS)))
    assert 'subgraph prod_["prod, account 222222222222, in us-east-1 and eu-west-1"]' in text
    assert 'prod_role["role podinfo-ci-deploy-prod"]' in text
    assert 'prod_lambda_front["HTTP API"] -- "new: 10 → 100 %" --> prod_lambda_new["Lambda, next version"]' in text


def test_secrets_are_there_where_there_are_any() -> None:
    with_secrets = drawn("docs/architecture.md", mermaid.page(scopes.service("secrets: {api-token: {}}\n")))
    assert "dev_lambda_old -. reads .-> dev_secrets" in with_secrets
    assert "Secrets" not in drawn("docs/architecture.md", mermaid.page(scopes.service()))
