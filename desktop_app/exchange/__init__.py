"""Bundles between offices: made, sealed, signed, opened and checked."""
