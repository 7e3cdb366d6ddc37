"""How Highbeam is run: the `highbeam` command."""
