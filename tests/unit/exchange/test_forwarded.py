"""A message that is not for an office goes on whole: the new office checks what its first sender signed."""

import json
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.case_notices import Forward, ForwardReason
from desktop_app.domain.messages import Message
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.bundle import (
    MANIFEST,
    Attachment,
    ForwardedOriginal,
    OpenedBundle,
    Packing,
    SealedBundle,
    open_bundle,
    read_quarantined,
    seal,
)
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.manifest import read_manifest
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import (
    SEALED_AT,
    a_bundle,
    a_message,
    a_message_id,
    a_notice,
    a_receipt,
    card_of,
    directory_of,
    known,
    secret_of,
)
from tests.support.message_schemas import faults
from tests.vectors.alter import members_of, resealed, signed_again

FIRST, PASSED_BY, NEW = "LC-NIC", "VC-NIS", "GD-NIS"
NOTICE = a_message(a_notice(), 5)


def told(**changed: object) -> Forward:
    """Saint Vincent's word that it is not competent, and Grenada is."""
    said = Forward(
        about_message=NOTICE.message_id,
        from_office=FIRST,
        to_office=NEW,
        reason=ForwardReason.NOT_COMPETENT,
        filing_date=date(2014, 6, 16),
        enclosed=True,
    )
    return replace(said, **changed)  # type: ignore[arg-type]  # fields by name, as a test writes them


def received(*messages: Message, recipient: str = PASSED_BY) -> OpenedBundle:
    """What Saint Lucia sent, opened at the office it came to."""
    sealed = a_bundle(*(messages or (NOTICE, a_message(a_receipt(), 6))), sender=FIRST, recipient=recipient)
    return open_bundle(
        sealed.data, secret=secret_of(recipient), own=card_of(recipient), find_office=directory_of(FIRST).get
    )


def original_of(opened: OpenedBundle) -> ForwardedOriginal:
    return ForwardedOriginal(data=opened.originals[NOTICE.message_id].data, signed_list=opened.signed_list)


def handed_on(
    original: ForwardedOriginal, forward: Forward | None, packing: Packing = Packing.WHOLE, *papers: Attachment
) -> SealedBundle:
    """A bundle of Saint Vincent to Grenada."""
    return seal(
        secret=secret_of(PASSED_BY),
        sender=card_of(PASSED_BY),
        recipient=card_of(NEW),
        sequence=1,
        bundle_id=a_message_id(77),
        created_at=SEALED_AT,
        previous_digest="",
        received_up_to=0,
        missing=(),
        messages=(a_message(forward or a_receipt(), 8),),
        forwarded=(original,),
        packing=packing,
        attachments=papers,
    )


def opened(data: bytes, *others: bytes, offices: tuple[str, ...] = (FIRST, PASSED_BY)) -> OpenedBundle:
    return open_bundle(data, *others, secret=secret_of(NEW), own=card_of(NEW), find_office=directory_of(*offices).get)


def not_taken(data: bytes, *offices: str) -> list[tuple[str, str]]:
    """The refusals; whatever becomes of the message handed on, the bundle itself is read."""
    found = opened(data, offices=offices or (FIRST, PASSED_BY))
    assert found.forwarded == ()
    assert len(found.messages) == 1
    return [(refused.issuer, refused.code) for refused in found.not_taken]


def test_the_new_office_checks_the_signature_of_who_sent_it_first() -> None:
    original = original_of(received())

    found = opened(handed_on(original, told()).data)

    [message] = found.forwarded
    assert (message.office, found.sender, message.trust) == (FIRST, PASSED_BY, Trust.TRUSTED)
    assert message.message == NOTICE
    assert message.original == original
    assert message.key_id == card_of(FIRST).keys.key_id
    assert found.not_taken == ()


def test_its_list_keeps_to_the_published_schema_and_an_older_program_does_not_guess_at_it() -> None:
    members = members_of(handed_on(original_of(received()), told()), NEW)
    manifest = json.loads(members[MANIFEST])

    assert faults("manifest", manifest) == []
    assert manifest["format_version"] == "1.2"
    assert manifest["must_understand"] == ["forwarded"]
    assert json.loads(members_of(a_bundle(NOTICE))[MANIFEST])["format_version"] == "1.1"
    with pytest.raises(ExchangeProblem) as refused:
        read_manifest(write_json({**manifest, "format_version": "1.1"}))
    assert refused.value.code == "bundle_manifest_unreadable"


def test_other_messages_of_the_first_bundle_do_not_go_along() -> None:
    members = members_of(handed_on(original_of(received()), told()), NEW)

    assert not any(b"Dates overlap" in data for data in members.values())


def test_a_message_changed_on_its_way_is_not_taken() -> None:
    original = original_of(received())
    changed = replace(original, data=original.data.replace(b"2014-06-16", b"2014-06-17"))

    assert not_taken(handed_on(changed, told()).data) == [(FIRST, "forwarded_signature_bad")]


