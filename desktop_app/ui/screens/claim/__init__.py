"""The claim's screen: claimant, work history, check and send, insurance periods, calculation."""

from desktop_app.ui.screens.claim.view import ClaimScreen

__all__ = ["ClaimScreen"]
