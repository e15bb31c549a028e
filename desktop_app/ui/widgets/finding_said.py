"""Findings in words, as forms need them: one sentence, or what is wrong and how to mend it."""

from desktop_app.domain.findings import Finding
from desktop_app.ui.widgets.finding_levels import FieldLevel, field_level
from desktop_app.wording.findings import finding_remedy, finding_words


def finding_parts(finding: Finding) -> tuple[str, str]:
    """Return what is wrong, and how to mend it (may be empty)."""
    return (finding_words(finding), finding_remedy(finding))


def finding_sentence(finding: Finding) -> str:
    """Return both as one text."""
    return " ".join(part for part in finding_parts(finding) if part)


def field_words(finding: Finding | None) -> tuple[FieldLevel, str]:
    """Return how a field shows a finding, and in which words; nothing for none."""
    return ("", "") if finding is None else (field_level(finding.level), finding_sentence(finding))
