"""Codes and facts become sentences; read by the window, the documents and the command line only."""
