"""The sentences of the desk: forms, cases, offices, exchange lanes, the queue. Templates by code; `{fact}` is a fact.

Problems are said in three parts (what happened, what was kept, what to do), findings in two (what is wrong, how to mend
it), reasons and labels in one.
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
    "store_unfinished": (
        "The store here was never finished, or the user is not in it.",
        "Nothing was changed.",
        "Tell your administrator; a backup can be restored.",
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

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "age_unlikely": ("The birth date makes the person {age} years old.", "Check the year."),
    "agreement_not_in_effect": (
        "The Agreement is not in effect in {state}.",
        "Its periods are recorded and not totalised.",
    ),
    "birth_date_differs": (
        "The certificate says born {theirs}; our record says {ours}.",
        "Return it, or correct the record and ask again.",
    ),
    "case_not_found": (
        "No case here has one of the numbers it names.",
        "Return it with the reason, or call the office.",
    ),
    "certificate_earnings_differ": (
        "Earnings stated {currency} {stated}; the rows give {rows}.",
        "Ask the institution which is right.",
    ),
    "certificate_none_with_rows": (
        "It says that there are no periods, and holds {weeks} weeks.",
        "Ask the institution.",
    ),
    "certificate_weeks_differ": ("Weeks stated {stated}; the rows give {rows}.", "Ask the institution which is right."),
    "certificate_without_rows": (
        "It says that there are periods, and holds no row.",
        "Add the rows, or say that there are none.",
    ),
    "check_filing_date": ("Filed on {date}: this date holds here, too.", ""),
    "check_identity": ("Name, birth date and number match.", ""),
    "check_no_year_above": ("No year above 52 together with the other States.", ""),
    "check_rows_add_up": ("Rows add up to the total of {weeks} weeks.", ""),
    "check_rows_here": ("The claimant names work in your State: rows {rows}.", ""),
    "claim_not_registered": ("The claim has no number yet.", "Finish the step Claimant first."),
    "consent_missing": (
        "The claimant's agreement to ask the other States is not noted.",
        "Tick it when the declaration is signed.",
    ),
    "contingency_before_birth": ("The contingency lies before the birth.", "Correct one of the two dates."),
    "date_in_future": ("{date} is in the future.", "Correct the date."),
    "date_out_of_range": ("“{text}” is outside the years 1900 to 2100.", "Correct the year."),
    "date_outside_year": ("{date} is not in {year}.", "Correct the year or the date."),
    "date_unreadable": ("“{text}” is no date.", "Write 14/6/1954 or 14 Jun 1954."),
    "dates_overlap": (
        "{start} to {end} is entered for both {first} and {second}.",
        "Ask on which day the first work ended. You can go on.",
    ),
    "ends_before_start": ("The period ends before it begins.", "Correct one of the two dates."),
    "field_missing": ("This is needed.", "Fill it in."),
    "filing_in_future": ("The filing date {date} is in the future.", "Call the office that sent it."),
    "class_unreadable": ("“{text}” is no earnings class.", "Write it as the record has it: IX."),
    "kind_unreadable": ("“{text}” is no kind of period.", "Write Employed, Self-employed or Voluntary."),
    "money_unreadable": ("“{text}” is no amount.", "Write figures, for example 12,600.00."),
    "more_weeks_than_span": (
        "{weeks} weeks do not fit between these dates: {holds} do.",
        "Check the weeks and the dates.",
    ),
    "name_differs": ("The certificate names {theirs}.", "Make sure that it is the same person."),
    "no_other_state": ("Only your own State is named.", "Nothing has to be sent; ask about work in other States."),
    "no_rows_here": ("The claimant names no work in your State.", "Search by name and birth date all the same."),
    "number_differs": ("The certificate has number {theirs}; ours is {ours}.", "Accepting keeps the institution's."),
    "number_without_state": ("The number {number} stands without its State.", "Choose the State, or take it away."),
    "numbers_missing": ("No insurance number is given.", "Ask for the number in every State, or search by name."),
    "office_code_other_state": ("The code does not begin with {state}.", "Begin it with the State's two letters."),
    "office_code_wrong": ("“{text}” is no office code.", "Write it like {example}."),
    "passphrase_weak": ("The passphrase is too easy to guess.", "Take four words that do not belong together."),
    "period_before_birth": ("The period begins before the birth.", "Correct the date."),
    "record_incomplete": ("The row needs a year and weeks.", "Complete it, or clear it."),
    "row_after_cut_off": ("The row of {year} ends after the cut-off day {cut_off}.", "Correct the row or the day."),
    "row_ends_before_start": ("The row of {year} ends before it begins.", "Correct one of the two dates."),
    "row_estimated": ("The row of {year} is an estimate.", "Ask for the record if it matters to the result."),
    "row_more_weeks_than_span": (
        "The row of {year} has {weeks} weeks; its dates hold {holds}.",
        "Correct the weeks or the dates.",
    ),
    "row_under_working_age": ("In {year} the person was under {age}.", "Make sure that the row is this person's."),
    "row_without_dates": ("The row of {year} has no dates.", "It is taken not to overlap with other States."),
    "rows_overlap": ("Rows {first} and {second} both hold {start} to {end}.", "Correct the dates if one is wrong."),
    "sex_not_stated": ("The sex is not stated.", "Some States' rules ask for it."),
    "state_missing": ("The State is missing.", "Write its two letters, for example VC."),
    "state_unknown": ("“{text}” is no State of the Agreement.", "Write its two letters, for example VC."),
    "state_without_rows": (
        "No work is entered for {state}.",
        "Enter what the claimant remembers, or remove the number.",
    ),
    "weeks_above_year": ("A year has {holds} weeks, at most 53; {weeks} are entered.", "Split the row by year."),
    "weeks_unreadable": ("“{text}” is no number of weeks.", "Write whole weeks, for example 26."),
    "year_above_52": (
        "{year} holds {weeks} weeks in {states} States ({parts}); a year has 52.",
        "Check the rows of this year. You can go on.",
    ),
    "certificate_year_above_full": (
        "{year} holds {weeks} weeks; a year holds {holds} at most.",
        "Correct the rows of this year.",
    ),
    "year_crowded": (
        "{year} holds {weeks} weeks together with {state}.",
        "The calculation settles it and says how.",
    ),
    "year_or_dates_missing": ("The year is missing.", "Write the year, or both dates."),
    "year_unreadable": ("“{text}” is no year.", "Write four figures, for example 1994."),
    "attachments_kept": ("Attachments came with it: {count}.", "They stay in the file as received."),
    "clock_differs": (
        "It was made on {told} by the clock there; here it is {here}.",
        "Look at this computer's date; if it is right, tell the office to look at theirs.",
    ),
    "document_not_taken": (
        "A document that {office} issued came with it and was not taken ({why}).",
        "Everything else can be worked on; ask {office} for the document itself.",
    ),
    "issuer_not_checked": (
        "Issued by {issuer}, passed on by {sender}; nobody here compared the key of {issuer}.",
        "Compare the key words on the telephone under Offices, then open it again.",
    ),
    "passed_on": ("Issued by {issuer}, passed on by {sender}; the signature of {issuer} holds.", ""),
    "sender_restored": (
        "The office says that it went back to a backup on {day}.",
        "What it sent in the days before may be unknown there; ask, and send again what it lacks.",
    ),
    "benefit_differs": (
        "Claim {number} here is about another benefit.",
        "Return it with the reason, or call the office.",
    ),
    "bundles_missing_there": ("The office has not got our bundles {numbers}.", "Write them again from Sent, waiting."),
    "case_refs_disagree": (
        "The numbers it names belong to different cases here.",
        "Make sure that it is about the case shown, or return it.",
    ),
    "certificate_currency": (
        "Amounts are in {theirs}; the institution keeps its accounts in {ours}.",
        "Return it with the reason.",
    ),
    "certificate_here_already": (
        "Certificate {number}, version {version}, is here already, word for word.",
        "Return it as sent twice; nothing is missing.",
    ),
    "certificate_older": (
        "Version {newest} is here already; this is version {version}.",
        "Accepting keeps it beside; version {newest} stays in use.",
    ),
    "certificate_other_office": (
        "The certificate in use is from {office}, another office of this State.",
        "Ask which of the two speaks for the State.",
    ),
    "certificate_other_state": (
        "An office of {state} certifies periods of {others}.",
        "Return it: each State certifies its own periods.",
    ),
    "certificate_version_reused": (
        "Another certificate {number} with version {version} is here, and says something else.",
        "Return it and ask for a new version.",
    ),
    "check_case_known": ("The claim is here as {number}; no second case is opened.", ""),
    "claim_examined_here": (
        "Your office examines this claim itself, as {number}.",
        "Agree with the other office who examines it.",
    ),
    "contingency_differs": (
        "It says contingency {theirs}; here it is {ours}.",
        "The date here stays; ask the office which is right.",
    ),
    "examined_elsewhere": ("The claim is examined by {office}.", "That office sends the notifications."),
    "fields_not_understood": (
        "Fields of version {version} are not understood: {fields}.",
        "They stay in the file as received; ask for an update of the program.",
    ),
    "filing_date_differs": (
        "It says filed {theirs}; here it is {ours}.",
        "The date here stays; ask the office which is right.",
    ),
    "message_decided_before": (
        "It was decided before, in an earlier file. Nothing changes; the answer goes out again.",
        "",
    ),
    "message_waits": (
        "A message of version {version} waits for an update of the program: {summary}.",
        "It stays in the file; open the file again after the update.",
    ),
    "type_waits": (
        "This program shows a message of this kind and does nothing with it.",
        "Read it here, and answer by telephone where it asks something.",
    ),
    "more_follows": ("The institution says that more follows.", "The rest is still awaited."),
    "not_our_message": (
        "It is about a message that was never sent to this office.",
        "Nothing of it is noted; call the office if it comes again.",
    ),
    "own_store_older": (
        "The office has our bundles up to {theirs}; here the last is {ours}. This desk may be an old copy.",
        "The next bundle is numbered after theirs and says so. Tell your administrator.",
    ),
    "parts_wait": ("Messages that wait for a choice of their own: {count}.", "They are shown after this one."),
    "sender_number_missing": ("The office gives no number of its own for the claim.", "Return it with the reason."),
    "state_not_named": (
        "This State was not named in the claim so far.",
        "Accepting adds it; ask the claimant about work there.",
    ),
    "states_not_known": (
        "States that are not in the Agreement here: {states}.",
        "They are left out; ask for an update of the rules.",
    ),
    "told_otherwise": (
        "{state} was told another name, birth date or contingency than is entered now.",
        "Call the office: what it was told is not changed by itself.",
    ),
    "typed_not_entered": ("What was typed here is not entered yet.", "Open the step and finish it first."),
}

REASONS: Final[dict[str, str]] = {
    "agreement_not_in_effect": "The Agreement is not in effect in {state}.",
    "key_not_checked": "Nobody has compared the key of {office} yet.",
    "no_office_known": "No office of {state} is in your directory.",
    "passphrase_even": "Too even: use words that do not repeat.",
    "passphrase_fair": "Fair: {length} characters. Another word makes it strong.",
    "passphrase_good": "Good: {length} characters.",
    "passphrase_short": "{length} characters; at least {needs} are needed.",
    "passphrase_strong": "Strong: {words} words, {length} characters.",
    "step_certificates": "{have} of {need} in",
    "step_done": "Done",
    "step_findings": "{count} to look at",
    "step_in_outbox": "In To send",
    "step_kept": "Kept",
    "step_no_other_state": "No other State",
    "step_not_yet": "Not yet",
    "step_ready": "Ready",
    "step_sent": "Sent {date}",
    "step_sent_part": "{have} of {need} sent",
    "step_to_save": "To save",
    "step_certified": "Certified",
    "step_more_owed": "More is owed",
    "step_kept_before": "Kept before news came",
    "step_kept_differs": "Changed since kept",
}

CHANGES: Final[dict[str, str]] = {
    "change_birth_date": "Date of birth",
    "change_certificate": "Certificate of {detail}",
    "change_claim": "Claim here",
    "change_earnings": "Earnings in {detail}",
    "change_filing_date": "Filing date",
    "change_history": "Rows of the work history",
    "change_no_periods": "Periods in {detail}",
    "change_number": "Insurance number, {detail}",
    "change_person": "Insured person",
    "change_receipt": "Our message",
    "change_remark": "Remark",
    "change_replies": "Certificates in",
    "change_reply_due": "Our reply is due",
    "change_reminded": "Reminded of what was due",
    "change_due": "Due",
    "change_promised": "Promised",
    "change_not_available": "Not available",
    "change_said_sent": "Said to have been sent already",
    "change_returned": "Our message came back",
    "change_their_number": "Case number in {detail}",
    "change_weeks": "Weeks in {detail}",
    "change_weeks_certified": "Weeks certified so far",
    "change_weeks_stated": "Weeks in {detail}, stated so far",
    "change_certificate_beside": "Older certificate of {detail}, kept beside",
    "change_paper_cut_off": "Cut-off day, typed from paper",
    "change_paper_earnings": "Earnings of {detail}, typed from paper",
    "change_paper_found": "Whether periods were found, typed from paper",
    "change_paper_kinds": "Weeks of {detail} by kind, typed from paper",
    "change_paper_number": "Insurance number, typed from paper",
    "change_paper_weeks": "Weeks of {detail}, typed from paper",
}

QUEUE: Final[dict[str, tuple[str, str]]] = {
    "asked_of_us": ("{office} waits for our answer", "{owed}, asked on {asked}"),
    "asked_for_periods": ("{office} asks for insurance periods", "Asked on {asked}"),
    "certificate_arrived": ("Certificate arrived from {office}", "Insurance periods, received {received}"),
    "claim_arrived": ("Claim arrived from {office}", "Asks us for insurance periods, received {received}"),
    "intake_begun": ("Draft: claim not yet registered", "Begun {begun}"),
    "messages_wait": ("To leave for {office}", "Messages waiting: {count}"),
    "ready_to_calculate": ("Ready to calculate", "All certificates are in: {count}"),
    "receipt_arrived": ("Receipt arrived from {office}", "Received {received}"),
    "death_arrived": ("Notice of a death from {office}", "Received {received}"),
    "message_arrived": ("Message arrived from {office}", "{message_type}, received {received}"),
    "no_reaction": ("No answer from {office} to the last reminder", "{owed}: call the head of the office"),
    "promise_passed": ("{office} promised a reply for {promised}", "{owed}, asked on {asked}"),
    "question_waits": ("Our question to {office} has not left", "{owed}, put into “To send” on {asked}"),
    "reply_due_soon": ("Reply from {office} is due soon", "{owed}, asked on {asked}"),
    "reply_overdue": ("Reply from {office} is overdue", "{owed}, asked on {asked}"),
    "reply_overdue_gap": ("Reply from {office} is overdue", "{owed}: their bundles {missing} never came"),
    "second_promise": ("{office} promised a second time", "{owed}, due on {due}: tell your supervisor"),
    "second_person_you": ("Waits for you as the second person", "Proposed by {proposer} on {proposed}"),
    "second_person_other": ("Waits for a second person", "Proposed by {proposer} on {proposed}"),
    "return_arrived": ("{office} sent a message back", "Received {received}"),
    "ready_again": ("Ready to calculate again", "Something came in since it was kept; certificates in: {count}"),
}
"""A title and a second line for everything that waits on Today."""
