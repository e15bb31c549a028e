"""Step 7: this State's decision, the decisions of the others, and the summary of all."""
