"""What is owed: who owes what about whom, due when, both ways, and for each the one thing to do about it."""
