import logging
from collections.abc import Iterator

import pytest

from desktop_app.foundation.logs import LOG_FILE, Log, Redactor, configure, reference_for, report_text
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import PlaceProblem, StoreProblem

LOGGER = logging.getLogger("desktop_app.tests")


@pytest.fixture
def log(places: Places) -> Iterator[Log]:
    opened = configure(places)
    yield opened
    opened.close()


def written(places: Places) -> str:
    return (places.logs / LOG_FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("opened claim 482913", "opened claim [number]"),
        ("born 1954-06-14", "born [number]"),
        ("card 12 34-56.7", "card [number]"),
        ("page 3 of 12", "page 3 of 12"),
        ("asked for 'Hendyce, B.'", "asked for [text]"),
        ("asked for 'O'Brien' twice", "asked for [text] twice"),
        ('asked for "Hendyce" and “Joseph”', "asked for [text] and [text]"),
        ("the clerk's draft wasn't saved", "the clerk's draft wasn't saved"),
        ("mail to b.hendyce@example.org went", "mail to [mail] went"),
    ],
)
def test_what_could_tell_who_a_person_is_is_replaced(text: str, kept: str) -> None:
    assert Redactor().redacted(text) == kept


def test_registered_names_are_replaced_in_any_case_and_only_as_whole_words() -> None:
    redactor = Redactor()
    redactor.conceal("Bernadette Hendyce-Joseph", "Ann")
    assert redactor.redacted("HENDYCE-JOSEPH, bernadette: annual") == "[name], [name]: annual"
    assert redactor.redacted("Ann-Marie and Ann's") == "[name] and [name]"


def test_a_logged_exception_tells_where_and_not_what(places: Places, log: Log) -> None:
    log.conceal("Hendyce")
    try:
        int("Hendyce 482913")
    except ValueError:
        LOGGER.info("Hendyce's claim %d failed", 482913, exc_info=True)
    text = written(places)
    assert "ValueError" in text
    assert "test_logs.py:" in text
    assert "Hendyce" not in text
    assert "482913" not in text


def test_debug_lines_are_written_only_when_asked_for(places: Places, log: Log) -> None:
    LOGGER.debug("detail")
    assert "detail" not in written(places)
    log.close()
    again = configure(places, debug=True)
    LOGGER.debug("detail")
    again.close()
    again.close()
    assert "detail" in written(places)


def test_the_log_stays_small(places: Places, log: Log) -> None:
    for _ in range(5000):
        LOGGER.info("x" * 200)
    log.close()
    files = sorted(places.logs.iterdir())
    assert len(files) == 3
    assert sum(file.stat().st_size for file in files) <= 3 * 256 * 1024


def test_a_folder_that_cannot_hold_a_log_is_a_problem(places: Places) -> None:
    (places.logs / LOG_FILE).mkdir()
    with pytest.raises(PlaceProblem, match=r"^place_unavailable$"):
        configure(places)


def failed(word: str) -> StoreProblem:
    try:
        try:
            int(word)
        except ValueError as error:
            raise StoreProblem("store_damaged", word=word) from error
    except StoreProblem as problem:
        return problem
    raise AssertionError(word)


def test_a_reference_is_the_same_for_the_same_place_whatever_the_values() -> None:
    references = {reference_for(failed(word)) for word in ("Hendyce", "Joseph")}
    assert len(references) == 1
    assert references != {reference_for(ValueError("x"))}


def test_a_report_names_types_and_places_and_no_values() -> None:
    text = report_text(failed("Hendyce"), "0.1.0")
    assert "CASS Desk 0.1.0" in text
    assert text.index("builtins.ValueError") < text.index("desktop_app.foundation.problems.StoreProblem")
    assert "test_logs.py:" in text
    assert "Hendyce" not in text
    assert "store_damaged" not in text
    assert reference_for(failed("Joseph")) in text


def test_a_report_of_a_group_names_its_parts() -> None:
    text = report_text(ExceptionGroup("Hendyce", [failed("Hendyce"), TypeError("Hendyce")]), "0.1.0")
    assert "builtins.TypeError" in text
    assert "Hendyce" not in text
