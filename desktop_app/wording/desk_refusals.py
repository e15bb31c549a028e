"""What the desk refuses: forms, cases, offices, users, passphrases. Templates by code; `{fact}` is a fact.

Each in three parts: what happened, what was kept, what to do.
"""

from typing import Final

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "no_gaps": (
        "There is nothing to ask {state}: what was told and what is certified agree.",
        "Nothing was changed.",
        "Ask the claimant whether there was more work.",
    ),
    "own_record_asked": (
        "These are this office's own periods.",
        "Nothing was changed.",
        "Search our record and certify a new version.",
    ),
    "date_out_of_range": (
        "“{text}” is outside the years 1900 to 2100.",
        "What you typed is saved.",
        "Correct the year.",
    ),
    "date_unreadable": ("“{text}” is no date.", "What you typed is saved.", "Write 14/6/1954 or 14 Jun 1954."),
    "money_unreadable": (
        "“{text}” is no amount.",
        "What you typed is saved.",
        "Write figures, for example 12,600.00.",
    ),
    "place_not_writable": (
        "Nothing can be written to {path}.",
        "Nothing was lost; the file is as it was.",
        "Choose another folder, or a stick that is not write-protected.",
    ),
    "place_unavailable": (
        "The folder {path} cannot be reached.",
        "Nothing was lost.",
        "Put the stick back or choose another folder, then try again.",
    ),
    "file_held": (
        "Another program holds {path}; often it is a virus scanner.",
        "What was there before is still there.",
        "Wait a moment and try again. If it stays so, ask your administrator to leave this folder to CASS Desk.",
    ),
    "resource_missing": (
        "A part of the program is missing: {name}.",
        "Your records are untouched.",
        "Install the program again.",
    ),
    "already_decided": (
        "This file was already accepted or returned.",
        "What was decided then still holds.",
        "Open the claim to see what came of it.",
    ),
    "preview_changed": (
        "What this file would change is not what you looked at.",
        "Nothing was done.",
        "Look at it once more, then accept it.",
    ),
    "bundle_unknown": (
        "This bundle is not among those sealed here.",
        "Nothing was changed.",
        "Open Exchange again and choose the bundle from the list.",
    ),
    "cannot_accept": (
        "This file cannot be accepted as it is: one of its checks failed.",
        "It is kept as received; nothing was changed.",
        "Return it with the reason, or call the office that sent it.",
    ),
    "card_is_own": (
        "This is the card of your own office.",
        "Nothing was changed.",
        "Ask the other office for its card and open that file.",
    ),
    "certificate_has_errors": (
        "The periods cannot be certified yet: {count} to correct.",
        "Everything you typed is saved.",
        "Correct what is marked, then certify.",
    ),
    "claim_has_errors": (
        "The claim cannot be sent yet: {count} to correct.",
        "Everything you typed is saved.",
        "Follow each line under Check and send to the field it names.",
    ),
    "claim_registered": (
        "This claim has a number already and cannot be discarded.",
        "Nothing was changed.",
        "Keep it; a registered claim stays on the record.",
    ),
    "claim_unknown": (
        "This claim is not in the store.",
        "Nothing was changed.",
        "Look for it with the search (Ctrl+K).",
    ),
    "file_unknown": (
        "This file is not among those received.",
        "Nothing was changed.",
        "Open Exchange again and choose it from the list.",
    ),
    "file_to_check_again": (
        "This file was refused when it arrived; what was missing then is here now.",
        "The file is kept as received.",
        "Choose Check again.",
    ),
    "filing_date_fixed": (
        "The filing date stays {date}: other offices were told of it, and it holds for every State.",
        "Your other changes are saved as a draft.",
        "Put the date back to {date}, then save.",
    ),
    "form_has_errors": (
        "This step cannot be finished yet: {count} to correct.",
        "Everything you typed is saved.",
        "Correct what is marked beside the fields.",
    ),
    "heard_from_missing": (
        "It is not said who read the words to you.",
        "Nothing was changed.",
        "Enter the name of the person at the other office, then confirm.",
    ),
    "key_not_checked": (
        "Nobody has compared the key of {office} yet.",
        "Everything is kept; nothing left and nothing was changed.",
        "Open Offices, call the office, compare the eight words, then try again.",
    ),
    "kind_unreadable": (
        "“{text}” is no kind of insurance period.",
        "What you typed is saved.",
        "Write Employed, Self-employed, Voluntary or one of the credited kinds.",
    ),
    "bundle_fork": (
        "Bundle {sequence} from {office} came before with other content: the office may work on an old backup.",
        "Both files are kept; nothing was changed.",
        "Call {office} and ask which one holds.",
    ),
    "message_reused": (
        "A message in this file from {office} has the number of another one that came before.",
        "The file is kept; nothing was changed.",
        "Call {office} before you do anything else: the file may be forged.",
    ),
    "from_practice": (
        "This comes from {office}, an office of somebody's training mode. Nothing in it is real.",
        "Nothing of it was applied.",
        "Throw the file away. If you practise yourself, open it in the training mode.",
    ),
    "from_real_office": (
        "This comes from the real office {office}. It does not belong into practice.",
        "Nothing of it was applied.",
        "Leave the training mode (sign out, “Back to the real desk”) and open the file there.",
    ),
    "practice_only": (
        "Only the training mode can do this.",
        "Nothing was changed.",
        "Choose “Try the training mode” when you sign in.",
    ),
    "store_practice": (
        "This folder holds an office of the training mode.",
        "Nothing was changed.",
        "Choose “Try the training mode”, or open the folder of your real office.",
    ),
    "store_not_practice": (
        "This folder holds a real office. The training mode does not open it.",
        "Nothing was changed.",
        "Choose “Back to the real desk”.",
    ),
    "store_unfinished": (
        "The store here was never finished, or the user is not in it.",
        "Nothing was changed.",
        "Tell your administrator; a backup can be restored.",
    ),
    "match_undecided": (
        "The records hold somebody who may be this claimant: {names}.",
        "What you typed is kept. The claim has no number yet.",
        "Say in the step Claimant whether it is the same person, and why.",
    ),
    "match_why_missing": (
        "It is not said why the claimant is the person of that record.",
        "What you typed is kept. The claim has no number yet.",
        "Enter in the step Claimant what shows that it is the same person.",
    ),
    "match_reason_missing": (
        "It is not said why this is the same person, or a new one.",
        "Nothing was changed.",
        "Enter the reason for your choice, then accept.",
    ),
    "no_certificate": (
        "No certificate of this State is in.",
        "Nothing was changed.",
        "Wait for the certificate, or send a reminder to the institution.",
    ),
    "no_notice": (
        "No notification went to this State.",
        "Nothing was changed.",
        "Send the notification in the step Check and send, then print it.",
    ),
    "note_too_long": (
        "The note has {length} characters; {holds} fit.",
        "Nothing was changed.",
        "Shorten the note, then return the file.",
    ),
    "nothing_certified": (
        "There is nothing to calculate: no certificate of insurance periods is in.",
        "The claim is unchanged.",
        "Certify your own periods and wait for those of the other States (step Insurance periods).",
    ),
    "no_periods_certified": (
        "There is nothing to calculate: the certificates that are in say that there are no periods.",
        "The claim is unchanged.",
        "Ask the institutions once more with what the claimant can show, or wait for the other States.",
    ),
    "nothing_to_send": (
        "Nothing waits to leave for {office}.",
        "Nothing was changed.",
        "A bundle can be saved again from Sent, waiting.",
    ),
    "office_unknown": (
        "The office {office} is not in your directory.",
        "Nothing was changed.",
        "Ask it for its card and add it under Offices.",
    ),
    "option_unknown": (
        "The Agreement's settings know no such option.",
        "Nothing was changed.",
        "Choose one of the options shown.",
    ),
    "copy_unknown": (
        "This copy is not there any more.",
        "Nothing was changed.",
        "Look at the list again: somebody may have let it go, or moved it by hand.",
    ),
    "copy_reason_missing": (
        "A copy is let go for a reason.",
        "Nothing was changed.",
        "Write why it goes; the journal keeps it.",
    ),
    "reason_missing": (
        "A decision needs its reason.",
        "Nothing was changed.",
        "Write why it is decided so; it is printed on the worksheet.",
    ),
    "recipient_blocked": (
        "The notification for {state} cannot be made yet.",
        "Nothing was changed.",
        "See beside the State what stands in the way.",
    ),
    "record_incomplete": (
        "A row has no year or no weeks.",
        "What you typed is saved.",
        "Complete the row, or clear it.",
    ),
    "weeks_above_year": (
        "{weeks} weeks are more than a year holds: {holds}, at most 53.",
        "What you typed is saved.",
        "Check the row; split it by year if it covers several.",
    ),
    "weeks_unreadable": (
        "“{text}” is no number of weeks.",
        "What you typed is saved.",
        "Write whole weeks, for example 26.",
    ),
    "written_differs": (
        "The file {file} could not be read back as it was written.",
        "The bundle is safe in the store.",
        "Try another stick or folder, and throw this copy away.",
    ),
    "claim_has_number": ("This claim has a number already.", "Nothing was changed.", "Open it under Claims."),
    "benefit_fixed": (
        "The benefit stays: other offices were told of this claim.",
        "Your other changes are saved as a draft.",
        "Put the benefit back, then save; register another benefit as a claim of its own.",
    ),
    "contingency_fixed": (
        "The day of contingency stays {date}: the office that examines the claim told it.",
        "Your other changes are saved as a draft.",
        "Put the date back to {date}; call the office if it is wrong.",
    ),
    "certificate_unchanged": (
        "The certificate would say nothing new, and no office waits for one.",
        "The certificate made before stands; nothing was sent.",
        "Write the bundle again from Sent, waiting if it was lost.",
    ),
    "nobody_to_tell": (
        "Each of these offices was told of the claim before.",
        "Nothing was changed.",
        "See Sent, waiting for how far the notifications have come.",
    ),
    "nothing_to_return": (
        "This file holds receipts only; there is nothing to send back.",
        "It is kept as received.",
        "Accept it to note how far our own messages have come.",
    ),
    "office_is_own": ("This is your own office.", "Nothing was changed.", "Choose another office."),
    "card_other_state": (
        "This card puts the office {office} into another State than the one we know.",
        "The card was not kept; the office stays as it was.",
        "Ask the office on the phone. An office of another State has another code.",
    ),
    "card_key_taken": (
        "The card of {office} bears a key that belongs to another office.",
        "The card was not kept; nothing was changed.",
        "Call {office} at a number you know and ask for a new card.",
    ),
    "passphrase_weak": (
        "The passphrase is too easy to guess.",
        "Nothing was changed.",
        "Take four words that do not belong together.",
    ),
}
