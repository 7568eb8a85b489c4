"""What the scripts that make a national economy share: sectors, description, files."""
