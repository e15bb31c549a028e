"""Documents of objects, lists and texts as XML: every name an element, a list the same element again."""

from collections.abc import Iterable, Mapping
from typing import Final, cast
from xml.etree import ElementTree as ET

from desktop_app.exchange.canonical import Json

_ATTRIBUTES: Final = frozenset({"sedGVer", "sedVer", "sedVersjon"})

_NOT_IN_XML: Final = dict.fromkeys((0xFFFE, 0xFFFF))


def to_xml(documents: Iterable[tuple[str, Mapping[str, Json]]]) -> bytes:
    """Return documents as XML in UTF-8: the one there is, or all of them under `documents`.

    The two signs that XML can hold in no way, U+FFFE and U+FFFF, which are no letters, are left out of a text.
    """
    made = [_document(name, told) for name, told in documents]
    if len(made) == 1:
        root = made[0]
    else:
        root = ET.Element("documents")
        root.extend(made)
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _document(name: str, told: Mapping[str, Json]) -> ET.Element:
    element = ET.Element(name)
    for key, held in told.items():
        if key in _ATTRIBUTES:
            element.set(key, cast("str", held))
        elif held != name:
            _add(element, key, held)
    return element


def _add(parent: ET.Element, name: str, held: Json) -> None:
    for one in held if isinstance(held, list) else (held,):
        element = ET.SubElement(parent, name)
        if isinstance(one, Mapping):
            for key, inner in one.items():
                _add(element, key, inner)
        else:
            element.text = str(one).translate(_NOT_IN_XML)
