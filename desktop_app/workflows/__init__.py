"""What an office does: one verb a module, one transaction, one journal line."""