def test_a_list_changed_on_its_way_is_not_taken() -> None:
    original = original_of(received())
    listed = json.loads(original.signed_list.data) | {"sequence": 9}
    changed = replace(original, signed_list=replace(original.signed_list, data=write_json(listed)))

    assert not_taken(handed_on(changed, told()).data) == [(FIRST, "forwarded_signature_bad")]


def test_a_list_that_the_office_passing_it_on_signed_itself_does_not_serve() -> None:
    sealed = a_bundle(NOTICE, sender=FIRST, recipient=PASSED_BY)
    members = signed_again(members_of(sealed, PASSED_BY), PASSED_BY)
    original = original_of(received())
    forged = replace(
        original,
        signed_list=replace(original.signed_list, data=members[MANIFEST], signature=members[f"{MANIFEST}.minisig"]),
    )

    assert not_taken(handed_on(forged, told()).data) == [(FIRST, "forwarded_key_unknown")]


def test_a_signature_of_the_list_made_for_something_else_does_not_serve() -> None:
    original = original_of(received())
    members = {MANIFEST: original.signed_list.data}
    other = signed_again(members, FIRST, "cass-certificate LC-NIC for GD-NIS")[f"{MANIFEST}.minisig"]
    forged = replace(original, signed_list=replace(original.signed_list, signature=other))

    assert not_taken(handed_on(forged, told()).data) == [(FIRST, "forwarded_signature_bad")]


@pytest.mark.parametrize(
    "forward",
    [None, told(to_office="JM-NIF"), told(about_message=a_message_id(99)), told(from_office="JM-NIF")],
    ids=["no notice", "to another office", "about another message", "of another office"],
)
def test_what_nobody_passes_on_to_us_is_not_taken(forward: Forward | None) -> None:
    data = handed_on(original_of(received()), forward).data

    assert not_taken(data) == [(FIRST, "forwarded_not_for_us")]


def test_an_office_it_was_never_sent_to_cannot_pass_it_on() -> None:
    original = original_of(received(recipient="JM-NIF"))

    assert not_taken(handed_on(original, told()).data) == [(FIRST, "forwarded_not_for_us")]


def test_a_first_sender_nobody_knows_here_is_named() -> None:
    data = handed_on(original_of(received()), told()).data

    assert not_taken(data, PASSED_BY) == [(FIRST, "forwarded_key_unknown")]


def test_our_own_message_passed_on_to_us_is_left_aside() -> None:
    notice = open_bundle(
        a_bundle(NOTICE, sender=NEW, recipient=PASSED_BY).data,
        secret=secret_of(PASSED_BY),
        own=card_of(PASSED_BY),
        find_office=directory_of(NEW).get,
    )

    assert not_taken(handed_on(original_of(notice), told(from_office=NEW)).data) == [(NEW, "forwarded_own")]


def test_a_first_sender_whose_key_was_not_compared_is_not_trusted() -> None:
    directory = {PASSED_BY: known(PASSED_BY), FIRST: known(FIRST, KeyCheck.NOT_YET)}
    data = handed_on(original_of(received()), told()).data

    found = open_bundle(data, secret=secret_of(NEW), own=card_of(NEW), find_office=directory.get)

    assert [message.trust for message in found.forwarded] == [Trust.NOT_CHECKED]


@pytest.mark.parametrize("gone", ["forwarded.json", "forwarded-list.json", "forwarded-list.json.minisig"])
def test_a_bundle_that_lacks_a_file_of_it_is_refused(gone: str) -> None:
    members = members_of(handed_on(original_of(received()), told()), NEW)
    members.pop(gone)

    with pytest.raises(ExchangeProblem) as refused:
        opened(resealed(members, NEW))

    assert refused.value.code == "bundle_incomplete"


def test_it_travels_in_parts_with_its_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_module, "MAIL_BYTES", 300_000)
    noise = b"".join(secret_of(str(number)).signing.public().line.encode() for number in range(9_000))
    paper = Attachment(name="form.pdf", kind="form", media_type="application/pdf", data=noise, about=NOTICE.message_id)

    sealed = handed_on(original_of(received()), told(), Packing.PARTS, paper)

    assert len(sealed.parts) > 1
    first, *others = (part.data for part in reversed(sealed.parts))
    found = opened(first, *others)
    assert [message.message for message in found.forwarded] == [NOTICE]
    assert [(entry.about, entry.data) for entry in found.attachments] == [(NOTICE.message_id, noise)]


def test_it_is_no_part_of_what_is_read_without_a_signature() -> None:
    data = handed_on(original_of(received()), told()).data

    assert read_quarantined(data, secret=secret_of(NEW)).forwarded == ()
