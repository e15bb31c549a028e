"""The words of what two persons settle, of users and roles, and of the open points an office may settle."""

from typing import Final, assert_never

from desktop_app.calculation.trace import Confidence
from desktop_app.domain.proposals import Obstacle, ProposalKind, ProposalStatus
from desktop_app.domain.users import Role
from desktop_app.wording.catalogue import text

_NOTHING: Final = "Nothing was changed."
_PROPOSAL_WAITS: Final = "The proposal waits as before."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "legal_reference_missing": (
        "It is not said on which law, decision or circular this rests.",
        _NOTHING,
        "Enter the legal reference as it should stand on the worksheet.",
    ),
    "own_passphrase": (
        "This is your own account.",
        _NOTHING,
        "Change your passphrase in the menu under your name, with the old one.",
    ),
    "passphrase_one_time": (
        "{name} still has a passphrase that somebody else gave out, and decides nothing with it.",
        _PROPOSAL_WAITS,
        "Let {name} sign in and change the passphrase first.",
    ),
    "proposal_decided": (
        "This proposal was decided or withdrawn already.",
        "What was decided then still holds.",
        "Look at its history under Settings.",
    ),
    "proposal_final": (
        "What was accepted here cannot be taken back: other offices were told of it, or trust was given by it.",
        "It holds as before.",
        "Make a new proposal instead: a newer list, or another key.",
    ),
    "proposal_needs_head": (
        "One of the two persons must be the head of the office; neither who proposed this nor {name} is.",
        _PROPOSAL_WAITS,
        "Let the head of the office accept it.",
    ),
    "proposal_not_in_force": (
        "This is not in force, so there is nothing to take back.",
        _NOTHING,
        "Look at what holds now under Settings.",
    ),
    "proposal_not_own": (
        "Only who made a proposal can withdraw it.",
        _PROPOSAL_WAITS,
        "Refuse it instead, with a reason.",
    ),
    "second_missing": (
        "This needs a second person, and one of the two is the head of the office.",
        _NOTHING,
        "Let them enter their own sign-in name and passphrase.",
    ),
    "second_same": (
        "You are signed in yourself; the second person is another one.",
        _NOTHING,
        "Let the head, or beside the head anybody who works on claims, enter their own sign-in name and passphrase.",
    ),
    "proposal_own": (
        "You cannot decide what you proposed yourself; the law wants two persons.",
        _PROPOSAL_WAITS,
        "Let another person accept it: at this desk with their own passphrase, or when they sign in.",
    ),
    "proposal_role": (
        "{name} has no signing right; an approver or the head of the office decides this.",
        _PROPOSAL_WAITS,
        "Let a person with that role decide, or have the role given under Settings, Users and roles.",
    ),
    "proposal_unknown": (
        "This proposal is not in the store.",
        _NOTHING,
        "Open Settings again and choose it from the list.",
    ),
    "proposal_waits": (
        "The same is proposed already and waits for a second person.",
        _PROPOSAL_WAITS,
        "Let it be decided, or withdraw it, before you propose another.",
    ),
    "setting_holds": (
        "The office settled exactly this already, from the same day.",
        _NOTHING,
        "Choose another option or another day.",
    ),
    "user_inactive": (
        "This account is no longer active.",
        _NOTHING,
        "Sign out, and let an administrator bring the account back.",
    ),
    "user_is_active": (
        "{name} can sign in already.",
        _NOTHING,
        "Give a new passphrase instead.",
    ),
    "user_incomplete": (
        "The name or the sign-in name is missing.",
        _NOTHING,
        "Enter both, then try again.",
    ),
    "user_last_keeper": (
        "{name} is the last one here who may keep the users.",
        _NOTHING,
        "Give another person the role of administrator or head of the office first.",
    ),
    "user_own_account": (
        "You cannot take your own account away.",
        _NOTHING,
        "Let another administrator or the head of the office do it.",
    ),
    "journal_role_needed": (
        "The journal is read by the head of the office, an administrator or an auditor.",
        "Nothing was changed.",
        "Ask one of them.",
    ),
    "users_role_needed": (
        "Only an administrator or the head of the office may add or change users.",
        _NOTHING,
        "Ask one of them to do it.",
    ),
    "valid_from_missing": (
        "It is not said from which day this is to hold.",
        _NOTHING,
        "Enter the day, for example 1 Jan 2027.",
    ),
}
"""What may be refused: what happened, what was kept, what to do."""


