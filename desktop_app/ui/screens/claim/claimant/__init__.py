"""Step 1: who claims, which benefit, from which day."""
