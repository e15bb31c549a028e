"""What statistics keep of claims that are removed: sums by year, State and benefit, of nobody."""

from collections.abc import Iterable

from desktop_app.workflows.desk import Desk


def fold_into_statistics(desk: Desk, claim_ids: Iterable[str]) -> None:
    """Keep the figures of claims that are about to be removed; inside the act that removes them, and before it does."""
    desk.store.report_figures.fold(claim_ids)
