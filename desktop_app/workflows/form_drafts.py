"""What is typed into a form about a case and not yet done: kept every two seconds, dropped once it is done."""

from collections.abc import Mapping

from desktop_app.workflows.desk import Desk

_KIND = "form"


def keep_form(desk: Desk, claim_id: str, form: str, typed: Mapping[str, str]) -> None:
    """Keep what is typed into a form about a claim, by field, right or wrong."""
    desk.store.drafts.save(_key(claim_id, form), _KIND, claim_id, dict(typed), desk.user.id)


def kept_form(desk: Desk, claim_id: str, form: str) -> dict[str, str]:
    """Return what was typed into a form about a claim, by field; nothing where nothing is kept."""
    kept = desk.store.drafts.get(_key(claim_id, form))
    return {str(name): str(value) for name, value in kept.form.items()} if kept else {}


def forget_form(desk: Desk, claim_id: str, form: str) -> None:
    """Drop what was typed into a form: it was done."""
    desk.store.drafts.remove(_key(claim_id, form))


def _key(claim_id: str, form: str) -> str:
    return f"{claim_id}/{form}"
