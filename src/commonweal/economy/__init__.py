"""What there is: tables of an economy, read, checked and frozen."""
