"""Two hundred shapes of credentials, made up here and put together when they are asked for: no file holds one."""

from __future__ import annotations

import string
from collections.abc import Iterator
from random import Random

_ALPHABETS = {
    "h": "0123456789abcdef",
    "u": string.ascii_uppercase + "234567",
    "n": string.digits,
    "w": string.ascii_letters + string.digits,
    "l": string.ascii_letters,
    "b": string.ascii_lowercase + string.digits,
}
# A name, and how the credential is made: text as it stands, and in braces an alphabet with a number of characters.
# Source: gitleaks, config/gitleaks.toml, and the vendors' documentation (2026-11).
_TOKENS = """
aws-akia AKIA{u16}¦aws-asia ASIA{u16}¦aws-abia ABIA{u16}¦aws-acca ACCA{u16}
github-ghp ghp_{w36}¦github-gho gho_{w36}¦github-ghu ghu_{w36}¦github-ghs ghs_{w36}¦github-ghr ghr_{w76}
github-pat github_pat_{w22}_{w59}
gitlab-pat glpat-{w20}¦gitlab-routable glpat-{w27}.{b2}{b7}¦gitlab-deploy gldt-{w20}¦gitlab-feed glft-{w20}
gitlab-runner glrt-{w20}¦gitlab-trigger glptt-{h40}¦gitlab-job glcbt-{w2}_{w20}¦gitlab-mail glimt-{w25}
gitlab-agent glagent-{w50}¦gitlab-scim glsoat-{w20}¦gitlab-flags glffct-{w20}¦gitlab-oauth gloas-{w64}
gitlab-registration GR1348941{w20}¦gitlab-session _gitlab_session={b32}
slack-bot xoxb-{n12}-{n12}-{w24}¦slack-user xoxp-{n12}-{n12}-{n12}-{w32}¦slack-app xapp-1-{u11}-{n13}-{h64}
slack-old-o xoxo-{n11}-{n11}-{n11}-{h32}¦slack-old-s xoxs-{n11}-{n11}-{n11}-{h32}¦slack-a xoxa-2-{w40}
slack-r xoxr-{w40}¦slack-refresh xoxe-1-{u146}¦slack-access xoxe.xoxp-1-{u163}
slack-hook https://hooks.slack.com/services/T{u9}/B{u9}/{w24}¦slack-flow https://hooks.slack.com/workflows/{w46}
slack-trigger https://hooks.slack.com/triggers/{w46}
teams-hook https://acme.webhook.office.com/webhookb2/{h8}-{h4}-{h4}-{h4}-{h12}@{h8}-{h4}/IncomingWebhook/{h32}
discord-hook https://discord.com/api/webhooks/{n18}/{w68}
discordapp-hook https://discordapp.com/api/webhooks/{n18}/{w68}
stripe-live sk_live_{w24}¦stripe-test sk_test_{w24}¦stripe-prod sk_prod_{w24}¦stripe-restricted rk_live_{w99}
stripe-restricted-test rk_test_{w24}¦stripe-hook whsec_{w32}
google-key AIza{w35}¦google-oauth GOCSPX-{w28}¦google-access ya29.{w80}
npm npm_{w36}¦pypi pypi-AgEIcHlwaS5vcmc{w80}¦testpypi pypi-AgENdGVzdC5weXBpLm9yZw{w80}¦rubygems rubygems_{h48}
clojars CLOJARS_{b60}¦docker-pat dckr_pat_{w27}¦docker-oat dckr_oat_{w27}
jwt-hs256 eyJhbGciOiJIUzI1NiJ9.eyJ{w60}.{w43}¦jwt-rs256 eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJ{w120}.{w342}
jwt-none eyJhbGciOiJub25lIn0.eyJ{w60}.¦jwt-encoded ZXlKaGJHY2lPaU{w120}
grafana-account glsa_{w32}_{h8}¦grafana-cloud glc_{w60}¦grafana-key eyJrIjoi{w80}==
vault-service hvs.{w95}¦vault-batch hvb.{w140}¦vault-recovery hvr.{w95}¦terraform {w14}.atlasv1.{w67}
pulumi pul-{h40}¦digitalocean-pat dop_v1_{h64}¦digitalocean-oauth doo_v1_{h64}¦digitalocean-refresh dor_v1_{h64}
databricks dapi{h32}¦databricks-2 dapi{h32}-2¦doppler-pt dp.pt.{w43}¦doppler-st dp.st.dev.{w40}
doppler-sa dp.sa.{w43}
doppler-scim dp.scim.{w43}¦doppler-audit dp.audit.{w43}¦sendgrid SG.{w22}.{w43}¦brevo xkeysib-{h64}-{w16}
mailgun key-{h32}¦mailgun-pub pubkey-{h32}¦mailchimp {h32}-us12¦twilio SK{h32}
shopify-at shpat_{h32}¦shopify-ca shpca_{h32}¦shopify-pa shppa_{h32}¦shopify-ss shpss_{h32}
square-at sq0atp-{w22}¦square-cs sq0csp-{w43}¦square-new EAAA{w60}¦facebook-m EAAM{w120}¦facebook-c EAAC{w120}
huggingface hf_{l34}¦huggingface-org api_org_{l34}¦anthropic sk-ant-api03-{w93}AA
anthropic-admin sk-ant-admin01-{w93}AA
openai sk-{w20}T3BlbkFJ{w20}¦openai-project sk-proj-{w74}T3BlbkFJ{w74}
openai-service sk-svcacct-{w58}T3BlbkFJ{w58}
perplexity pplx-{w48}¦newrelic-user NRAK-{u27}¦newrelic-insert NRII-{w32}¦newrelic-browser NRJS-{h19}
sentry-user sntryu_{h64}¦sentry-org sntrys_eyJpYXQiO{w80}LCJyZWdpb25fdXJs{w60}_{w43}
dynatrace dt0c01.{u24}.{u64}
atlassian ATATT3{w186}¦bitbucket ATBB{w32}¦artifactory AKCp{w69}¦artifactory-ref cmVmd{w59}¦alibaba LTAI{w20}
yandex-key AQVN{w36}¦yandex-access t1.{w40}.{w86}¦openshift sha256~{w43}¦planetscale-token pscale_tkn_{w43}
planetscale-oauth pscale_oauth_{w43}¦planetscale-password pscale_pw_{w43}¦linear lin_api_{w40}
notion ntn_{n11}{w35}
postman PMAK-{h24}-{h34}¦typeform tfp_{w59}¦readme rdme_{b70}¦sourcegraph sgp_{h16}_{h40}
sourcegraph-local sgp_local_{h40}
sourcegraph-old sgp_{h40}¦fly-1 fo1_{w43}¦fly-2 fm2_{w120}¦fly-1r fm1r_{w120}¦heroku HRKU-AA{w58}
prefect pnu_{w36}
infracost ico-{w32}¦harness-pat pat.{w22}.{w24}.{w20}¦harness-sat sat.{w22}.{w24}.{w20}¦scalingo tk-us-{w48}
shippo-live shippo_live_{h40}¦shippo-test shippo_test_{h40}¦duffel-live duffel_live_{w43}
duffel-test duffel_test_{w43}
easypost EZAK{w54}¦easypost-test EZTK{w54}¦flutterwave FLWSECK_TEST-{h32}-X¦flutterwave-12 FLWSECK_TEST-{h12}
frameio fio-u-{w64}¦maxmind {w6}_{w29}_mmk¦settlemint-a sm_aat_{w16}¦settlemint-p sm_pat_{w16}
settlemint-s sm_sat_{w16}
octopus API-{u26}¦1password A3-{u6}-{u11}-{u5}-{u5}-{u5}¦1password-ops ops_eyJ{w260}¦clickhouse 4b1d{w38}
cloudflare v1.0-{h24}-{h146}¦adobe p8e-{b32}¦telegram {n9}:AA{w33}¦azure-ad {w3}8Q~{w34}
azure-sas https://acme.blob.core.windows.net/box?sv=2026-01-01&sig={w43}%3D
age-key AGE-SECRET-KEY-1{u58}¦facebook-short EAAC{w180}¦google-service ya29.c.{w120}
"""
_SCHEMES = (
    "postgres postgresql mysql mysql2 mariadb mongodb mongodb+srv redis rediss amqp amqps http https ftp sftp ssh "
    "smtp smtps imap ldap ldaps kafka nats clickhouse sqlserver mssql oracle cassandra elasticsearch git svn mqtt"
)
_CONNECTIONS = (
    "Server=db;Database=x;User Id=sa;Password={w16};¦Host=db;Username=x;password={w16}¦Data Source=db;PWD={w16};¦"
    "Driver=x;Uid=sa;Pwd={w16};¦AccountName=x;AccountKey={w86}==;¦Endpoint=sb://x/;SharedAccessKey={w43}=¦"
    "jdbc:postgresql://db/x?user=x&password={w16}¦--password={w16}¦mysql -u root --passwd={w16}¦access_key={w40}¦"
    "Authorization: Basic {w24}==¦Authorization: Bearer {w40}¦authorization=token {w40}¦"
    "aws_secret_access_key={w40}¦AWS_SECRET_ACCESS_KEY: {w40}¦secret_access_key = {w40}"
)
_KEYS = (
    "RSA PRIVATE KEY¦EC PRIVATE KEY¦DSA PRIVATE KEY¦OPENSSH PRIVATE KEY¦ENCRYPTED PRIVATE KEY¦PRIVATE KEY¦"
    "PGP PRIVATE KEY BLOCK¦SSH2 ENCRYPTED PRIVATE KEY¦ED25519 PRIVATE KEY¦ANY PRIVATE KEY"
)


