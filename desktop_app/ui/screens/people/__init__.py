"""People: the register of insured persons, who is likely the same, joining two records and taking them apart."""
