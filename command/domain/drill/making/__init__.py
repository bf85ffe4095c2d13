"""Scripts that are made: from a grid's own risks, from a past stretch of the real ledger, and those that ship.

All of it is pure and follows from what is given and a seed.
"""
