"""Who may do what: one table, asked before every act of the store, so that no verb and no screen can forget it.

A person may do what one of their roles may. Where nobody else works at the office (who only reads is nobody here) its
one person may do everything, and the journal marks every word that should have had two persons.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_app.domain.findings import Reason
from desktop_app.domain.users import CASE_ROLES, KEEPING, SIGNING, WORKING, Role, User, ordered_roles
from desktop_app.foundation.problems import DutyProblem
from desktop_app.store.store import Store

EVERYBODY: Final = frozenset(Role)
"""Every role, who only reads among them: what is read, and what the desk does by itself whoever is signed in."""

READERS: Final = frozenset({Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that read the journal."""

ALONE: Final = "alone"
"""The fact in a journal line that says: one person held both roles."""

_WORDS_OF_THE_OFFICE: Final = (
    "decided_alone",
    "departure_certified",
    "dependency_certified",
    "message_corrected",
    "periods_certified",
    "privacy_incident",
)
_SIGNED: Final = (
    *_WORDS_OF_THE_OFFICE,
    "claim_removed",
    "file_removed",
    "message_removed",
    "person_file_made",
    "person_removed",
    "proposal_accepted",
    "proposal_refused",
    "proposal_taken_back",
)
_CASES: Final = (
    "answer_lapsed",
    "answer_not_wanted",
    "answer_promised",
    "answer_refused",
    "bundle_accepted",
    "bundle_declared_lost",
    "bundle_handed_over",
    "bundle_looked_at",
    "bundle_received",
    "bundle_returned",
    "bundle_sealed",
    "calculation_kept",
    "case_closed",
    "case_left_closed",
    "case_reopened",
    "change_notified",
    "claim_handed_over",
    "claim_held",
    "claim_let_go",
    "claim_notified",
    "claim_registered",
    "claimant_entered",
    "decisions_summed_up",
    "departure_begun",
    "dependants_entered",
    "contributions_imported",
    "destruction_confirmed",
    "document_issued",
    "document_kept_back",
    "document_passed_on",
    "draft_discarded",
    "draft_kept",
    "explanation_asked",
    "explanation_given",
    "file_refused",
    "going_back_told",
    "history_entered",
    "import_undone",
    "information_asked",
    "information_given",
    "law_answer_kept",
    "mapping_dropped",
    "mapping_kept",
    "message_destroyed",
    "message_forwarded",
    "missing_asked",
    "number_brought",
    "number_taken",
    "outreach_listed",
    "paper_answer_entered",
    "paper_attached",
    "paper_certificate_entered",
    "paper_received",
    "paper_taken_out",
    "papers_put_with_message",
    "part_received",
    "participants_changed",
    "periods_asked",
    "person_added",
    "person_changed",
    "persons_exported",
    "persons_kept_apart",
    "persons_merged",
    "persons_open_again",
    "persons_taken_apart",
    "point_decided",
    "point_withdrawn",
    "reminder_answered",
    "reminder_put",
    "reopening_asked",
    "reopening_refused",
    "watched_file_taken",
    "watched_folder_seen",
)
_OFFICES_AND_RULES: Final = (
    "key_compared",
    "keys_exported",
    "list_handed_on",
    "list_received",
    "office_added",
    "office_changed",
    "office_key_changed",
    "own_key_known",
    "proposal_withdrawn",
    "proposed",
    "received_since_revocation",
    "rules_checked",
    "rules_received",
    "rules_refused",
    "rules_sent",
    "rules_tried",
    "samples_made",
    "sealing_despite_expired_list",
)
_KEEPING: Final = (
    "backup_plan_changed",
    "copy_let_go",
    "deadline_reset",
    "deadline_set",
    "going_back_prepared",
    "key_years_settled",
    "own_office_changed",
    "passphrase_given",
    "recovery_halves_made",
    "signing_settled",
    "store_key_renewed",
    "user_added",
    "user_brought_back",
    "user_changed",
    "user_deactivated",
    "lock_minutes_settled",
    "watched_folder_set",
)
_HEADS: Final = ("case_protected", "protection_changed", "protection_ended")
_READING: Final = (
    "backup_made",
    "backup_restored",
    "covering_letter_printed",
    "document_printed",
    "document_saved",
    "journal_checked",
    "journal_exported",
    "message_exported",
    "message_printed",
    "office_set_up",
    "paper_saved",
    "passphrase_changed",
    "passphrase_recovered",
    "practice_guide",
    "practice_partner_made",
    "protected_opened",
    "report_made",
    "store_rescued",
    "store_verified",
    "table_exported",
    "trace_exported",
)

RIGHTS: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {
        **dict.fromkeys(_SIGNED, SIGNING),
        **dict.fromkeys(_CASES, CASE_ROLES),
        **dict.fromkeys(_OFFICES_AND_RULES, WORKING),
        **dict.fromkeys(_KEEPING, KEEPING),
        **dict.fromkeys(_HEADS, frozenset({Role.HEAD})),
        **dict.fromkeys(_READING, EVERYBODY),
    }
)
"""Every verb of the journal, and keeping a draft, with the roles that may. Not in the table: nobody may."""


def permitted(store: Store, verb: str, user_id: str) -> Mapping[str, str | int]:
    """Let an act begin, and return what its journal line says beside its facts: that one person held both roles.

    Raises `DutyProblem`: `user_inactive`, `passphrase_change_first`, `right_reads_only`, `right_needed` (verb, roles);
    `LookupError` for a verb that nobody gave a right: a mistake of the program.
    """
    problem = _refusal(store, verb, user_id)
    if problem is not None:
        raise problem
    return {ALONE: 1} if verb in _WORDS_OF_THE_OFFICE else {}


def may(store: Store, user_id: str, verb: str) -> bool:
    """Tell whether a person may do what a verb says; where not, `why_not` has the reason."""
    return _refusal(store, verb, user_id) is None


def why_not(store: Store, user_id: str, verb: str) -> Reason | None:
    """Return why a person may not do what a verb says, to be shown where it would be done; None where they may."""
    problem = _refusal(store, verb, user_id)
    return Reason(code=problem.code, facts=dict(problem.facts)) if problem else None


def refusals(store: Store, user_id: str, verbs: Iterable[str]) -> dict[str, Reason]:
    """Return those of some verbs that a person may not do, each with the reason."""
    found = {verb: why_not(store, user_id, verb) for verb in verbs}
    return {verb: reason for verb, reason in found.items() if reason is not None}


def nobody_else(store: Store, user_id: str, roles: frozenset[Role] = WORKING) -> bool:
    """Tell whether no other person who can sign in here holds one of some roles."""
    return not any(line.active and line.user.id != user_id and line.user.holds(roles) for line in store.users.all())


def _refusal(store: Store, verb: str, user_id: str) -> DutyProblem | None:
    allowed = RIGHTS.get(verb)
    if allowed is None:
        raise LookupError(f"no right is settled for the act {verb}")
    account = store.users.account(user_id)
    if account is None or not account.active:
        return DutyProblem("user_inactive")
    if account.passphrase_by and verb not in _READING:
        return DutyProblem("passphrase_change_first")
    if account.user.holds(allowed) or _everything(store, account.user):
        return None
    if account.user.roles == (Role.AUDITOR,):
        return DutyProblem("right_reads_only")
    return DutyProblem("right_needed", verb=verb, roles=" ".join(role.value for role in ordered_roles(allowed)))


def _everything(store: Store, user: User) -> bool:
    return user.holds(WORKING) and nobody_else(store, user.id)
