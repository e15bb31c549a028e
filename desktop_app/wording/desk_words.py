"""What the desk finds in forms, cases and bundles: what is wrong, and how to mend it. Templates by code."""

from typing import Final

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
    "check_identity_without_number": ("Name and birth date match; no number could be compared.", ""),
    "check_no_year_above": ("No year above {weeks} weeks together with the other States.", ""),
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
        "Too many weeks between these dates: {weeks} stated, {holds} fit.",
        "Check the weeks and the dates.",
    ),
    "name_differs": ("The certificate names {theirs}.", "Make sure that it is the same person."),
    "no_other_state": ("Only your own State is named.", "Nothing has to be sent; ask about work in other States."),
    "no_rows_here": ("The claimant names no work in your State.", "Search by name and birth date all the same."),
    "number_differs": (
        "It gives {theirs} as the number of {state}; here it is {ours}.",
        "Ask the office whom it means. A certificate's own number takes the place of ours when it is accepted.",
    ),
    "number_without_state": ("The number {number} stands without its State.", "Choose the State, or take it away."),
    "numbers_missing": ("No insurance number is given.", "Ask for the number in every State, or search by name."),
    "office_code_other_state": ("The code does not begin with {state}.", "Begin it with the State's two letters."),
    "office_code_practice": ("The code {text} belongs to the training mode.", "Take another one, without TRAIN."),
    "office_code_not_practice": ("The code {text} is no code of the training mode.", "Take one with TRAIN."),
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
    "rows_below_span": (
        "Fewer weeks than their days hold: {count} rows, of {years}.",
        "Right where the person did not work throughout; a note on the row says so.",
    ),
    "certificate_totals_differ": (
        "The totals by kind or by benefit are not those of the rows.",
        "Ask the office which is right: the rows or the totals.",
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
    "typed_from_paper": ("Typed in here from a paper of {office}; its scan is with the claim.", ""),
    "scanned_from_paper": ("Read from the codes on the paper; the signature of {office} holds.", ""),
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
    "certified_by_one_person": (
        "{name} prepared and approved it: no second person looked at it.",
        "An office of one person may do so; else ask that office.",
    ),
    "instrument_oecs": (
        "It runs under the OECS agreement, not under the CARICOM one.",
        "This program calculates by the CARICOM Agreement alone: ask that office, or return it.",
    ),
    "instrument_other": (
        "It runs under another agreement than the CARICOM one.",
        "This program calculates by the CARICOM Agreement alone: ask that office, or return it.",
    ),
    "valid_until_passed": (
        "It was meant to hold until {day} only.",
        "Ask that office for a newer one before anything is built on it.",
    ),
    "certificate_currency": (
        "Amounts are in {theirs}; the institution keeps its accounts in {ours}.",
        "Return it with the reason.",
    ),
    "certificate_taken_back": (
        "Certificate {number}, version {version}, was here and was taken back.",
        "Return it, and ask the office which certificate holds.",
    ),
    "check_here_already": (
        "Certificate {number}, version {version}, is here already, word for word.",
        "Accept it as already here: nothing counts twice, and what was owed is met.",
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
