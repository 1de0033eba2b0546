"""What the rows of sections hold, one struct a kind of item, by what they are about."""
