"""The blocks of the plan model: each adds its variables and its named rows, and nothing else."""
