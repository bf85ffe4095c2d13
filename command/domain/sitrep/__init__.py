"""Reports upward (情况报告): asked for by the level in force, filled from the ledger, sent by a coordinator."""
