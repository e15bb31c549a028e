"""The first run: the office, its administrator and the recovery sheet, before there is a store."""
