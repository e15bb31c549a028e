"""What two persons settle is settled in one place alone: where a proposal was accepted by somebody else."""

import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from desktop_app.domain.proposals import WITHOUT_HEAD, Obstacle, ProposalKind, obstacle
from desktop_app.domain.users import SIGNING, Role, User

WORKFLOWS: Final = Path(__file__).parents[2] / "desktop_app" / "workflows"

ONLY_THERE: Final = {
    r"proposals\.add_setting\(": {"proposal_effects.py"},
    r"directory_lists\.set_status\(": {"list_effects.py"},
    r"ListStatus\.ACCEPTED": {"list_effects.py"},
    r"case_decisions\.add\(": {"decision_effects.py"},
    r"offices\.set_own\(": {"key_effects.py", "practice_partners.py", "set_up_office.py"},
    r"UpdateStatus\.ACCEPTED": {"proposal_effects.py"},
    r"\bproposals\.decide\(": {"propose.py", "word_effects.py"},  # the latter withdraws what was overtaken
    r"age_identity_file\(|minisign_secret_file\(": {"export_keys.py"},
}
"""What puts settings, lists of offices, decisions and keys in force, and the modules that may."""

KINDS_OF_ONE_APPROVER: Final = {
    ProposalKind.CASE_DECISION,
    ProposalKind.PERIOD_CERTIFICATE,
    ProposalKind.DEPENDENCY_CERTIFICATE,
    ProposalKind.DEPARTURE_CERTIFICATE,
    ProposalKind.CORRECTION,
}
"""Decisions, certificates and corrections: a second person with the signing right suffices (exchange rules, 3.5)."""

ROLES: Final = [(role,) for role in Role] + [
    (Role.CLERK, Role.APPROVER), (Role.ADMINISTRATOR, Role.CLERK), (Role.ADMINISTRATOR, Role.HEAD),
]  # fmt: skip


@pytest.mark.parametrize("way", ONLY_THERE)
def test_nothing_is_put_in_force_beside_a_proposal(way: str) -> None:
    found = {path.name for path in WORKFLOWS.glob("*.py") if re.search(way, path.read_text(encoding="utf-8"))}
    assert found == ONLY_THERE[way]


def test_what_was_overtaken_is_withdrawn_never_accepted() -> None:
    text = (WORKFLOWS / "word_effects.py").read_text(encoding="utf-8")
    assert "ProposalStatus.WITHDRAWN" in text
    assert "ProposalStatus.ACCEPTED" not in text


def test_the_head_is_one_of_the_two_for_everything_but_words_about_a_case() -> None:
    assert WITHOUT_HEAD == KINDS_OF_ONE_APPROVER


@pytest.mark.parametrize("kind", ProposalKind)
def test_for_no_kind_and_no_roles_one_person_is_both(kind: ProposalKind) -> None:
    for first, second in product(ROLES, ROLES):
        one = User(id="u-1", name="A. Sample", role=first[0], further=first[1:])
        same = User(id="u-1", name="A. Sample", role=second[0], further=second[1:])
        other = User(id="u-2", name="B. Sample", role=second[0], further=second[1:])
        assert obstacle(one, same, kind) is Obstacle.SAME_PERSON
        found = obstacle(one, other, kind)
        if not SIGNING.intersection(second):
            assert found is Obstacle.NO_SIGNING_RIGHT
        elif kind in KINDS_OF_ONE_APPROVER or Role.HEAD in (*first, *second):
            assert found is None
        else:
            assert found is Obstacle.NO_HEAD
