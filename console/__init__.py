"""How the analyst works: pages and the REST API over one store."""
