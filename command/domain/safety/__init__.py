"""The safety of those who are out there."""
