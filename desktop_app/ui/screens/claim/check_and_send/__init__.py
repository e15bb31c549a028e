"""Step 3: what is still to look at, and what goes to which office."""
