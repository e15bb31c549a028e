"""The values of the Agreement: money, time, States, persons, periods, claims, decisions, findings."""
