"""From the form at one office to the case at another: all that a notice and a certificate can say."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.calculation.pack import NotProvided
from desktop_app.calculation.trace import Authority, AuthorityKind
from desktop_app.domain.beside_rows import BesideForm
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claim_detail_forms import DetailsForm, DocumentLine
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import DependantsForm, SurvivorLine
from desktop_app.domain.dependants import Injury, Relationship
from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.inquiries import PeriodPurpose, PeriodRequest
from desktop_app.domain.messages import ClaimNotice, DocumentHeld, MessageType, StateNotToAsk
from desktop_app.domain.periods import InsuredClass
from desktop_app.domain.person_records import PlaceLived
from desktop_app.domain.time import Certainty
from desktop_app.exchange.messages import encode_message, version_written
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_periods import PeriodQuestion, ask_periods
from desktop_app.workflows.calculate_claim import calculate_claim
from desktop_app.workflows.certify_periods import certify_periods, check_record
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_claimant, enter_dependants, enter_history
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.receive_bundle import preview
from desktop_app.workflows.send_claim import check_claim, notice_for, send_notices
from desktop_app.workflows.told_of_claim import with_details
from tests.support import hendyce
from tests.support.case_desks import CUT_OFF, carry, notice_sent, post, row_of, take_in, told

DETAILS = DetailsForm(
    claimant_surname="Sample",
    claimant_forenames="Zoë",
    claimant_birth_date="29/2/1960",
    also_claimed=(Benefit.DEATH.value,),
    representative="Sample & Sample",
    language="French",
    not_to_ask=(("GD", "no work there in truth"),),
    documents=(DocumentLine(kind="death certificate", seen_by="CB", seen_on="5/3/2014"),),
    payment_where="Castries",
    payment_currency="xcd",
    payment_bank="Sample Bank 12",
)
WIDOW_CLAIMS = replace(
    hendyce.CLAIMANT,
    benefit=Benefit.SURVIVORS.value,
    applicant="Zoë Sample, 1 Sample Street",
    parents="Ada and Bela Sample",
    numbers=tuple(pair for pair in hendyce.CLAIMANT.numbers if pair[0] != "LC"),
    details=DETAILS,
)


def a_survivors_claim(vc: Desk, form: ClaimantForm = WIDOW_CLAIMS) -> str:
    key = take_in(vc, form)
    enter_dependants(
        vc,
        key,
        DependantsForm(
            lines=(
                SurvivorLine(
                    row_id="1",
                    relationship="widow",
                    surname="Sample",
                    forenames="Zoë",
                    birth_date="1960-02-29",
                    union_since="1984-06-01",
                    note="a word for this office alone",
                ),
            )
        ),
    )
    return key


def test_a_notice_tells_all_of_it_and_the_other_office_keeps_it(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = a_survivors_claim(vc)
    send_notices(vc, key, ("LC",))
    told_lc = notice_sent(vc, key)
    assert told_lc.person.parents == "Ada and Bela Sample"
    mailbox_id = post(vc, lc)
    shown = {line.what: line.after for line in preview(lc, mailbox_id).changes}
    assert shown["change_claimant"] == "Zoë Sample, 1960-02-29"
    assert shown["change_survivors"] == "Zoë Sample"
    assert shown["change_payment"] == "Castries, XCD, Sample Bank 12"
    assert shown["change_not_to_ask"] == "no work there in truth"
    claim = lc.store.claims.get(accept(lc, mailbox_id))
    kept, ours = lc.store.claim_details.get(claim.id), vc.store.claim_details.get(key)
    assert kept == ours
    assert kept.documents == (DocumentHeld(kind="death certificate", seen_by="CB", seen_on=date(2014, 3, 5)),)
    assert kept.not_to_ask == (StateNotToAsk(state="GD", reason="no work there in truth"),)
    assert claim.applicant == "Zoë Sample, 1 Sample Street"
    assert lc.store.persons.get(claim.person_id).parents == "Ada and Bela Sample"
    (survivor,) = lc.store.dependants.survivors(claim.id)
    assert (survivor.name, survivor.note) == ("Zoë Sample", "")
    assert survivor.survivor == vc.store.dependants.survivors(key)[0].survivor
    shown_there = open_claim(lc, claim.id).claimant
    assert (shown_there.details.claimant_surname, shown_there.details.language) == ("Sample", "French")


def test_parents_go_only_where_no_number_is_known(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, replace(hendyce.CLAIMANT, parents="Ada and Bela Sample"))
    send_notices(vc, key, ("LC",))
    assert notice_sent(vc, key).person.parents == ""


def test_the_last_address_in_a_state_goes_there_and_to_no_other(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, replace(hendyce.CLAIMANT, address="5 Sample Street, Kingstown"))
    person_id = vc.store.claims.get(key).person_id
    lived = (
        PlaceLived(address="1 Rodney Road, Castries, St. Lucia W.I.", until=date(1990, 1, 1)),
        PlaceLived(address="2 Bay Street, Soufrière, SAINT LUCIA", until=date(1999, 1, 1)),
        PlaceLived(address="3 Saint Lucia Street, Grenville, Grenada", until=date(2001, 1, 1)),
    )
    with vc.store.act(verb="samples_made", user=vc.user.id, about=person_id, facts={}):
        before = vc.store.person_records.get(person_id)
        vc.store.person_records.set(person_id, replace(before, lived=lived))
    send_notices(vc, key, ("LC", "GD"))

    told_each = {
        row.office: decode_message(row.data).body
        for row in vc.store.outbox.of_claim(key)
        if row.type is MessageType.CLAIM_NOTICE
    }
    addresses = {office: body.person.address for office, body in told_each.items() if isinstance(body, ClaimNotice)}
    assert addresses == {
        "LC-NIC": "2 Bay Street, Soufrière, SAINT LUCIA",
        "GD-NIS": "3 Saint Lucia Street, Grenville, Grenada",
    }
    there = carry(vc, offices["LC"])
    kept = offices["LC"].store.claims.get(there)
    assert offices["LC"].store.persons.get(kept.person_id).address == "2 Bay Street, Soufrière, SAINT LUCIA"
    asked = ask_periods(vc, key, "GD-NIS", PeriodQuestion(purpose=PeriodPurpose.CLAIM))
    row = next(row for row in vc.store.outbox.of_claim(key) if row.message_id == asked)
    question = decode_message(row.data).body
    assert isinstance(question, PeriodRequest)
    assert question.person.address == addresses["GD-NIS"]


def without_rules(desk: Desk, state: str) -> Desk:
    """The desk, were the law of a State not known to it."""
    packs = {code: pack for code, pack in desk.rulebook.packs.items() if code != state}
    return replace(desk, rulebook=replace(desk.rulebook, packs=packs))


def not_giving(desk: Desk, state: str, benefit: Benefit) -> Desk:
    """The desk, had a State no such benefit."""
    pack = desk.rulebook.packs[state]
    said = Authority(kind=AuthorityKind.RULE, state=state, reference="none")
    none = NotProvided(says="There is none.", authority=said)
    rules = replace(pack.benefits[benefit], not_provided=none)
    packs = {**desk.rulebook.packs, state: replace(pack, benefits={**pack.benefits, benefit: rules})}
    return replace(desk, rulebook=replace(desk.rulebook, packs=packs))


def test_what_only_a_paying_state_needs_goes_to_no_other(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = a_survivors_claim(vc)
    send_notices(not_giving(vc, "LC", Benefit.SURVIVORS), key, ("LC",))
    notice = notice_sent(vc, key)
    assert (notice.survivors, notice.payment, notice.injury) == ((), None, None)
    assert notice.representative == "Sample & Sample"


def test_a_state_of_unknown_law_is_told_who_survives_and_asks_for_what_its_law_asks(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = a_survivors_claim(vc)
    (kept,) = vc.store.dependants.survivors(key)
    known = replace(kept, survivor=replace(kept.survivor, invalid=True, cares_for_child=True, dependent=True))
    with vc.store.act(verb="samples_made", user=vc.user.id, about=key, facts={}):
        vc.store.dependants.set_survivors(key, (known,))
    send_notices(without_rules(vc, "LC"), key, ("LC",))
    notice = notice_sent(vc, key)
    (told_lc,) = notice.survivors
    assert (told_lc.name, told_lc.survivor.relationship) == ("Zoë Sample", Relationship.WIDOW)
    assert told_lc.survivor.birth_date == date(1960, 2, 29)
    assert told_lc.survivor.union_since == date(1984, 6, 1)
    asked = told_lc.survivor
    assert (asked.invalid, asked.cares_for_child, asked.dependent, asked.in_education) == (None, None, None, None)
    assert notice.payment is None
    claim = lc.store.claims.get(carry(vc, lc))
    (there,) = lc.store.dependants.survivors(claim.id)
    assert there.survivor == asked


def test_the_effects_of_an_accident_go_to_the_state_where_it_was(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc, replace(hendyce.CLAIMANT, benefit=Benefit.DISABLEMENT.value))
    injury = Injury(degree_percent=40, state="GD", accident_date=date(2014, 6, 14), board_reference="B-1")
    with vc.store.act(verb="samples_made", user=vc.user.id, about=key, facts={}):
        vc.store.dependants.set_injury(key, injury)
    claim = vc.store.claims.get(key)
    blank = notice_for(claim, vc.store.persons.get(claim.person_id), (), "LC", check_claim(vc, key))
    elsewhere = with_details(without_rules(vc, "LC"), claim, blank, "LC").injury
    assert elsewhere == replace(injury, degree_percent=None, board_reference="")
    assert with_details(without_rules(vc, "GD"), claim, blank, "GD").injury == injury
    assert with_details(vc, claim, blank, "LC").injury == injury


def test_a_state_that_may_not_be_asked_is_not_told(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = a_survivors_claim(vc)
    (spared,) = [each for each in check_claim(vc, key).recipients if each.state == "GD"]
    assert spared.blocked is not None
    assert (spared.blocked.code, spared.blocked.facts["reason"]) == ("state_not_to_ask", "no work there in truth")
    with pytest.raises(CaseProblem, match="recipient_blocked"):
        send_notices(vc, key, ("GD",))


def test_the_work_history_travels_with_its_details_and_the_employers_number_stays_with_its_state(
    offices: dict[str, Desk],
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    rows = tuple(
        replace(
            row_of(state, year),
            row_id=state,
            employer_number=f"{state}-77",
            occupation="mason",
            start_certainty=Certainty.MONTH.value,
            open_ended="yes",
            proof="payslips",
        )
        for state, year in (("VC", 1994), ("LC", 1996))
    )
    key = take_in(vc)
    enter_history(vc, key, PeriodsForm(lines=rows))
    send_notices(vc, key, ("LC",))
    claim_id = carry(vc, lc)
    there = {row.state: row for row in lc.store.periods.stated(claim_id)}
    assert (there["LC"].employer_number, there["VC"].employer_number) == ("LC-77", "")
    for row in there.values():
        assert (row.occupation, row.start_certainty, row.open_ended, row.proof) == (
            "mason",
            Certainty.MONTH,
            True,
            "payslips",
        )
    assert open_claim(vc, key).history.lines[1].proof == "payslips"


def test_a_claim_that_says_nothing_more_is_still_told_in_the_first_version(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    (row,) = vc.store.outbox.of_claim(key)
    assert version_written(row.data) == "1.0"
    message = decode_message(row.data)
    assert encode_message(replace(message, body=replace(notice_sent(vc, key), language="French"))) != row.data


RECORD = PeriodsForm(
    lines=(
        PeriodLine(row_id="r1", year="1996", weeks="40", employer="Invented Ltd", employer_number="77"),
        PeriodLine(
            row_id="r2",
            year="1997",
            weeks="30",
            counts_for=f"{Benefit.INVALIDITY} {Benefit.SURVIVORS}",
            insured_class=InsuredClass.SEAFARER.value,
        ),
        PeriodLine(row_id="r3", year="1998", weeks="20", raises_amount="none"),
    )
)
BESIDE = BesideForm(
    insured_now="no", last_contribution="30 Dec 1998", other_states="gd, bb", conversion="four units are a week"
)


def test_a_row_for_other_benefits_is_shown_taken_in_and_not_counted_in_the_case(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    claim_id = carry(vc, lc)
    says = {"complete_to": CUT_OFF, "has_periods": HasPeriods.YES, "beside": BESIDE}
    issued = certify_periods(lc, claim_id, RECORD, **says)
    assert issued.other_states == ("GD", "BB")
    mailbox_id = post(lc, vc)
    shown = {(line.what, line.detail): line.after for line in preview(vc, mailbox_id).changes}
    assert shown["change_row_not_for", "1997"] == "30"
    assert shown["change_row_not_raising", "1998"] == "20"
    assert shown["change_insured_now", "LC"] == "no"
    accept(vc, mailbox_id)
    (kept,) = vc.store.periods.current(key)
    assert kept.rows == issued.rows
    (whole,) = vc.store.periods.certificates(key)
    assert whole.certificate == issued
    found = calculate_claim(vc, key).award
    line = found.state("LC")
    assert line.own_weeks == 60
    assert {"row_not_for_benefit", "row_not_raising"} <= {each.code for each in line.findings} | {
        each.code for each in found.findings
    }
    again = open_claim(lc, claim_id).record
    assert [(row.counts_for, row.raises_amount, row.insured_class) for row in again.lines] == [
        (row.counts_for, row.raises_amount, row.insured_class) for row in RECORD.lines
    ]


def test_what_cannot_stand_beside_the_rows_is_said_at_its_field(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    claim_id = carry(vc, lc)
    wrong = BesideForm(last_contribution="1 Jan 2099", other_states="LC XX")
    draft = check_record(lc, claim_id, RECORD, complete_to=CUT_OFF, has_periods=HasPeriods.YES, beside=wrong)
    found = {(each.code, each.where) for each in draft.findings}
    assert {
        ("last_contribution_late", "last_contribution"),
        ("state_unknown", "other_states"),
        ("other_state_own", "other_states"),
    } <= found
    assert not draft.can_certify


def test_details_with_errors_are_not_entered_and_named_at_their_fields(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc)
    wrong = replace(
        DETAILS, not_to_ask=(("GD", ""),), documents=(DocumentLine(seen_by="CB"),), payment_where="", language=""
    )
    form = replace(WIDOW_CLAIMS, benefit=Benefit.AGE.value, details=wrong)
    with pytest.raises(Exception, match="form_has_errors"):
        enter_claimant(vc, key, form)
