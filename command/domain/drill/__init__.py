"""Drills: exercises in a universe of their own (ADR 29): pure rules.

The ledger of `exercise:<id>` keeps what they decide.
"""
