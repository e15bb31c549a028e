"""Which State's law applies to a person's work."""
