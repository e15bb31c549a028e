"""A document of another standard while it is filled, place by place."""

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from desktop_app.exchange.canonical import Json
from desktop_app.exchange.maps.table import Step

_Place = dict[str | int, object]


class _Rows(_Place):
    """A list while it is filled: by the numbers of the rows in our own list, which may leave some out."""


class Tree:
    """Objects, lists and texts; what stands somewhere stays."""

    def __init__(self) -> None:
        self._root: _Place = {}

    def __bool__(self) -> bool:
        return bool(self._root)

    def has(self, name: str) -> bool:
        """Whether the document has a part of that name; any has the empty one."""
        return not name or name in self._root

    def put(self, steps: tuple[Step, ...], rows: tuple[int, ...], value: str) -> bool:
        """Put a text in its place, `rows` being the rows of our own lists; False where another text is there."""
        holder, last = self._holder(steps, rows)
        return holder.setdefault(last, value) == value

    def put_each(self, steps: tuple[Step, ...], rows: tuple[int, ...], values: list[str]) -> bool:
        """Put several texts into the list that the path ends in; False where another text is there."""
        return all(self.put(steps, (*rows, at), value) for at, value in enumerate(values))

    def add(self, steps: tuple[Step, ...], rows: tuple[int, ...], number: int) -> None:
        """Add a number to the one that is there."""
        holder, last = self._holder(steps, rows)
        holder[last] = str(int(cast("str", holder.get(last, "0"))) + number)

    def rows_in(self, steps: tuple[Step, ...]) -> tuple[int, ...]:
        """Return the rows that are there in the first of our own lists on a path."""
        place: object = self._root
        for step in steps:
            if not isinstance(place, dict) or step.name not in place:
                return ()
            place = place[step.name]
            if step.rows and step.at is None:
                return tuple(cast("dict[int, object]", place))
        return ()

    def finished(self) -> dict[str, Json]:
        """Return the document; rows that had nothing in them are not there."""
        return cast("dict[str, Json]", _plain(self._root))

    def _holder(self, steps: tuple[Step, ...], rows: tuple[int, ...]) -> tuple[_Place, str | int]:
        """Return what holds the last key of a path, made on the way, and that key."""
        keys = tuple(_keys(steps, rows))
        holder = self._root
        for key, following in pairwise(keys):
            made = _Rows() if isinstance(following, int) else _Place()
            holder = cast("_Place", holder.setdefault(key, made))
        return holder, keys[-1]


def _keys(steps: tuple[Step, ...], rows: tuple[int, ...]) -> Iterator[str | int]:
    left = iter(rows)
    for step in steps:
        yield step.name
        if step.rows:
            yield step.at if step.at is not None else next(left)


def _plain(held: object) -> object:
    if isinstance(held, _Rows):
        return [_plain(held[row]) for row in sorted(cast("list[int]", list(held)))]
    if isinstance(held, dict):
        return {name: _plain(one) for name, one in held.items()}
    return held
