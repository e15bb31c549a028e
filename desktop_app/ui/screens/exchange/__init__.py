"""Exchange: what waits to leave, what was sent and waits for a receipt, what was received and waits for a decision."""
