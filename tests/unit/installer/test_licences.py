from pathlib import Path

import licences
import pytest
from environment import SetUpError
from licences import Part, canonical, expression, index, is_licence_text, part_of, shipped_names, sure

LOCKED = "click==8.5.1 \\\n    --hash=sha256:00\npip==26.3\nPySide6_Essentials==6.11.3\n"
TEXT = {"LICENSE": Path("LICENSE")}


def test_what_is_locked_is_shipped_with_the_starter_and_without_pip() -> None:
    assert shipped_names(LOCKED) == ["click", "pyinstaller", "pyside6-essentials"]


def test_names_are_compared_as_package_indexes_compare_them() -> None:
    assert canonical("PySide6_Essentials") == canonical("pyside6.essentials") == "pyside6-essentials"


@pytest.mark.parametrize(
    ("given", "called"),
    [
        (("some", "MIT", ""), "MIT"),
        (("some", "", "BSD\n  licence"), "BSD licence"),
        (("some", "", "Permission is hereby granted " * 20), ""),
        (("some", "", ""), ""),
        (("sqlcipher3", "", ""), "Zlib"),
        (("reportlab", "", "BSD license (see license.txt for details)"), "BSD-3-Clause"),
    ],
)
def test_a_licence_is_called_as_read_then_as_expressed_then_as_stated(given: tuple[str, str, str], called: str) -> None:
    assert expression(*given) == called


@pytest.mark.parametrize(
    ("path", "is_text"),
    [
        ("some-1.dist-info/LICENSE", True),
        ("some-1.dist-info/licenses/BUILD/zlib.txt", True),
        ("some-1.dist-info\\COPYING.txt", True),
        ("some-1.dist-info/sboms/some.cyclonedx.json", True),
        ("some-1.dist-info/METADATA", False),
        ("some/notices.py", False),
    ],
)
def test_licences_are_found_in_the_metadata_only(path: str, is_text: bool) -> None:
    assert is_licence_text(path) is is_text


def test_a_part_of_unknown_licence_stops_the_build() -> None:
    with pytest.raises(SetUpError, match=r"^The licence of some 1\.0 is not known: look it up"):
        sure(Part("some", "1.0", "", TEXT))


def test_a_part_without_its_text_stops_the_build() -> None:
    with pytest.raises(SetUpError, match=r"licence text of some 1\.0"):
        sure(Part("some", "1.0", "MIT", {"sboms-some.json": Path("some.json")}))


def test_a_distribution_that_is_locked_but_not_installed_stops_the_build() -> None:
    with pytest.raises(SetUpError, match="locked but not installed"):
        part_of("no-such-distribution-here")


def test_a_resource_without_its_licence_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="Inter"):
        licences.resource_parts(tmp_path)


def test_every_locked_distribution_has_its_licence_and_its_texts() -> None:
    for name in shipped_names(licences.LOCK.read_text(encoding="utf-8")):
        part = part_of(name)
        assert part.expression
        assert all(text.is_file() for text in part.texts.values())


def test_qt_comes_with_the_lgpl_the_gpl_it_rests_on_and_how_to_replace_it() -> None:
    part = part_of("pyside6-essentials")

    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} <= set(part.texts)
    assert "put its libraries in place of those" in part.remark


def test_the_index_names_every_part_with_version_licence_and_place() -> None:
    written = index(
        [Part("Some_Thing", "1.0", "MIT", TEXT, remark="Only its core."), Part("Face", "", "OFL", {}, "f/L")]
    )

    assert "| Some_Thing | 1.0 | MIT | licences/some-thing |" in written
    assert "| Face |  | OFL | f/L |" in written
    assert "- Some_Thing: Only its core." in written
