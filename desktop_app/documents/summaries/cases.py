"""The summaries of what happens to a message, a case, a person, an office's key, or the rules."""

from collections.abc import Mapping

from desktop_app.documents.summaries.lines import each, insured_line, joined, noted, remarks_lines, told, within
from desktop_app.domain.case_notices import (
    ChangeNotice,
    CloseNotice,
    Correction,
    Forward,
    ParticipantChange,
    Participants,
    ReopenNotice,
)
from desktop_app.domain.directory_notices import DirectoryNotice, KeyNotice, RulePackNotice
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, moment_words, money_words


def correction_summary(correction: Correction) -> str:
    """Say which message is replaced or void, why, and what is asked of the reader."""
    follows = text("Nothing follows.")
    if correction.new_message:
        follows = text("The new message is {id}.").format(id=correction.new_message)
    elif correction.more_follows:
        follows = text("A new message will follow.")
    return told(
        [
            text("Correction of an earlier message, {id}. {what}.").format(
                id=correction.about_message, what=words_of(correction.kind)
            ),
            text("Reason: {reason}.").format(reason=within(correction.reason)),
            follows,
            text("Please destroy what you hold of it, and confirm that.") if correction.destroy else "",
            *remarks_lines(correction.text),
        ]
    )


def forward_summary(forward: Forward) -> str:
    """Say which message went on to whom, and that the filing date stays."""
    filed = ""
    if forward.filing_date:
        filed = text("Filed {filed}, for every State.").format(filed=date_words(forward.filing_date))
    return told(
        [
            text("Message {id} of {sender} is passed on to {office}.").format(
                id=forward.about_message, sender=forward.from_office, office=forward.to_office
            ),
            text("Reason: {reason}.").format(reason=within(forward.reason)),
            filed,
            text("The original is enclosed.") if forward.enclosed else text("The original went to the new office."),
            *remarks_lines(forward.text),
        ]
    )


def participants_summary(notice: Participants, parties: Mapping[str, str]) -> str:
    """Say which offices join a case and which leave it."""

    def say(change: ParticipantChange) -> str:
        heir = change.takes_over
        return noted(
            joined(
                f"{parties.get(change.state, change.state)} ({change.office}): {within(change.joining)}",
                text("from {day}").format(day=date_words(change.since)),
                text("{office} takes over what it owes").format(office=heir) if heir else "",
            ),
            change.reason,
        )

    return told([text("States and offices of the case."), *each(notice.changes, say, text("Changes: {count}."))])


def change_summary(notice: ChangeNotice, parties: Mapping[str, str]) -> str:
    """Say what changed for a person, since when, and what is asked of the reader."""
    old, new = notice.old_amount, notice.new_amount
    states = ", ".join(parties.get(code, code) for code in notice.states)
    return told(
        [
            text("The insured person died on {day}.").format(day=date_words(notice.died_on))
            if notice.died_on
            else text("Change of circumstances from {day}: {what}.").format(
                what=within(notice.kind), day=date_words(notice.since)
            ),
            insured_line(notice.person),
            noted(text("Now:"), notice.value) if notice.value else "",
            text("States: {states}.").format(states=states) if states else "",
            text("Before {amount}.").format(amount=money_words(old)) if old else "",
            text("Now {amount}.").format(amount=money_words(new)) if new else "",
            noted(text("Proof:"), notice.proof) if notice.proof else "",
            noted(text("Please:"), notice.effect_asked) if notice.effect_asked else "",
        ]
    )


def close_summary(notice: CloseNotice) -> str:
    """Say that a case is closed, and why."""
    return told(
        [
            text("The case is closed on {day}. {reason}.").format(
                day=date_words(notice.on), reason=words_of(notice.reason)
            ),
            text("It goes on as case {number}.").format(number=notice.merged_into) if notice.merged_into else "",
            *remarks_lines(notice.text),
        ]
    )


def reopen_summary(notice: ReopenNotice) -> str:
    """Say whether a closed case is opened again, and why."""
    return told(
        [
            f"{words_of(notice.step)}.",
            text("Reason: {reason}.").format(reason=within(notice.reason)),
            *remarks_lines(notice.text),
        ]
    )


def rule_pack_summary(notice: RulePackNotice, parties: Mapping[str, str]) -> str:
    """Say what a rule update changes, and from when."""
    return told(
        [
            text("Rule update {number} for {state}, in force from {day}, of {publisher}.").format(
                number=notice.number,
                state=parties.get(notice.state, notice.state),
                day=date_words(notice.in_force_from),
                publisher=notice.publisher,
            ),
            noted(text("The law has changed:"), notice.law_changed) if notice.law_changed else "",
            noted(text("Mistakes mended:"), notice.mistakes_mended) if notice.mistakes_mended else "",
            text("Signed by {names}.").format(names=", ".join(notice.signers)) if notice.signers else "",
            text("It is the attached file {file}.").format(file=notice.file),
        ]
    )


def directory_summary(notice: DirectoryNotice) -> str:
    """Say which list of offices it is, how many offices it names, and who signed it."""
    content = notice.content
    offices = len(content.offices)
    signers = ", ".join(entry.maintainer for entry in notice.signatures)
    return told(
        [
            text("List of offices {number} of {day}, holds until {end}.").format(
                number=content.number, day=date_words(content.issued_on), end=date_words(content.expires_on)
            ),
            plural("{n} office.", "{n} offices.", offices).format(n=offices),
            text("Signed by {names}; {needed} have to sign.").format(names=signers, needed=content.threshold)
            if signers
            else text("Signed by nobody yet."),
        ]
    )


def key_notice_summary(notice: KeyNotice) -> str:
    """Say what has become of an office's key."""
    return told(
        [
            text("{office}, key {key}: {what}.").format(
                office=notice.office, key=notice.key_id, what=within(notice.kind)
            ),
            text("The new key is {key}.").format(key=notice.new_keys.key_id) if notice.new_keys else "",
            text("Since {moment}.").format(moment=moment_words(notice.since)) if notice.since else "",
            *remarks_lines(notice.reason),
        ]
    )
