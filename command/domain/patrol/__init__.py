"""The grid worker's day: two rounds, visits due, checks by order; what is missed goes to the group's leader."""
