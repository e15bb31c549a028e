"""The words of the question which State's law applies: answers, what is to be watched, papers to keep, labels."""

from typing import Final

from desktop_app.calculation.applicable_law import AdmissionAnswer
from desktop_app.wording.catalogue import text

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "admission_not_known": (
        "{state}: what this State asks for before a person may insure voluntarily is not known here.",
        "Ask the institution; tell it the totalised weeks, which it must count.",
    ),
    "admission_too_old": (
        "{state}: voluntary insurance is for persons under {limit}; the person is {age}.",
        "",
    ),
    "admission_unsure": (
        "{state}: this condition of voluntary insurance is not from the institution or the law itself.",
        "Ask the institution before you rely on it.",
    ),
    "exception_incomplete": (
        "The agreed exception is not used: the State, the authorities, the day or the reason is missing.",
        "Enter all four, as they stand in the letter of the authorities.",
    ),
    "law_not_in_effect": (
        "The Agreement is not in effect in {named}; it does not settle the question with that State.",
        "Ask the institution of {named} which law it applies.",
    ),
    "law_outside_agreement": (
        "{named} is no party to the Agreement; it does not settle the question with that State.",
        "Ask the institutions of both States.",
    ),
    "law_rule_unsure": (
        "The Agreement's own wording of this rule could not be read.",
        "Ask the institutions of both States to confirm it before you rely on it.",
    ),
    "option_needs_national": (
        "Only a national of {sending} may choose the law of {sending}; the choice is not used.",
        "",
    ),
    "option_still_open": (
        "Until {last} the person may still choose the law of {sending}.",
        "Tell the person, in writing.",
    ),
    "option_too_late": (
        "The choice was made on {option}, after the last day for it, {limit}; it is not used.",
        "",
    ),
    "overrun_needs_both": (
        "The work lasts longer than {limit}; home law goes on only if the institutions of both States agree.",
        "Ask both before {limit} and keep their letters.",
    ),
    "overrun_needs_host": (
        "The work lasts longer than {limit}; home law goes on only if the institution of {host} agrees.",
        "Ask it before {limit} and keep its letter.",
    ),
    "posting_end_not_told": (
        "No end of the posting was told; it ends with its limit, {limit}.",
        "Ask the employer when the work is to end.",
    ),
    "posting_limit_passed": (
        "The posting ended with its limit, {limit}.",
        "See that the person is registered in {host} from the day after.",
    ),
    "posting_too_long": (
        "From the start the work was to last until {expected}, longer than the limit, {limit}.",
        "If the person's interest asks for it, the authorities may agree an exception.",
    ),
}
"""What is to be watched, and what to do about it, by code."""

REASONS: Final[dict[str, str]] = {
    "law_by_exception": "The law of {state} applies: {authority} agreed so on {on}, because of {because}.",
    "law_compulsory_first": (
        "The law of {state} applies: compulsory insurance there prevails over voluntary insurance in {voluntary}."
    ),
    "law_crew_branch": "The law of {state} applies: the crew member is employed by a branch or agency there.",
    "law_crew_residence": "The law of {state} applies: the crew member lives there and is mainly employed there.",
    "law_crew_seat": "The law of {state} applies: the carrier has its seat there.",
    "law_for_officer": (
        "No source says whose law applies to the self-employed who work in several States and live in none of them. "
        "An officer asks the institutions."
    ),
    "law_mission_host": "The law of {state} applies: the mission is there.",
    "law_mission_option": "The law of {state} applies: a national of that State chose it on {option}, before {limit}.",
    "law_needs_fact": "It cannot be told yet; still to be told: {missing}.",
    "law_of_flag": "The law of {state} applies: the ship flies its flag.",
    "law_of_own_work": "The law of {state} applies: the self-employed work is done there.",
    "law_of_work": "The law of {state} applies: the work is done there.",
    "law_posted": "The law of {state} goes on applying: the employer sent the worker to {host} from {from}.",
    "law_posted_overrun": (
        "The law of {state} goes on applying until {until}: "
        "the work in {host} unforeseeably lasts longer, and that was agreed."
    ),
    "law_posting_ended": "The law of {state} applies: the posting from {from} ended with its limit, {limit}.",
    "law_posting_too_long": "The law of {state} applies: from the start the work was to last longer than {limit}.",
    "law_several_residence": "The law of {state} applies: the person lives there and does part of the work there.",
    "law_several_seat": (
        "The law of {state} applies: the employer has its seat there, and no work is done where the person lives."
    ),
    "law_voluntary": "Voluntary insurance under the law of {state}; the weeks of all States open the way to it.",
}
"""Whose law applies and why, by code."""

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "law_not_answered": (
        "There is no answer to keep yet: no State can be named.",
        "What you answered stays on the screen.",
        "Answer what is still asked, or note what an officer was told in the claim.",
    ),
    "law_rules_refused": (
        "The file {file} with the rules on the law that applies cannot be used: {key} is wrong or missing.",
        "Nothing was changed.",
        "Install the program again, or correct the file.",
    ),
}

