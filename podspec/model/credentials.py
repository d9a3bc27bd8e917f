"""What is a credential by its very shape: tokens, keys and passwords that must not stand where people read.

A spec names a secret and never holds its value. Here is how one is told that stands in a text all the same, so
that it is refused, and blotted out of whatever is printed. Only shapes that mean nothing else are listed: a
password that looks like a word cannot be told from one.

Source of the shapes: gitleaks, config/gitleaks.toml, its default rules (2026-11), unless a line names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Shape(NamedTuple):
    """How one kind of credential looks.

    `marks` are pieces of text, one of which is in every such credential: without one, nobody asks for the slower
    `pattern`. Where the pattern has a group called `value`, that alone is the credential.
    """

    what: str
    marks: str
    pattern: str


class Credential(NamedTuple):
    """Where a credential stands in a text, and what it is, for a sentence."""

    start: int
    end: int
    what: str


_HEX, _WORD, _SAFE = "[a-f0-9]", "[A-Za-z0-9]", "[A-Za-z0-9_-]"
#: What stands where a password will be filled in is none: `$PASSWORD`, `<password>`, `{password}`, `***`, `%s`.
_FILLED_IN = r"(?![$<{*%\[])"
#: What ends a value: a blank, a quote, or what separates it from the next.
_VALUE = r"""[^\s"'`;,&<>\\]"""
#: The lines of a key. No pattern goes beyond a quote or a bracket, or ends within an escape: reports in JSON, XML
#: or HTML stay what they are.
_LAST_LINE = r"-{4,5} ?END[ A-Z0-9]{0,60}KEY[ A-Z]*-*"
_LINES = r"""(?:[^"'<>{}\[\]\\]|\\(?!["'\\]))"""

SHAPES = (
    Shape(
        "a private key",
        "PRIVATE",
        rf"-{{4,5}} ?BEGIN[ A-Z0-9]{{0,60}}PRIVATE KEY(?:{_LINES}*?{_LAST_LINE}|{_LINES}*)",
    ),
    Shape("a private key", "PuTTY-User-Key-File-", rf"PuTTY-User-Key-File-[0-9]{_LINES}*"),
    Shape("a private key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{58,}"),
    # AWS calls the example keys of its documentation so.
    Shape("an AWS access key", "AKIA ASIA ABIA ACCA", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b(?<!EXAMPLE)"),
    Shape(
        "an AWS secret key",
        "ecret SECRET",
        r"(?i:aws|access)[\w.-]{0,30}(?i:secret|key)[\w.-]{0,30}[\"']?\s*[:=]\s*[\"']?(?P<value>[\w/+]{40}(?!\w))",
    ),
    Shape("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", rf"gh[pousr]_{_WORD}{{36,}}"),
    Shape("a GitHub token", "github_pat_", r"github_pat_\w{82,}"),
    Shape(
        "a GitLab token",
        "glpat- gldt- glft- glrt- glptt- glcbt- glimt- glagent- glsoat- glffct- gloas-",
        r"gl(?:pat|dt|ft|rt|ptt|cbt|imt|agent|soat|ffct|oas)-[\w.-]{20,}",
    ),
    Shape("a GitLab token", "GR1348941 _gitlab_session=", rf"(?:GR1348941|_gitlab_session=){_SAFE}{{20,}}"),
    Shape("a Slack token", "xox", r"xox[a-z](?:\.xox[bp])?-[A-Za-z0-9-]{10,}"),
    Shape("a Slack token", "xapp-", r"xapp-[0-9]-[A-Z0-9]{1,30}-[0-9]{1,30}-[a-z0-9]+"),
    Shape(
        "a webhook", "hooks.slack.com/", r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{20,}"
    ),
    Shape("a webhook", "webhook.office.com/", r"webhook\.office\.com/webhookb2/[A-Za-z0-9@/-]{40,}"),
    # Source: Discord developer documentation, Webhook Resource (2026-11).
    Shape("a webhook", "/api/webhooks/", rf"discord(?:app)?\.com/api/webhooks/[0-9]{{1,30}}/{_SAFE}{{40,}}"),
    Shape("a Stripe key", "k_test_ k_live_ k_prod_", rf"[rs]k_(?:test|live|prod)_{_WORD}{{10,}}"),
    # Source: Stripe documentation, Webhooks, "Verify webhook signatures" (2026-11).
    Shape("a Stripe key", "whsec_", rf"whsec_{_WORD}{{32,}}"),
    Shape("a Google key", "AIza", rf"AIza{_SAFE}{{35}}"),
    # Source: Google Cloud documentation, "Authenticate for using REST", and OAuth 2.0 client secrets (2026-11).
    Shape("a Google key", "GOCSPX- ya29.", r"(?:GOCSPX-|ya29\.)[\w.-]{28,}"),
    Shape("an npm token", "npm_", rf"npm_{_WORD}{{36,}}"),
    Shape("a PyPI token", "pypi-AgE", rf"pypi-AgE{_SAFE}{{50,}}"),
    Shape("a RubyGems key", "rubygems_", rf"rubygems_{_HEX}{{48,}}"),
    Shape("a Clojars token", "CLOJARS_", rf"CLOJARS_{_WORD}{{60,}}"),
    # Source: Docker documentation, "Personal access tokens" (2026-11).
    Shape("a Docker token", "dckr_", rf"dckr_[po]at_{_SAFE}{{27,}}"),
    Shape("a signed web token", "eyJ", rf"(?<![_-])eyJ{_SAFE}{{14,}}\.ey{_SAFE}{{14,}}\.[A-Za-z0-9_=-]*"),
    Shape("a signed web token", "ZXlK", r"ZXlK[A-Za-z0-9+/]{60,}={0,2}"),
    Shape("a Grafana token", "glsa_ glc_ eyJrIjoi", r"(?:glsa_|glc_|eyJrIjoi)[A-Za-z0-9_+/]{32,}={0,3}"),
    Shape("a Vault token", "hvs. hvb. hvr.", rf"hv[sbr]\.{_SAFE}{{24,}}"),
    Shape("a Terraform token", ".atlasv1.", rf"{_WORD}{{14}}\.atlasv1\.[\w=-]{{60,}}"),
    Shape("a Pulumi token", "pul-", rf"pul-{_HEX}{{40,}}"),
    Shape("a DigitalOcean token", "_v1_", rf"do[opr]_v1_{_HEX}{{64,}}"),
    Shape("a Databricks token", "dapi", rf"dapi{_HEX}{{32,}}(?:-[0-9])?"),
    Shape("a Doppler token", "dp.", r"dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,}"),
    Shape("a SendGrid key", "SG.", rf"SG\.{_SAFE}{{16,64}}\.{_SAFE}{{16,}}"),
    Shape("a Brevo key", "xkeysib-", r"xkeysib-[A-Za-z0-9-]{64,}"),
    Shape("a Mailgun key", "key-", rf"(?:pub)?key-{_HEX}{{32,}}"),
    Shape("a Mailchimp key", "-us", rf"{_HEX}{{32}}-us[0-9]{{1,2}}"),
    Shape("a Twilio key", "SK", r"SK[a-f0-9]{32}(?!\w)"),
    Shape("a Shopify token", "shp", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32,}"),
    Shape("a Square token", "sq0 EAAA", rf"(?:sq0(?:atp|csp)-{_SAFE}{{22,}}|EAAA{_SAFE}{{56,}})"),
    Shape("a Facebook token", "EAAM EAAC", rf"EAA[MC]{_WORD}{{100,}}"),
    Shape("a Hugging Face token", "hf_ api_org_", r"(?:hf|api_org)_[A-Za-z]{34,}"),
    Shape("an Anthropic key", "sk-ant-", rf"sk-ant-[a-z0-9]+-{_SAFE}{{80,}}"),
    Shape("an OpenAI key", "T3BlbkFJ", rf"sk-{_SAFE}{{20,200}}T3BlbkFJ{_SAFE}{{20,}}"),
    Shape("a Perplexity key", "pplx-", rf"pplx-{_WORD}{{48,}}"),
    Shape("a New Relic key", "NRAK- NRII- NRJS-", r"NR(?:AK|II|JS)-[A-Za-z0-9-]{19,}"),
    Shape("a Sentry token", "sntry", r"sntry[su]_[A-Za-z0-9+/=_]{40,}"),
    Shape("a Dynatrace token", "dt0c01.", r"dt0c01\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{64,}"),
    Shape("an Atlassian token", "ATATT3", r"ATATT3[\w=-]{100,}"),
    # Source: Atlassian documentation, "Using app passwords", Bitbucket Cloud (2026-11).
    Shape("an Atlassian token", "ATBB", rf"ATBB{_WORD}{{32,}}"),
    Shape("an Artifactory key", "AKCp cmVmd", rf"(?:AKCp{_WORD}{{69,}}|cmVmd{_WORD}{{59,}})"),
    Shape("an Alibaba key", "LTAI", rf"LTAI{_WORD}{{20,}}"),
    Shape("a Yandex key", "AQVN t1.", rf"(?:AQVN{_SAFE}{{35,}}|t1\.[\w=-]{{1,300}}\.{_SAFE}{{86,}}=*)"),
    Shape("an OpenShift token", "sha256~", rf"sha256~{_SAFE}{{43,}}"),
    Shape("a PlanetScale secret", "pscale_", r"pscale_(?:tkn|oauth|pw)_[\w=.-]{32,}"),
    Shape("a Linear key", "lin_api_", rf"lin_api_{_WORD}{{40,}}"),
    Shape("a Notion token", "ntn_", rf"ntn_{_WORD}{{46,}}"),
    Shape("a Postman key", "PMAK-", r"PMAK-[A-Za-z0-9]{24}-[A-Za-z0-9]{34,}"),
    Shape("a Typeform token", "tfp_", r"tfp_[\w.=-]{59,}"),
    Shape("a ReadMe key", "rdme_", r"rdme_[a-z0-9]{70,}"),
    Shape("a Sourcegraph token", "sgp_", r"sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40,}"),
    Shape("a Fly.io token", "fo1_ fm1 fm2_", r"(?:fo1_[\w-]{43,}|fm(?:1[ar]|2)_[A-Za-z0-9+/]{100,}={0,3})"),
    Shape("a Heroku key", "HRKU-AA", rf"HRKU-AA{_SAFE}{{58,}}"),
    Shape("a Prefect key", "pnu_", rf"pnu_{_WORD}{{36,}}"),
    Shape("an Infracost key", "ico-", rf"ico-{_WORD}{{32,}}"),
    Shape("a Harness token", "pat. sat.", rf"[ps]at\.{_SAFE}{{22}}\.{_WORD}{{24}}\.{_WORD}{{20,}}"),
    Shape("a Scalingo token", "tk-us-", rf"tk-us-{_SAFE}{{48,}}"),
    Shape("a Shippo token", "shippo_", r"shippo_(?:live|test)_[a-fA-F0-9]{40,}"),
    Shape("a Duffel token", "duffel_", r"duffel_(?:live|test)_[\w=-]{43,}"),
    Shape("an EasyPost key", "EZAK EZTK", rf"EZ[AT]K{_WORD}{{54,}}"),
    Shape("a Flutterwave key", "FLWSECK", r"FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,}(?:-X)?"),
    Shape("a Frame.io token", "fio-u-", r"fio-u-[\w=-]{64,}"),
    Shape("a MaxMind key", "_mmk", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk"),
    Shape("a SettleMint token", "sm_", r"sm_[aps]at_[A-Za-z0-9]{16,}"),
    Shape("an Octopus key", "API-", r"API-[A-Z0-9]{26,}(?!\w)"),
    Shape(
        "a 1Password key",
        "A3- ops_eyJ",
        r"(?:A3-[A-Z0-9]{6}(?:-[A-Z0-9]{5,11}){4,5}|ops_eyJ[A-Za-z0-9+/]{250,}=*)",
    ),
    Shape("a ClickHouse key", "4b1d", r"4b1d[A-Za-z0-9]{38}(?!\w)"),
    Shape("a Cloudflare key", "v1.0-", rf"v1\.0-{_HEX}{{24}}-{_HEX}{{146,}}"),
    Shape("an Adobe secret", "p8e-", r"p8e-[A-Za-z0-9]{32,}"),
    # Source: Telegram Bot API, "Authorizing your bot" (2026-11).
    Shape("a Telegram token", ":AA", r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
    # Source of the second: Microsoft Learn, "Create a service SAS", Azure Storage (2026-11).
    Shape("an Azure secret", "Q~", r"[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,}"),
    Shape("an Azure secret", "sig=", r"sig=(?P<value>[A-Za-z0-9%+/=]{40,})"),
    # Source: RFC 3986, section 3.2.1: a password in the user information of a URL is deprecated (2026-11).
    # A URL that was taken for a path has lost a slash.
    Shape(
        "a password in a URL",
        ":/",
        rf"""[A-Za-z][A-Za-z0-9+.-]{{0,30}}:/{{1,2}}[^\s/?#"'<>:@]{{0,200}}:{_FILLED_IN}(?P<value>[^\s/?#"'<>\\]{{1,500}})@(?=[^\s@])""",
    ),
    Shape(
        "a password in a connection string",
        "assword= ASSWORD= wd= WD= ountKey= ccessKey= ccess_key= ACCESS_KEY=",
        rf"\w{{0,30}}?(?i:password|passwd|pwd|account_?key|access_?key)=[\"']?{_FILLED_IN}(?!/)(?P<value>{_VALUE}{{6,}})",
    ),
    # Source: RFC 7617 and RFC 6750 (2026-11).
    Shape(
        "a password in a header",
        "uthorization UTHORIZATION",
        rf"(?i:authorization)[\"']?\s*[:=]\s*[\"']?(?i:basic|bearer|token)\s+{_FILLED_IN}(?P<value>{_VALUE}{{8,}})",
    ),
)

_BLOT, _SEEN = "*", re.compile(r"[^\n]")
#: What a credential does not begin in the middle of.
_NOT_INSIDE = "(?<![A-Za-z0-9])"


def credentials(text: str) -> list[Credential]:
    """Every credential in a text, in the order of the text; one that has two shapes is there twice."""
    return sorted(_found(text))


def _found(text: str) -> Iterator[Credential]:
    for shape in SHAPES:
        if any(mark in text for mark in shape.marks.split()):
            for found in re.finditer(f"{_NOT_INSIDE}(?:{shape.pattern})", text):
                group = "value" if "value" in found.re.groupindex else 0
                yield Credential(*found.span(group), shape.what)


def blotted(text: str) -> str:
    """The same text, as long as it was and with the same lines, and no credential in it."""
    pieces, at = [], 0
    for start, end, _ in credentials(text):
        pieces += [text[at:start], _SEEN.sub(_BLOT, text[max(at, start) : end])]
        at = max(at, end)
    return "".join([*pieces, text[at:]])
