"""The evaluation of a drill: made of its ledger, kept frozen when it is over, written as a report (ADR 31)."""