MISSING: Final[dict[str, str]] = {
    "began_on": "the first day of the work",
    "flag": "the flag of the ship",
    "residence": "where the person lives",
    "seat": "where the employer has its seat",
    "sending": "whose mission it is",
    "voluntary_in": "where the person would insure voluntarily",
    "work_states": "where the work is done",
}
"""What an answer may lack, by field."""

RECORDS: Final[dict[str, str]] = {
    "agreement_of_authorities": "Letter of the authorities that agreed the exception",
    "certificate_of_coverage": "Certificate that the law of the home State applies",
    "certificates_of_periods": "Certificates of insurance periods of all States",
    "consent_of_both": "Letters of both institutions that agree to the longer time",
    "contribution_record": "Record of compulsory contributions",
    "employment_certificate": "Certificate of employment",
    "host_consent": "Letter of the host institution that agrees to the longer time",
    "option_letter": "Letter with the person's choice of law",
    "posting_letter": "Employer's letter of posting",
    "proof_of_branch": "Proof of the branch or agency",
    "proof_of_business": "Registration of the business",
    "proof_of_residence": "Proof of residence",
    "ship_registration": "Registration of the ship",
}
"""The papers to keep, by code."""

KINDS: Final[dict[str, str]] = {
    "employed": "Employed",
    "self_employed": "Self-employed",
    "ship": "On board a ship",
    "crew": "Aircraft crew or other international transport",
    "mission": "Diplomatic or consular mission",
    "voluntary": "Not working: voluntary insurance",
}
"""The kinds of work, by code."""

GRADES: Final[dict[str, str]] = {
    "C": "Said of the Agreement itself",
    "M": "Taken from the Agreement's model",
    "S": "From a sister agreement",
    "?": "Not found in any source",
}
"""How certain a rule is, by its grade."""

QUESTIONS: Final[dict[str, str]] = {
    "work_states": "Where is the work &done?",
    "work_states_2": "And in a second State?",
    "residence": "Where does the person &live?",
    "seat": "Where has the employer or carrier its sea&t?",
    "branch": "Which State's b&ranch or agency employs the person, if any?",
    "mainly_in": "Where is the person &mainly employed?",
    "flag": "Which &flag does the ship fly?",
    "posted_from": "&Posted: sent by the regular employer from which State?",
    "sending": "Whose m&ission is it?",
    "national_of_sending": "Is the person a national of that State?",
    "began_on": "First da&y of the work there",
    "expected_end": "End foreseen at the start",
    "now_expected_end": "End foreseen now, if later",
    "host_agrees": "Does the institution of the host State agree to the longer time?",
    "home_agrees": "Does the institution of the home State agree too?",
    "option_on": "Day on which the person chose the sending State's law",
    "voluntary_in": "Insured &voluntarily in another State?",
    "compulsory_in": "And compulsorily in?",
}
"""What is asked, by fact; `work_states_2` is the second State of the work."""

SURE: Final[dict[str, str]] = {"high": "sure", "medium": "fairly sure", "low": "unsure"}
"""How sure the sources of a rule are, by confidence."""


def admission_words(answer: AdmissionAnswer, *, met: bool | None, alone: bool | None) -> str:
    """Say whether the weeks are enough for voluntary insurance; None where the State's condition is not known here."""
    if met is None:
        words = text("{totalised} weeks of all States, {own} of them in this State.")
    elif alone:
        words = text("Open by this State's own weeks: {own} of {need}.")
    elif met:
        words = text("Open by the weeks of all States: {totalised} of {need}; {own} in this State alone.")
    else:
        words = text("Not open: {totalised} weeks of all States of {need}; {own} in this State alone.")
    return words.format(own=answer.own, totalised=answer.totalised, need=answer.need)
