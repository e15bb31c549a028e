"""The Agreement as data, and which steps of a law rest on what: authorities, options, scopes."""

from dataclasses import replace

from desktop_app.calculation.pack import OpenPoint, Provision, Step, personal_steps, row_steps, scoped_steps
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, Source
from tests.support.cases import the_rulebook

LAW = Source(id="S1", title="The Agreement", publisher="The Secretariat", year=1996, url="")
POINT = OpenPoint(
    id="vested_state",
    options=("higher", "local"),
    grade="?",
    confidence=Confidence.LOW,
    sources=(LAW,),
    note="No source says it.",
)
PROVISION = Provision(id="pro_rata", article="Article 19(2)", confidence=Confidence.HIGH, sources=(LAW,), note="Seen.")


def test_an_open_point_is_an_authority_by_its_name_with_its_sources() -> None:
    assert POINT.authority == Authority(
        kind=AuthorityKind.POLICY,
        reference="vested_state",
        confidence=Confidence.LOW,
        sources=(LAW,),
        note="No source says it.",
    )
    assert POINT.default == "higher"


def test_a_provision_is_an_authority_by_its_article_or_its_subject() -> None:
    assert PROVISION.authority == Authority(
        kind=AuthorityKind.AGREEMENT,
        reference="Article 19(2)",
        confidence=Confidence.HIGH,
        sources=(LAW,),
        note="Seen.",
    )
    assert replace(PROVISION, article="").authority.reference == "pro_rata"


def test_the_options_of_a_point_begin_with_its_default_and_a_point_that_is_none_has_none() -> None:
    rules = replace(the_rulebook().agreement, points={POINT.id: POINT})
    assert rules.defaults == {"vested_state": "higher"}
    assert rules.options_of("vested_state") == ("higher", "local")
    assert rules.options_of("generosity") == ()


def steps(**inputs: str | tuple[str, ...]) -> dict[str, Step]:
    return {name: Step(name=name, operator="summed", inputs={"parts": named}) for name, named in inputs.items()}


def test_a_step_rests_on_weeks_directly_or_through_others() -> None:
    found = steps(enough="weeks", rate=("enough", "base"), average="earnings_by_year", paid="paid_weeks", flat="base")
    assert scoped_steps(found) == {"enough", "rate", "paid"}


def test_a_step_rests_on_a_survivor_directly_or_through_others() -> None:
    found = steps(young="survivor_age", share=("pension", "young"), pension="weeks")
    assert personal_steps(found) == {"young", "share"}


def test_a_step_goes_row_by_row_unless_it_gathers_the_rows() -> None:
    found = steps(contribution="row_weeks", value="contribution", average="value", other="earnings_by_year")
    found["average"] = replace(found["average"], gathered="value")
    found["dated"] = replace(found["other"], name="dated", on_row_date=True)
    assert row_steps(found) == {"contribution", "value", "dated"}


def test_a_step_that_is_left_out_by_a_length_rests_on_it() -> None:
    found = steps(early="pension", pension="average")
    found["early"] = replace(found["early"], only_if="weeks")
    assert scoped_steps(found) == {"early"}
