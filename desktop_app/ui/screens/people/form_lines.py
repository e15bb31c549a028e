"""The lists of lines of a person's form: numbers, further names, earlier addresses, relations."""

from desktop_app.domain.person_records import HeldKind, NameKind, RelationKind
from desktop_app.ui.parties import short_party_choices
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.lines_editor import LinesEditor
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.people_words import held_kind_words, name_kind_words, relation_words


def line_editors() -> tuple[LinesEditor, LinesEditor, LinesEditor, LinesEditor]:
    """Make the editors of numbers, names, earlier addresses and relations."""

    def choice(choices: tuple[tuple[str, str], ...], name: str) -> ChoiceField:
        field = ChoiceField("", choices)
        field.combo.setAccessibleName(name)
        field.set_key(choices[0][0])
        return field

    number_kinds = tuple((each.value, held_kind_words(each)) for each in HeldKind)
    name_kinds = tuple((each.value, name_kind_words(each)) for each in NameKind)
    relation_kinds = tuple((each.value, relation_words(each)) for each in RelationKind)

    def span() -> tuple[tuple[DateField, int], ...]:
        since, until = _day(_("From")), _day(_("Until"))
        since.edit.setPlaceholderText(_("from"))
        until.edit.setPlaceholderText(_("until"))
        return (since, 2), (until, 2)

    def state() -> ChoiceField:
        field = ChoiceField("", short_party_choices(), placeholder=_("State"))
        field.combo.setAccessibleName(_("State of this number"))
        return field

    numbers = LinesEditor(
        "numbers",
        _("Insurance numbers, each with its State"),
        _("Add a number"),
        _("Take this number away"),
        lambda: (
            (state(), 3),
            (LineField("", placeholder=_("Number"), name=_("Number")), 3),
            (choice(number_kinds, _("Kind of number")), 2),
            *span(),
        ),
    )
    names = LinesEditor(
        "names",
        _("Former names, and names the person is also known by"),
        _("Add a name"),
        _("Take this name away"),
        lambda: (
            (choice(name_kinds, _("Kind of name")), 2),
            (LineField("", placeholder=_("Forenames"), name=_("Forenames")), 3),
            (LineField("", placeholder=_("Surname"), name=_("Surname")), 3),
            *span(),
        ),
    )
    lived = LinesEditor(
        "lived",
        _("Earlier addresses"),
        _("Add an address"),
        _("Take this address away"),
        lambda: ((LineField("", placeholder=_("Address"), name=_("Earlier address")), 6), *span()),
    )
    relations = LinesEditor(
        "relations",
        _("Relations"),
        _("Add a relation"),
        _("Take this relation away"),
        lambda: (
            (choice(relation_kinds, _("What they are")), 3),
            (LineField("", placeholder=_("Name"), name=_("Name of who is related")), 4),
            (DateField("", placeholder=_("born"), name=_("Born")), 2),
            *span(),
        ),
    )
    return numbers, names, lived, relations


def _day(name: str) -> DateField:
    return DateField("", placeholder=_("14 Jun 1954"), name=name)
