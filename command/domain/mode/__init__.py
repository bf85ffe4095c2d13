"""Response levels as overlays: what a plan's level changes, what holds then, and how one gets there."""
