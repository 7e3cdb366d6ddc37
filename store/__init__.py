"""How a tip is kept: PostgreSQL tables and queries, the vault that seals, the files."""
