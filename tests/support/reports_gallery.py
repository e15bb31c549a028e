"""Pictures of the reports: `python -m tests.support.reports_gallery FOLDER [NAME]`, over an invented busy office."""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, NumberKind, Sex
from desktop_app.domain.reports import ReportKind, Span
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.reports.presenter import ReportsPresenter
from desktop_app.ui.screens.reports.view import ReportsScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from tests.support.claim_gallery import LOOKS
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.many_claims import fill
from tests.support.people_gallery import BARS, RAIL

DECIDED = (
    ("VC", "age_pension", "granted", 1, "XCD", 41, 12_300, 31_000, 184_500),
    ("VC", "age_pension", "refused", 0, "", 9, 2_000, 3_900, 0),
    ("VC", "invalidity_pension", "granted", 1, "XCD", 12, 1_100, 4_400, 61_200),
    ("LC", "age_pension", "granted", 0, "XCD", 23, 9_100, 12_400, 214_700),
    ("BZ", "survivors_pension", "ended", 0, "", 3, 700, 1_900, 0),
)


class ReportsStage:
    """The page alone over one desk; its jobs run at once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tasks, self.notices = InlineTasks(desk), Notices()
        self.presenter = ReportsPresenter(self.tasks, self.notices)
        self.screen = ReportsScreen(self.presenter)

    def show(self, size: tuple[int, int]) -> None:
        """Show it in a window of this size."""
        Look.of(self.screen).dress(self.screen)
        self.screen.resize(size[0] - RAIL, size[1] - BARS)
        self.screen.show()
        self.screen.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Deliver answers, and let layouts come to rest."""
        for _turn in range(4):
            self.tasks.settle()
            QApplication.processEvents()

    def close(self) -> None:
        """Close it without closing the desk."""
        self.screen.close()
        self.screen.deleteLater()
        QApplication.processEvents()


def busy_desk(folder: Path, claims: int = 40) -> Desk:
    """An invented office: open claims, sums of years gone by, and people who may write home."""
    desk = desk_of("VC", Places.at(folder))
    fill(desk, claims, kept=False)
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        for year in (2013, 2014):
            for state, benefit, result, because, currency, count, own, weeks, minor in DECIDED:
                detail = f"{result}|{because}|{currency}|{'weekly' if currency else ''}"
                for part, number, total in (("own", count, own), ("all", count, weeks), ("paid", 0, minor)):
                    desk.store._database.insert(
                        "kept_statistic",
                        {"kind": "decisions", "year": year, "state": state, "benefit": benefit,
                         "detail": f"{part}|{detail}", "claims": number, "total": total},
                    )  # fmt: skip
        for office, field, count in (("LC-NIC", "weeks_paid", 14), ("GD-NIS", "start", 5), ("", "earnings", 8)):
            for outcome, number in (("questioned", count), ("confirmed", count // 3), ("corrected", count // 2)):
                desk.store._database.insert(
                    "kept_statistic",
                    {"kind": "rows", "year": 2014, "state": office, "benefit": "",
                     "detail": f"{outcome}|{field}|overlap", "claims": number, "total": 0},
                )  # fmt: skip
        for number in range(7):
            desk.store.persons.add(
                InsuredPerson(
                    id=f"near-{number}", surname=f"Sample{number}", forenames="Near", sex=Sex.FEMALE,
                    birth_date=date(desk.clock.today().year - 60, 1 + number, 9),
                    numbers=(
                        InsuranceNumber(
                            state="LC" if number % 2 else "BB", number=f"55{number}", kind=NumberKind.ORDINARY
                        ),
                    ),
                )
            )  # fmt: skip
    return desk


def reports_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Iterator[tuple[str, QWidget]]:
    """Every report, the chosen days, and emptiness."""
    del look
    desk = busy_desk(folder / "busy")
    stage = ReportsStage(desk)
    stage.show(size)
    for kind in ReportKind:
        stage.screen._want(kind=kind)
        stage.settle()
        yield f"report-{kind.value}", stage.screen
    stage.screen._want(kind=ReportKind.OUTCOMES, span=Span.CHOSEN, since=date(2014, 3, 1), until=date(2014, 12, 31))
    stage.settle()
    yield "report-chosen-days", stage.screen
    stage.close()
    desk.close()


def main(folder: Path, wanted: str = "") -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app, "light")
    look.apply()
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        with tempfile.TemporaryDirectory() as data:
            for name, window in reports_pictures(look, Path(data), size):
                title = f"{name}-{theme}-{round(scale * 100)}-{size[0]}"
                if wanted in title:
                    window.grab().save(str(folder / f"{title}.png"))
                for cut in clipped(window):
                    sys.stdout.write(f"{title}: {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
