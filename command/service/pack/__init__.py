"""Packs: what a grid must know when the network is gone, printed before landfall."""
