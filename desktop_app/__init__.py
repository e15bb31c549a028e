"""CASS Desk: cross-border pension claims under the CARICOM Agreement on Social Security."""

__version__ = "0.1.0"