def credentials(seed: int = 0) -> dict[str, str]:
    """One credential of every shape, by the name of the shape: all of them on one line."""
    random = Random(seed)  # noqa: S311 - made up, and opens nothing
    return dict(_made(random))


def private_keys(seed: int = 0) -> dict[str, str]:
    """Private keys in their frames, with the lines that they have in a file."""
    random = Random(seed)  # noqa: S311 - made up, and opens nothing
    return {kind: _framed(kind, random) for kind in _KEYS.split("¦")}


def _made(random: Random) -> Iterator[tuple[str, str]]:
    for one in _TOKENS.strip().replace("\n", "¦").split("¦"):
        name, _, form = one.partition(" ")
        yield name, _filled(form, random)
    for scheme in _SCHEMES.split():
        yield f"url-{scheme}", _filled(f"{scheme}://podinfo:{{w16}}@db.example.com:5432/podinfo", random)
    for number, form in enumerate(_CONNECTIONS.split("¦")):
        yield f"connection-{number}", _filled(form, random)
    for kind, key in private_keys(random.randrange(1000)).items():
        yield kind.lower().replace(" ", "-"), key.replace("\n", " ")


def _filled(form: str, random: Random) -> str:
    """A form with its braces filled: `{w36}` is 36 letters and digits."""
    made = ""
    for piece in form.split("}"):
        text, brace, wanted = piece.partition("{")
        made += text
        if brace:
            made += "".join(random.choices(_ALPHABETS[wanted[0]], k=int(wanted[1:])))
    return made


def _framed(kind: str, random: Random) -> str:
    dashes = "---- " if kind.startswith("SSH2") else "-----"
    lines = ["".join(random.choices(_ALPHABETS["w"], k=64)) for _ in range(6)]
    frame = [f"{dashes}{word} {kind}{dashes[::-1]}" for word in ("BEGIN", "END")]
    return "\n".join([frame[0], *lines, frame[1]])
