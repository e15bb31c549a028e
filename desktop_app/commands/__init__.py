"""The command line: the same workflows without the window."""
