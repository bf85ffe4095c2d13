"""A storm that people live through: the bureau's signals, the damage, and what those who lead do about it.

`bureau` and `damage` of the domain's storm are drawn beforehand from the track, the grids and the seed alone.
"""
