"""Other systems' files and pasted tables, read into rows."""
