"""Offices: the directory of institutions, how each key was checked, and this office's own card."""
