"""The sentences for what the exchange refuses: what happened, what was kept, what to do and whom to call."""

from typing import Final

from desktop_app.wording.key_words import KEY_SENTENCES

_NOTHING_APPLIED: Final = "The file was kept as it came. Nothing in it was applied."
_NOTHING_SENT: Final = "The messages still wait to be sent. Nothing left this office."
_CALL_SENDER: Final = "Call the office that sent it, at the telephone number under Offices, and ask for it again."

EXCHANGE_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    **KEY_SENTENCES,
    "map_sender_missing": (
        "This standard names who sends a message, and the file of a message does not say it.",
        "Nothing was written.",
        "Give the code of the sending office with --sender.",
    ),
    "map_empty": (
        "The other standard has no document for what this message says.",
        "Nothing was written.",
        "Send the message on paper, or tell its content in a letter.",
    ),
    "bundle_not_cass": (
        "This file is not a bundle from an office.",
        "The file was left where it is.",
        "Choose a file that ends in .cass, or the whole text of a mail that holds a bundle.",
    ),
    "bundle_too_large": (
        "The bundle is too large: {size} bytes, where at most {most} can pass.",
        "Nothing was sent or applied.",
        "When sending: send it by stick, or attach smaller scans. When receiving: call the office that sent it.",
    ),
    "bundle_truncated": (
        "The bundle is not complete: its end is missing.",
        _NOTHING_APPLIED,
        "Copy it again from the mail or the stick. If it stays so, call the office that sent it.",
    ),
    "bundle_damaged": (
        "The bundle was damaged on its way: its contents do not hold together.",
        _NOTHING_APPLIED,
        "Copy it again from the mail or the stick. If it stays so, call the office that sent it.",
    ),
    "bundle_text_damaged": (
        "The text of the bundle was changed on its way.",
        _NOTHING_APPLIED,
        "Copy the text again, with both its BEGIN and its END line; or ask the office to send the file instead.",
    ),
    "bundle_text_several": (
        "There is more than one bundle in this text.",
        "Nothing was applied.",
        "Copy one bundle at a time, from its BEGIN line to its END line.",
    ),
    "bundle_parts_missing": (
        "This is bundle {sequence} from {office}, in {parts} parts. What has not come: part {missing}.",
        "The parts that came are kept. Nothing of the bundle is applied before all of them are there.",
        "Open the other parts, too, from the mail or the stick. If one cannot be found, ask {office} for it by number.",
    ),
    "bundle_part_differs": (
        "This file says that it is a part of bundle {sequence} from {office}, and it is of another bundle.",
        _NOTHING_APPLIED,
        "Call {office} at the telephone number under Offices: two bundles may have the same number there.",
    ),
    "certificate_own": (
        "The bundle holds a document that this office issued itself.",
        "It was left aside. Everything else in the bundle can be worked on.",
        "Nothing needs to be done.",
    ),
    "forwarded_own": (
        "The bundle holds a message that this office sent itself, passed on to it again.",
        "It was left aside. Everything else in the bundle can be worked on.",
        "Call the office that passed it on: it may mean that you are competent yourself.",
    ),
    "forwarded_not_for_us": (
        "A message of {office} came with it that nobody passed on to this office.",
        "It was set aside. Nothing in it was applied.",
        "Tell {office}, and your head of office: papers of a person may have come to the wrong place.",
    ),
    "forwarded_key_unknown": (
        "A message of {office} was passed on to you, and nobody here knows the key it is signed with.",
        "It was set aside. Everything else in the bundle can be worked on.",
        "Add the office card of {office} under Offices, compare its key words, and open the file again.",
    ),
    "forwarded_signature_bad": (
        "A message of {office} was passed on to you, and it is not what {office} signed.",
        "It was set aside. Nothing in it was applied.",
        "Call {office}, not the office that passed it on, and ask what it sent.",
    ),
    "archive_locked": (
        "The bundle lies in a ZIP file with a password.",
        "The file was kept as it came, unopened.",
        "Unpack it with its password, and open the .cass file that is in it.",
    ),
    "archive_unreadable": (
        "This ZIP file cannot be unpacked, or it would grow beyond all bounds.",
        "The file was kept as it came, unopened.",
        "Ask the office to send the bundle again, as it is, without packing it.",
    ),
    "bundle_not_for_us": (
        "This bundle is sealed for another office, or its first lines were damaged.",
        "The file was kept as it came. Nobody here can read it.",
        "Do not pass it on. Tell the office that sent it, at the telephone number under Offices.",
    ),
    "bundle_wrong_recipient": (
        "This bundle was not meant for this office, although it could be opened here. It came from {office}.",
        "It was set aside. Nothing in it was applied.",
        "Tell {office}, and your head of office: papers of a person may have come to the wrong place.",
    ),
    "bundle_key_unknown": (
        "Nobody here knows the key this bundle was signed with. It says that it comes from {office}.",
        "It was set aside. It can be read, and nothing in it was applied.",
        "Ask {office} for its office card, compare the key words on the telephone, and open the bundle again.",
    ),
    "bundle_signature_bad": (
        "The signature of this bundle does not hold. It says that it comes from {office}.",
        "It was set aside. Nothing in it was applied.",
        "Call {office} at the telephone number under Offices, not one from the mail, and ask whether they sent it.",
    ),
    "bundle_digest_differs": (
        "A file in this bundle is not the one that was signed: {file}.",
        _NOTHING_APPLIED,
        _CALL_SENDER,
    ),
    "bundle_incomplete": (
        "A file is missing from this bundle: {file}.",
        _NOTHING_APPLIED,
        _CALL_SENDER,
    ),
    "bundle_bad_names": (
        "This bundle holds a file that does not belong in it, or one with a name that is not allowed.",
        _NOTHING_APPLIED,
        "Do not try to open it with other programs. Call the office that sent it, and your administrator.",
    ),
    "bundle_bomb": (
        "This bundle would grow beyond all bounds if it were opened.",
        "The file was kept as it came, unopened.",
        "Do not try to open it with other programs. Call the office that sent it, and your administrator.",
    ),
    "bundle_manifest_unreadable": (
        "The list of contents of this bundle is not written as agreed.",
        _NOTHING_APPLIED,
        _CALL_SENDER,
    ),
    "bundle_version": (
        "This bundle was written by a newer program than this one.",
        _NOTHING_APPLIED,
        "Ask your administrator to bring this program up to date, then open the bundle again.",
    ),
    "bundle_to_itself": (
        "A bundle cannot be addressed to this office itself.",
        _NOTHING_SENT,
        "Choose another office.",
    ),
    "bundle_not_writable": (
        "The bundle could not be made: one of its facts is outside what was agreed ({field}).",
        _NOTHING_SENT,
        "Check the names of attachments; if it stays so, tell your administrator.",
    ),
    "message_unreadable": (
        "A message in this bundle is not written as agreed.",
        _NOTHING_APPLIED,
        _CALL_SENDER,
    ),
    "message_not_writable": (
        "A message could not be written: a field is empty, too long, or holds an odd character ({field}).",
        _NOTHING_SENT,
        "Correct the field and try again.",
    ),
    "message_type": (
        "A message is of a kind that this version of the program does not know: {type}.",
        "It was kept and its summary can be read. Nothing in it was applied.",
        "Ask your administrator to bring this program up to date.",
    ),
    "message_version": (
        "A message is of version {version}, which this program does not know.",
        "It was kept and its summary can be read. Nothing in it was applied.",
        "Ask your administrator to bring this program up to date. The other office is told with the next bundle.",
    ),
    "message_must_understand": (
        "A message has a part that this version of the program does not understand, and without it it may not be used.",
        "It was kept and its summary can be read. Nothing in it was applied.",
        "Ask your administrator to bring this program up to date.",
    ),
    "certificate_signature_bad": (
        "The signature of {office} on its certificate does not hold.",
        _NOTHING_APPLIED,
        "Call {office} at the telephone number under Offices and ask for the certificate again.",
    ),
    "certificate_key_unknown": (
        "Nobody here knows the key the certificate of {office} was signed with.",
        _NOTHING_APPLIED,
        "Ask {office} for its office card, compare the key words on the telephone, and open the bundle again.",
    ),
    "certificate_not_for_us": (
        "The certificate of {office} was not issued for this office.",
        "It was set aside. Nothing in it was applied.",
        "Tell {office}, and your head of office: papers of a person may have come to the wrong place.",
    ),
    "certificate_issuer_differs": (
        "The certificate names {office} as the office that issued it, and that is not the office that sends it.",
        "Nothing was sent or applied.",
        "When sending: check the certificate's office. When receiving: call the office that sent it.",
    ),
    "own_key_differs": (
        "The keys of this office do not belong to its card ({office}).",
        "Nothing was signed.",
        "Tell your head of office; the office card has to be made again.",
    ),
    "office_secret_unreadable": (
        "The keys of this office cannot be read.",
        "Nothing was changed.",
        "Restore the last backup, or tell your administrator.",
    ),
    "card_unreadable": (
        "This office card cannot be read.",
        "The list of offices was not changed.",
        "Ask the office for its card again.",
    ),
    "card_too_large": (
        "This file is too large for an office card.",
        "The list of offices was not changed.",
        "Choose the file the office handed out as its card.",
    ),
    "card_version": (
        "This office card was written by a newer program than this one.",
        "The list of offices was not changed.",
        "Ask your administrator to bring this program up to date, then read the card again.",
    ),
    "card_signature_bad": (
        "This office card was changed after {office} made it.",
        "The list of offices was not changed.",
        "Call the office at a number you know already, and ask for its card again.",
    ),
    "card_not_writable": (
        "The office card could not be made: a field is empty, too long, or holds an odd character ({field}).",
        "Nothing was changed.",
        "Correct the field under Offices and try again.",
    ),
}
"""Parts by code of an `ExchangeProblem`; `{fact}` stands for a fact of the problem."""
