"""Name, tags, addresses, logs."""

from manifests_of_copilot import carried, left, lines


def test_tags_are_texts_and_an_owner_is_the_owner() -> None:
    of = carried({"tags": {"owner": "web", "tier": 2, "odd": None}})
    assert (lines(of)["service.owner"], lines(of)["service.tags.tier"]) == ("web", "2")
    assert left(of) == {"tags.odd"}


def test_an_environments_first_address_is_its_domain_with_a_guessed_zone() -> None:
    alias = [{"name": "a.b.example.com", "hosted_zone": "Z1"}, {"name": "c.example.com"}]
    of = carried({"environments": {"prod": {"http": {"alias": alias}}}})
    assert lines(of)["environments.prod.domain"] == {"name": "a.b.example.com", "zone": "b.example.com"}
    assert left(of) == {"environments.prod.http.alias.0.hosted_zone", "environments.prod.http.alias.1.name"}


def test_two_targets_need_to_know_which_one_has_the_address() -> None:
    of = carried({"environments": {"prod": {"http": {"alias": "example.com"}}}}, "lambda", "ec2")
    assert lines(of)["environments.prod.domain"] == {
        "name": "example.com",
        "zone": "example.com",
        "primary": "lambda",
    }


def test_an_address_for_all_belongs_to_the_only_environment_there_is() -> None:
    assert "environments.prod.domain" in lines(carried({"http": {"alias": "a.io"}, "environments": {"prod": {}}}))
    assert left(carried({"http": {"alias": "a.io"}, "environments": {"a": {}, "b": {}}})) == {"http.alias"}


def test_what_podspec_does_anyway_is_told_from_what_it_does_not() -> None:
    anyway = {
        "http": {"redirect_to_https": True, "stickiness": False, "path": "/", "version": "http1"},
        "exec": False,
    }
    assert left(carried(anyway)) == set()
    other = {
        "http": {"redirect_to_https": False, "stickiness": True, "path": "/a", "version": "grpc"},
        "exec": True,
    }
    assert left(carried(other)) == {f"http.{one}" for one in other["http"]} | {"exec"}  # type: ignore[attr-defined]


def test_one_is_not_true() -> None:
    assert left(carried({"http": {"redirect_to_https": 1}})) == {"http.redirect_to_https"}


def test_functions_are_traced_and_hosts_are_not() -> None:
    tracing = {"observability": {"tracing": "awsxray"}}
    assert left(carried(tracing, "lambda")) == set()
    assert left(carried(tracing)) == {"observability.tracing"}


def test_the_days_of_logs_are_kept() -> None:
    assert lines(carried({"logging": {"retention": 30}}))["observability.log_retention_days"] == 30
