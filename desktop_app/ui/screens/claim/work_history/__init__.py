"""Step 2: the work history as the claimant tells it."""
