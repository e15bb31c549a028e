"""Step 5: what each institution certified, and this institution's own certificate."""
