"""Settings: the office, its users and their roles, how the open points of the Agreement are taken, the look."""
