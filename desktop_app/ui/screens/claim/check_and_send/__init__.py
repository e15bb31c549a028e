"""Step 4: what is still to look at, and what goes to which office."""
