"""What a drill came to, from its ledger alone: pure, so that it can be computed again and compared."""
