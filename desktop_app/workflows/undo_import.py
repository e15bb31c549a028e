"""Take a file of contributions out again: its records, and the persons it brought of whom nothing else is kept."""

from dataclasses import dataclass

from desktop_app.domain.users import User
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.imports import KeptImport
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.import_alike import take_numbers
from desktop_app.workflows.propose import person


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """A file that was brought in, by whom, and who took it out again; `uses` are certificates made from it."""

    kept: KeptImport
    made_by: User
    undone_by: User | None
    uses: tuple[str, ...]


def imports(desk: Desk) -> tuple[ImportLine, ...]:
    """Return every file that was brought in, the newest first."""
    return tuple(
        ImportLine(
            kept=kept,
            made_by=person(desk, kept.made_by),
            undone_by=person(desk, kept.undone_by) if kept.undone_by else None,
            uses=desk.store.imports.uses(kept.id),
        )
        for kept in desk.store.imports.all()
    )


def undo_import(desk: Desk, import_id: str) -> int:
    """Take a file out again, in one act; return how many persons left with it.

    Numbers it gave to persons known are theirs no more, and what was said of its new persons when it came in is
    forgotten; persons it brought stay where anything else is kept of them since. Raises `CaseProblem`:
    `import_unknown`, `import_undone` for one that is out already, `import_used` (certificates) where certificates were
    made from it: they are corrected first.
    """
    kept = desk.store.imports.find(import_id)
    if kept is None:
        raise CaseProblem("import_unknown")
    if kept.undone_at is not None:
        raise CaseProblem("import_undone")
    uses = desk.store.imports.uses(import_id)
    if uses:
        raise CaseProblem("import_used", certificates=", ".join(uses[:5]))
    with desk.store.together():
        take_numbers(desk, import_id)
        return _undo(desk, kept)


def _undo(desk: Desk, kept: KeptImport) -> int:
    import_id = kept.id
    with desk.store.act(verb="import_undone", user=desk.user.id, about=import_id, facts={}) as act:
        for one, other in desk.store.imports.apart_since(import_id):
            desk.store.likenesses.take_apart_back(one, other)
        left = desk.store.imports.undo(import_id, desk.user.id, desk.clock.now())
        act.note(records=kept.records, persons=left)
    return left
