"""Step 4: what each institution certified, and this institution's own certificate."""
