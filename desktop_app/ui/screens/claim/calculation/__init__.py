"""Step 6: what each State pays, why, and where every figure comes from."""
