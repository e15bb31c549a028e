"""What a vector is: a file with one thing right or wrong, and what must become of it."""

from dataclasses import dataclass

from tests.vectors.alter import READER


@dataclass(frozen=True, kw_only=True)
class Vector:
    """One file.

    `kind` is bundle, card, qr, list, list_message, key_notice, rules, key_file or mail; `reader` the office that reads
    it, knowing LC-NIC and VC-NIS only. `others` are the files it is opened with.
    """

    name: str
    what: str
    outcome: str
    data: bytes
    kind: str = "bundle"
    reader: str = READER
    field: str = ""
    others: tuple[str, ...] = ()

    @property
    def entry(self) -> str:
        """Its entry in the index."""
        others = ", ".join(f'"{name}"' for name in self.others)
        return (
            f'[[vector]]\nfile = "{self.name}"\nkind = "{self.kind}"\nreader = "{self.reader}"\n'
            f'what = "{self.what}"\noutcome = "{self.outcome}"\n'
            + (f'field = "{self.field}"\n' if self.field else "")
            + (f"others = [{others}]\n" if others else "")
        )


def opens(name: str, what: str, data: bytes, *others: str) -> Vector:
    """A sound bundle."""
    return Vector(name=name, what=what, outcome="opens", data=data, others=others)


def refused(name: str, what: str, outcome: str, data: bytes, field: str = "", others: tuple[str, ...] = ()) -> Vector:
    """A faulty bundle."""
    return Vector(name=name, what=what, outcome=outcome, data=data, field=field, others=others)
