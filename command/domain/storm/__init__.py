"""台风: its track, a modelled wind, when it reaches each grid, and what must be done before. Pure."""
