"""One message of every type, as full as its type allows. All persons are invented, but for the published example."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType

from desktop_app.domain.award_notices import (
    CurrencyTotal,
    DecidedAmount,
    Decision,
    DecisionGround,
    DecisionResult,
    DecisionSummary,
    Frequency,
    Reduction,
    Refusal,
    RefusalReason,
    ReviewFrom,
    SetOff,
    StillOpen,
    SummaryLine,
    Supplement,
    WeeksAccepted,
)
from desktop_app.domain.case_notices import (
    ChangeKind,
    ChangeNotice,
    CloseNotice,
    CloseReason,
    Correction,
    CorrectionKind,
    CorrectionReason,
    Forward,
    ForwardReason,
    Joining,
    ParticipantChange,
    Participants,
    ReopenNotice,
    ReopenReason,
    ReopenStep,
)
from desktop_app.domain.certificates import CertificateKind, PeriodCertificate
from desktop_app.domain.claims import Benefit
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependants import ClaimSurvivor, Injury, InjuryCause, Relationship, Survivor
from desktop_app.domain.dependency import (
    CertifiedDependant,
    DependencyCertificate,
    DependencyDegree,
    Inquiry,
    Union,
    UnionKind,
)
from desktop_app.domain.directory_notices import (
    Closure,
    DirectoryChannel,
    DirectoryKey,
    DirectoryList,
    DirectoryNotice,
    DirectoryOffice,
    KeyNotice,
    KeyNoticeKind,
    KeyState,
    Maintainer,
    RulePackNotice,
    StateInForce,
)
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
    ClarificationReply,
    InfoAnswer,
    InfoItem,
    InfoItemCode,
    InfoReply,
    InfoRequest,
    ItemOutcome,
    NotAvailable,
    PeriodPurpose,
    PeriodRequest,
    Reminder,
    ReminderAnswer,
    ReminderItem,
    ReminderOutcome,
    ReminderReply,
)
from desktop_app.domain.messages import (
    Body,
    ClaimNotice,
    DocumentHeld,
    EarlierMessage,
    Instrument,
    Message,
    MessageType,
    PaymentWish,
    Receipt,
    ReturnNotice,
    ReturnReason,
    StateNotToAsk,
)
from desktop_app.domain.money import Money
from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.periods import InsuredClass
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuranceNumber
from desktop_app.domain.time import Certainty
from desktop_app.exchange.directory import sign_list
from desktop_app.exchange.keys import words_of
from desktop_app.exchange.rotation import make_notice
from tests.support.bundles import (
    ATLANTIC,
    KEYS_MADE,
    a_certificate,
    a_message,
    a_message_id,
    a_notice,
    a_person,
    a_receipt,
    a_return,
    card_of,
    secret_of,
)

ISSUER = "LC-NIC"


def _xcd(minor: int) -> Money:
    return Money(minor=minor, currency="XCD")


def a_full_person() -> PersonBlock:
    return replace(
        a_person(),
        birth_certainty=Certainty.YEAR,
        other_names="Berna",
        birth_place="Invented Bay",
        death_date=date(2014, 5, 2),
        nationality="VC",
        parents="Ada and Ben Invented",
    )


def a_full_notice() -> ClaimNotice:
    plain = a_notice()
    first, second = plain.work_history
    return replace(
        plain,
        benefit=Benefit.DEATH,
        person=a_full_person(),
        work_history=(
            first,
            replace(
                second,
                employer_number="E-77",
                occupation="Packer",
                start_certainty=Certainty.MONTH,
                end_certainty=Certainty.GUESS,
                open_ended=True,
                proof="Letter of the employer",
            ),
        ),
        remarks="Two lines\nof remarks",
        also_claimed=(Benefit.SURVIVORS,),
        applicant="Carl Invented, 1 Invented Lane",
        survivors=(
            ClaimSurvivor(
                survivor=Survivor(
                    id="1",
                    relationship=Relationship.WIDOWER,
                    birth_date=date(1950, 1, 1),
                    union_since=date(1980, 2, 3),
                    invalid=False,
                    in_education=False,
                    cares_for_child=True,
                    dependent=True,
                ),
                surname="Invented",
                forenames="Carl",
                note="Lives abroad",
            ),
        ),
        injury=Injury(
            degree_percent=30,
            cause=InjuryCause.DISEASE,
            state="LC",
            accident_date=date(2014, 4, 1),
            board_reference="B-1",
            weekly_earnings=_xcd(30_000),
        ),
        not_to_ask=(StateNotToAsk(state="GD", reason="The claimant does not consent"),),
        documents=(DocumentHeld(kind="birth certificate", seen_by="A. Clerk", seen_on=date(2014, 6, 16)),),
        payment=PaymentWish(where="Invented Bank, Kingstown", currency="XCD", bank="0001"),
        language="en",
        representative="D. Invented",
        claimant=PersonBlock(
            surname="Invented",
            forenames="Carl",
            birth_date=date(1950, 1, 1),
            numbers=(InsuranceNumber(state="VC", number="000003"),),
            address="1 Invented Lane",
        ),
    )


def a_full_certificate(office: str = ISSUER) -> PeriodCertificate:
    plain = a_certificate(office)
    first, second = plain.rows
    return replace(
        plain,
        rows=(
            replace(first, earnings_class="IX", insured_class=InsuredClass.SEAFARER, ceiling_reached=True),
            replace(second, counts_for=(Benefit.AGE, Benefit.SURVIVORS), raises_amount=()),
        ),
        insured_now=False,
        last_contribution=date(1986, 8, 4),
        other_states=("GD",),
        year_starts="The first Monday of January",
        conversion="Four weeks a month (rule 7)",
    )


def a_period_request() -> PeriodRequest:
    return PeriodRequest(
        purpose=PeriodPurpose.OVERLAP,
        person=a_person(),
        benefits=(Benefit.AGE, Benefit.INVALIDITY),
        reply_wanted_by=date(2014, 7, 20),
        span_from=date(1985, 1, 1),
        span_to=date(1990, 12, 31),
        cut_off=date(2014, 5, 31),
        known=a_notice().work_history,
        claimed_weeks=120,
        urgency="The claimant has no other income",
        remarks="Cards are attached",
    )


def a_dependency_certificate() -> DependencyCertificate:
    return DependencyCertificate(
        number="LC-DEP-2014-3",
        version=1,
        state="LC",
        office=ISSUER,
        person=a_full_person(),
        contingency_date=date(2014, 5, 2),
        dependants=(
            CertifiedDependant(
                row_id="1",
                relationship=Relationship.WIDOWER,
                surname="Invented",
                forenames="Carl",
                birth_date=date(1950, 1, 1),
                degree=DependencyDegree.MAINLY,
                proof="Marriage certificate",
                ground="Maintained by the deceased",
                lived_together_since=date(1979, 1, 1),
                cares_for_child=True,
                other_income=True,
                own_benefit_state="VC",
                union=Union(kind=UnionKind.MARRIAGE, since=date(1980, 2, 3), ended_on=date(2014, 5, 2)),
            ),
            CertifiedDependant(
                row_id="2",
                relationship=Relationship.CHILD,
                surname="Invented",
                forenames="Eve",
                birth_date=None,
                degree=DependencyDegree.WHOLLY,
                studies_until=date(2018, 7, 31),
                invalid=False,
                payee="Carl Invented",
                note="Birth date from the school",
            ),
        ),
        valid_from=date(2014, 5, 2),
        certified_at=datetime(2014, 6, 19, 9, 0, tzinfo=ATLANTIC),
        prepared_by="A. Clerk",
        approved_by="B. Officer",
        valid_to=date(2015, 5, 1),
        inquiries=(Inquiry(by="C. Visitor", on=date(2014, 6, 1), text="Both live in the house"),),
        remarks="None",
    )


def a_decision() -> Decision:
    return Decision(
        number="LC-DEC-2014-9",
        version=2,
        state="LC",
        office=ISSUER,
        benefit=Benefit.AGE,
        person=a_person(),
        result=DecisionResult.GRANTED,
        ground=DecisionGround.TOTALISED,
        decided_on=date(2014, 9, 1),
        start=date(2014, 6, 14),
        own_weeks=296,
        accepted=(
            WeeksAccepted(state="VC", weeks=286, certificate="VC-CERT-2014-1", version=1),
            WeeksAccepted(state="GD", weeks=144),
        ),
        totalised_weeks=726,
        amounts=(
            DecidedAmount(
                since=date(2014, 6, 14),
                currency="XCD",
                frequency=Frequency.MONTHLY,
                payable=_xcd(41_200),
                until=date(2015, 12, 31),
                notional=_xcd(101_053),
                share=Fraction(296, 726),
                actual=_xcd(41_200),
                local=_xcd(0),
                rounding="half_up_cent",
            ),
        ),
        prepared_by="A. Clerk",
        approved_by="B. Officer",
        weeks_lost=3,
        legal_references=("Minimum period", "Totalisation"),
        supplements=(
            Supplement(
                what="For a child",
                name="Eve Invented",
                amount=_xcd(5_000),
                frequency=Frequency.MONTHLY,
                until=date(2018, 7, 31),
            ),
        ),
        reductions=(Reduction(ground="Overpayment", amount=_xcd(1_000), article="s. 44", until=date(2014, 12, 31)),),
        refusals=(Refusal(reason=RefusalReason.OTHER, text="The grant for a funeral is not of this kind"),),
        review_days=21,
        review_from=ReviewFrom.RECEIPT,
        review_address="The Tribunal\n1 Invented Street",
        set_offs=(SetOff(amount=_xcd(2_500), ground="Provisional payment"),),
        first_payment=date(2014, 10, 1),
        next_review=date(2015, 6, 14),
        worksheet_attached=True,
        rules="sha256:" + "ab" * 32,
        remarks="One part of a possible total",
    )


def a_decision_summary() -> DecisionSummary:
    return DecisionSummary(
        benefit=Benefit.AGE,
        person=a_person(),
        lines=(
            SummaryLine(
                state="LC",
                office=ISSUER,
                case_number="LC-2014-0007",
                result=DecisionResult.GRANTED,
                ground=DecisionGround.TOTALISED,
                start=date(2014, 6, 14),
                amount=_xcd(41_200),
                frequency=Frequency.MONTHLY,
                review_days=21,
                review_address="The Tribunal",
                handed_over_on=date(2014, 9, 5),
                message=a_message_id(60),
            ),
            SummaryLine(
                state="BB",
                office="",
                case_number="",
                result=DecisionResult.REFUSED,
                ground=DecisionGround.LOCAL,
                start=None,
                amount=None,
                frequency=None,
                review_days=None,
                review_address="",
            ),
        ),
        totals=(CurrencyTotal(amount=_xcd(41_200), frequency=Frequency.MONTHLY),),
        still_open=(StillOpen(state="GD", reason="Its certificate is awaited"),),
        provisional=(Supplement(what="Provisional payment", name="", amount=_xcd(9_900), frequency=Frequency.MONTHLY),),
        set_offs=(SetOff(amount=_xcd(2_500), ground="Provisional payment"),),
        contact="A. Clerk, +1 000 000 0000",
        remarks="Currencies are not added up",
    )


def an_info_request() -> InfoRequest:
    return InfoRequest(
        person=a_person(),
        items=(
            InfoItem(
                item_id="1",
                code=InfoItemCode.LIFE_CERTIFICATE,
                why="Payment abroad",
                needed_by=date(2014, 8, 1),
                span_from=date(2014, 1, 1),
                span_to=date(2014, 6, 30),
                document_wanted=True,
                text="Signed before a justice of the peace",
            ),
            InfoItem(item_id="2", code=InfoItemCode.ADDRESS, why="Letters come back", needed_by=date(2014, 8, 1)),
        ),
        text="Thank you",
    )


def an_info_reply() -> InfoReply:
    return InfoReply(
        about_message=a_message_id(61),
        answers=(
            InfoAnswer(item_id="1", outcome=ItemOutcome.WILL_FOLLOW, follows_on=date(2014, 9, 1)),
            InfoAnswer(item_id="2", outcome=ItemOutcome.VALUE, value="2 Invented Lane"),
        ),
        text="The rest by mail",
    )


def a_reminder() -> Reminder:
    return Reminder(
        items=(
            ReminderItem(
                obligation_id="o-1",
                what=MessageType.PERIOD_CERTIFICATE.value,
                asked_message=a_message_id(62),
                asked_on=date(2014, 6, 20),
                due_on=date(2014, 7, 27),
                count=3,
            ),
        ),
        missing=(4, 6),
        to_head=True,
        head="Rosa Sample, Director",
        text="May it be lost?",
    )


def a_reminder_reply() -> ReminderReply:
    return ReminderReply(
        about_message=a_message_id(63),
        answers=(
            ReminderAnswer(obligation_id="o-1", outcome=ReminderOutcome.WILL_COME, on=date(2014, 9, 15)),
            ReminderAnswer(
                obligation_id="o-2",
                outcome=ReminderOutcome.NOT_AVAILABLE,
                reason=NotAvailable.PAPER_SEARCH,
                text="Cards of 1979",
            ),
            ReminderAnswer(obligation_id="o-3", outcome=ReminderOutcome.ALREADY_SENT, sent_message=a_message_id(64)),
        ),
    )


def a_clarification() -> Clarification:
    return Clarification(
        about_message=a_message_id(65),
        items=(
            ClarificationItem(
                item_id="1",
                reason=ClarificationReason.OVERLAP,
                row_id="2",
                field="from",
                other_state="GD",
                span_from=date(1986, 1, 6),
                span_to=date(1986, 1, 26),
                text="Three weeks are certified twice",
            ),
            ClarificationItem(item_id="2", reason=ClarificationReason.ENTITLEMENT),
        ),
        reply_wanted_by=date(2014, 8, 1),
    )


def a_clarification_reply() -> ClarificationReply:
    return ClarificationReply(
        about_message=a_message_id(66),
        answers=(
            ClarificationAnswer(item_id="1", outcome=ClarificationOutcome.CORRECTED, text="A correction follows"),
            ClarificationAnswer(item_id="2", outcome=ClarificationOutcome.CONFIRMED),
        ),
    )


def a_correction() -> Correction:
    return Correction(
        about_message=a_message_id(67),
        kind=CorrectionKind.UPDATE,
        reason=CorrectionReason.WRONG_CONTENT,
        new_message=a_message_id(68),
        more_follows=True,
        destroy=True,
        text="One row was another person's",
    )


def a_forward() -> Forward:
    return Forward(
        about_message=a_message_id(69),
        from_office="VC-NIS",
        to_office="GD-NIS",
        reason=ForwardReason.PERSON_MOVED,
        filing_date=date(2014, 6, 16),
        enclosed=True,
        text="Moved in 1990",
    )


def participants() -> Participants:
    return Participants(
        changes=(
            ParticipantChange(
                office="GD-NIS",
                state="GD",
                joining=Joining.LEAVES,
                since=date(2014, 8, 1),
                reason="No periods there",
                takes_over="VC-NIS",
            ),
            ParticipantChange(
                office="BB-NIS", state="BB", joining=Joining.JOINS, since=date(2014, 8, 1), reason="Named by Grenada"
            ),
        )
    )


def a_change_notice() -> ChangeNotice:
    return ChangeNotice(
        kind=ChangeKind.RATE_CHANGED,
        person=a_person(),
        since=date(2015, 1, 1),
        value="Yearly increase",
        proof="Gazette",
        effect_asked="Reckon the set-off again",
        old_amount=_xcd(41_200),
        new_amount=_xcd(42_000),
        states=("VC",),
    )


def a_close_notice() -> CloseNotice:
    return CloseNotice(
        reason=CloseReason.MERGED, on=date(2014, 12, 1), merged_into="VC-2013-0099", text="One person, two cases"
    )


def a_reopen_notice() -> ReopenNotice:
    return ReopenNotice(step=ReopenStep.ASKED, reason=ReopenReason.NEW_FACTS, text="A card was found")


def a_rule_pack_notice() -> RulePackNotice:
    return RulePackNotice(
        state="LC",
        number=7,
        pack_digest="sha256:" + "0f" * 32,
        replaces="sha256:" + "1e" * 32,
        in_force_from=date(2015, 1, 1),
        publisher="National Insurance Corporation, Saint Lucia (invented)",
        minimum_program="1.0",
        file="LC-7.cass-rules",
        file_digest="2d" * 32,
        signers=("LC-NIC", "VC-NIS"),
        law_changed="The ceiling rises",
        mistakes_mended="A date was wrong",
    )


def a_directory_notice() -> DirectoryNotice:
    keys = card_of(ISSUER).keys
    maintainers = tuple(
        Maintainer(
            code=code,
            name=f"Invented Institute {code}",
            signing_key=card_of(code).keys.signing_key,
            key_id=card_of(code).keys.key_id,
        )
        for code in ("BB-MNT", "TT-MNT")
    )
    office = DirectoryOffice(
        code=ISSUER,
        state="LC",
        name="National Insurance Office LC",
        town="Castries",
        address="1 Invented Street",
        phone="+1 000 000 0000",
        email="office@example.invalid",
        competent_for=(Benefit.AGE,),
        hours="Monday to Friday, 8 to 16",
        closures=(Closure(from_day=date(2014, 12, 24), to_day=date(2015, 1, 2), reason="Holidays"),),
        languages=("en",),
        channels=(DirectoryChannel.MAIL, DirectoryChannel.STICK),
        mail_limit=7_000_000,
        program_version="1.0",
        keys=(
            DirectoryKey(
                signing_key=keys.signing_key,
                sealing_key=keys.sealing_key,
                key_id=keys.key_id,
                words=words_of(ISSUER, keys.signing_key, keys.sealing_key),
                from_day=KEYS_MADE,
                to_day=date(2019, 6, 2),
                state=KeyState.ACTIVE,
                check=KeyCheck.PHONE,
                checked_by="B. Maintainer",
                checked_on=date(2014, 6, 5),
            ),
        ),
    )
    content = DirectoryList(
        number=4,
        issued_on=date(2014, 6, 10),
        expires_on=date(2015, 6, 10),
        threshold=2,
        maintainers=maintainers,
        states=(
            StateInForce(state="LC", in_force=True, since=date(1997, 4, 1)),
            StateInForce(state="SR", in_force=False),
        ),
        offices=(office,),
    )
    notice = DirectoryNotice(content=content, signatures=())
    for code in ("BB-MNT", "TT-MNT"):
        notice = sign_list(notice, code, secret_of(code).signing)
    return notice


def a_key_notice() -> KeyNotice:
    return make_notice(
        KeyNoticeKind.NEW, ISSUER, secret_of(ISSUER), new_keys=card_of("LC-NEW").keys, reason="The old one runs out"
    )


def a_departure_certificate() -> DepartureCertificate:
    return DepartureCertificate(
        certificate=replace(a_full_certificate(), kind=CertificateKind.DEPARTURE),
        departed_on=date(2014, 6, 30),
        new_state="GD",
        new_address="3 Invented Road\nSt. George's",
    )


def a_full_receipt() -> Receipt:
    return replace(a_receipt(), unit="Long-term benefits")


def a_full_return() -> ReturnNotice:
    return replace(a_return(), reason=ReturnReason.PERSON_NOT_CLEAR, candidates=3)


FULL: Mapping[MessageType, Body] = MappingProxyType(
    {
        MessageType.CLAIM_NOTICE: a_full_notice(),
        MessageType.PERIOD_REQUEST: a_period_request(),
        MessageType.PERIOD_CERTIFICATE: a_full_certificate(),
        MessageType.DEPENDENCY_CERTIFICATE: a_dependency_certificate(),
        MessageType.DECISION: a_decision(),
        MessageType.DECISION_SUMMARY: a_decision_summary(),
        MessageType.INFO_REQUEST: an_info_request(),
        MessageType.INFO_REPLY: an_info_reply(),
        MessageType.REMINDER: a_reminder(),
        MessageType.REMINDER_REPLY: a_reminder_reply(),
        MessageType.RECEIPT: a_full_receipt(),
        MessageType.RETURN: a_full_return(),
        MessageType.CLARIFICATION: a_clarification(),
        MessageType.CLARIFICATION_REPLY: a_clarification_reply(),
        MessageType.CORRECTION: a_correction(),
        MessageType.FORWARD: a_forward(),
        MessageType.PARTICIPANTS: participants(),
        MessageType.CHANGE_NOTICE: a_change_notice(),
        MessageType.CLOSE: a_close_notice(),
        MessageType.REOPEN: a_reopen_notice(),
        MessageType.RULE_PACK: a_rule_pack_notice(),
        MessageType.DIRECTORY: a_directory_notice(),
        MessageType.KEY_NOTICE: a_key_notice(),
        MessageType.DEPARTURE_CERTIFICATE: a_departure_certificate(),
    }
)
"""The highest version of every type, with nothing left out."""

FIRST: Mapping[MessageType, Body] = MappingProxyType(
    {
        MessageType.CLAIM_NOTICE: a_notice(),
        MessageType.PERIOD_CERTIFICATE: a_certificate(),
        MessageType.RECEIPT: a_receipt(),
        MessageType.RETURN: a_return(),
    }
)
"""Version 1.0 of the types that have a later one."""


def a_full_message(body: Body, number: int = 1) -> Message:
    """A message with every field of its head."""
    return replace(
        a_message(body, number),
        in_reply_to=a_message_id(70),
        obligation_id="o-1",
        supersedes=(EarlierMessage(message_id=a_message_id(71), reason=CorrectionReason.NEW_FACTS),),
        invalidates=(EarlierMessage(message_id=a_message_id(72), reason=CorrectionReason.SENT_BY_MISTAKE),),
        valid_until=date(2014, 12, 31),
        instrument=Instrument.OECS,
        must_understand=("obligation_id",),
    )
