"""注意力: what needs an operator, merged and paced so that a flood of reports stays workable; life before all else."""
