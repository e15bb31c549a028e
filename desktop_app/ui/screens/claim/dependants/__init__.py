"""Step 3 of a claim: who survives the insured person, and the injury."""
