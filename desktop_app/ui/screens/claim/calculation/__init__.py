"""Step 5: what each State pays, why, and where every figure comes from."""
