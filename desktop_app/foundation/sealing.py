"""Frozen values that are made by the thousand: written open, field by field, and then sealed.

A frozen dataclass sets every field through `object.__setattr__`, which takes several times as long as writing it. So a
function that makes many of them takes the open form, an object with the same slots and nothing that guards them, writes
its fields, and gives it the frozen class (Python allows it because the slots are the same). From then on it is that
dataclass, equal to one made the plain way, and no field of it can be set any more.
"""

from typing import Any, Final

empty: Final = object.__new__
"""Make an object of a class without its `__init__`."""


def open_form(kind: type[Any]) -> type[Any]:
    """Return a class with the slots of a frozen, slotted dataclass. `TypeError` for a class without slots."""
    slots = kind.__dict__.get("__slots__")
    if slots is None:
        raise TypeError("only a class with slots can be written open")
    return type(f"Open{kind.__name__}", (), {"__slots__": tuple(slots)})
