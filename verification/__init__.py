"""Known answers: what theory and published work say the plan model must give."""
