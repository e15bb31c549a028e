"""Claims: all claims of the office in one table that stays fast when there are very many."""