def proposal_kind_words(kind: ProposalKind) -> str:
    """Name what is proposed."""
    words = {
        ProposalKind.OPEN_POINT: text("Setting of an open point"),
        ProposalKind.RULE_UPDATE: text("Update of the rules"),
        ProposalKind.TAKE_BACK: text("Taking back"),
        ProposalKind.DIRECTORY_LIST: text("Directory list"),
        ProposalKind.OWN_KEY: text("Change of our own key"),
        ProposalKind.REVOKED_KEY: text("Revocation of another office's key"),
        ProposalKind.KEY_EXPORT: text("Writing our secret keys to files"),
        ProposalKind.CASE_DECISION: text("Decision on a claim"),
        ProposalKind.PERIOD_CERTIFICATE: text("Certificate of insurance periods"),
        ProposalKind.DEPENDENCY_CERTIFICATE: text("Certificate of dependency"),
        ProposalKind.DEPARTURE_CERTIFICATE: text("Certificate on departure"),
        ProposalKind.CORRECTION: text("Correction of a message"),
        ProposalKind.RETENTION: text("How long records are kept"),
        ProposalKind.REMOVAL: text("Removing records whose time is over"),
    }
    return words[kind]


def proposed_words(subject: str) -> str:
    """Name what a proposal is about: an open point by its words, anything else by its kind."""
    if subject in {kind.value for kind in ProposalKind}:
        return proposal_kind_words(ProposalKind(subject))
    return point_title_words(subject)


def proposal_status_words(status: ProposalStatus) -> str:
    """Name how far a proposal has come."""
    match status:
        case ProposalStatus.PROPOSED:
            return text("Waits for a second person")
        case ProposalStatus.ACCEPTED:
            return text("Accepted")
        case ProposalStatus.REFUSED:
            return text("Refused")
        case ProposalStatus.WITHDRAWN:
            return text("Withdrawn")
        case ProposalStatus.TAKEN_BACK:
            return text("Taken back")
        case _:
            assert_never(status)


def obstacle_words(obstacle: Obstacle) -> str:
    """Say to the signed-in person why they cannot decide this."""
    match obstacle:
        case Obstacle.SAME_PERSON:
            return text("You proposed this yourself; another person accepts it.")
        case Obstacle.NO_SIGNING_RIGHT:
            return text("An approver or the head of the office decides this; your role has no signing right.")
        case Obstacle.NO_HEAD:
            return text("One of the two persons must be the head of the office.")
        case _:
            assert_never(obstacle)


def role_about_words(role: Role) -> str:
    """Say what a person with a role may do."""
    match role:
        case Role.CLERK:
            return text("Enters claims, matches and calculates, proposes. Has no signing right.")
        case Role.APPROVER:
            return text("As a claims officer, and is the second person: approves decisions and certificates, accepts "
                        "what the head of the office proposed.")  # fmt: skip
        case Role.HEAD:
            return text("As an approver, accepts what anybody else proposed, keeps the users, protects cases.")
        case Role.ADMINISTRATOR:
            return text("Keeps the users and this computer. Works on no claims and has no signing right.")
        case Role.AUDITOR:
            return text("Reads everything, the journal too, and changes nothing.")
        case _:
            assert_never(role)


def point_title_words(point: str) -> str:
    """Name an open point in a few words, for a list."""
    return {
        "vested_state": text("Met on own weeks: what is paid"),
        "unmet_state": text("Never met: a share or nothing"),
        "denominator": text("Own weeks: a share of what"),
        "minimum_own_period": text("Less than a year of weeks"),
        "overlap": text("The same weeks in two States"),
        "disablement": text("Injury at work: who pays"),
    }.get(point, point)


def point_about_words(point: str) -> str:
    """Say what an open point is about, for a person who has not read the Agreement today; empty for an unknown one."""
    return {
        "vested_state": text(
            "A person has enough weeks in one State alone. Does that State pay what its own law gives (local amount), "
            "its share under the Agreement (actual amount), or the higher of the two?"
        ),
        "unmet_state": text(
            "Even with the weeks of all States together, the condition of one State is not met. Does it pay its share "
            "all the same, or nothing?"
        ),
        "denominator": text(
            "A State pays the notional amount times its own weeks over another number of weeks. Which number: the "
            "weeks of all States together, or the weeks its law requires?"
        ),
        "minimum_own_period": text(
            "A person has only a few weeks in a State. Does that State pay a share for them, or only from 52 weeks on?"
        ),
        "overlap": text(
            "Two States certify the same weeks. Which of the two counts them: the one whose insurance was compulsory "
            "and paid, or does each keep its own?"
        ),
        "disablement": text(
            "An injury or disease from work in several States. Does the last State whose conditions are met pay alone, "
            "or does each State pay in proportion?"
        ),
    }.get(point, "")


def grade_words(grade: str) -> str:
    """Say where the default of an open point was found."""
    return {
        "C": text("Grade C: said of the Agreement itself"),
        "M": text("Grade M: taken from the model the Agreement follows"),
        "S": text("Grade S: taken from a similar agreement"),
        "?": text("Grade ?: no source says it"),
    }.get(grade, grade)


def sureness_words(confidence: Confidence) -> str:
    """Say how sure the sources of an open point are."""
    match confidence:
        case Confidence.HIGH:
            return text("The sources are sure.")
        case Confidence.MEDIUM:
            return text("The sources are fairly sure.")
        case Confidence.LOW:
            return text("The sources are not sure: a worksheet that rests on it says so.")
        case _:
            assert_never(confidence)
