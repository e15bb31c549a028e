"""The form of a person as typed and not entered yet: kept while somebody types, offered again, dropped once it is done.

It is kept for who typed it, one of a new person and one of each person known. What was changed in the register since
it was begun is in it too: only what was typed stands in its place.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from desktop_app.domain.person_forms import LivedLine, NameLine, NumberLine, PersonForm, RelationLine
from desktop_app.store.drafts import Draft
from desktop_app.workflows.desk import Desk

KIND: Final = "person"
_NEW: Final = "new"
_LISTS: Final = {"names": NameLine, "numbers": NumberLine, "lived": LivedLine, "relations": RelationLine}
_Line = TypeVar("_Line", NameLine, NumberLine, LivedLine, RelationLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPerson:
    """What was typed of a person, and when it was kept; `person_id` is empty for a new one."""

    person_id: str
    form: PersonForm
    began: PersonForm
    saved_at: datetime

    def on(self, now: PersonForm) -> PersonForm:
        """Return what was typed on what the register says now: a field nobody typed into follows the register."""
        untouched = {
            entry.name: getattr(now, entry.name)
            for entry in fields(PersonForm)
            if getattr(self.form, entry.name) == getattr(self.began, entry.name)
        }
        return replace(self.form, **untouched)

    @property
    def name(self) -> str:
        """The name as typed; empty where none was."""
        return f"{self.form.forenames.strip()} {self.form.surname.strip()}".strip()


def keep_person_form(desk: Desk, form: PersonForm, began: PersonForm, *, person_id: str = "") -> datetime:
    """Keep what is typed of a person, right or wrong, and what the form was when it was begun; return the moment."""
    kept: dict[str, Any] = {"person": person_id, "typed": asdict(form), "began": asdict(began)}
    return desk.store.drafts.save(_key(desk, person_id), KIND, None, kept, desk.user.id)


def kept_person_form(desk: Desk, person_id: str = "") -> KeptPerson | None:
    """Return what the signed-in user typed of a person, None where nothing is kept."""
    draft = desk.store.drafts.get(_key(desk, person_id))
    return _kept(draft) if draft is not None else None


def kept_person_forms(desk: Desk) -> tuple[KeptPerson, ...]:
    """Return every form of a person that the signed-in user has not finished, the last one first.

    One of a person who is protected from them since is left out.
    """
    mine = f"/{desk.user.id}"
    found = (_kept(draft) for draft in desk.store.drafts.all() if draft.kind == KIND and draft.key.endswith(mine))
    hides = desk.store.protections.hides
    return tuple(each for each in found if not (each.person_id and hides(person_id=each.person_id)))


def forget_person_form(desk: Desk, person_id: str = "") -> None:
    """Drop what was typed of a person: it is entered, or not wanted."""
    desk.store.drafts.remove(_key(desk, person_id))


def person_form_from_json(kept: Mapping[str, Any]) -> PersonForm:
    """Return the form of a person from JSON; what it does not name stays empty."""
    names = {entry.name for entry in fields(PersonForm)} - _LISTS.keys()
    values: dict[str, Any] = {name: str(value) for name, value in kept.items() if name in names}
    values |= {name: tuple(_line(kind, line) for line in kept.get(name, ())) for name, kind in _LISTS.items()}
    return PersonForm(**values)


def _line(kind: type[_Line], kept: Mapping[str, Any]) -> _Line:
    known = {entry.name for entry in fields(kind)}
    return kind(**{name: str(value) for name, value in kept.items() if name in known})


def _kept(draft: Draft) -> KeptPerson:
    return KeptPerson(
        person_id=str(draft.form.get("person", "")),
        form=person_form_from_json(draft.form.get("typed", {})),
        began=person_form_from_json(draft.form.get("began", {})),
        saved_at=draft.saved_at,
    )


def _key(desk: Desk, person_id: str) -> str:
    return f"{KIND}/{person_id or _NEW}/{desk.user.id}"
