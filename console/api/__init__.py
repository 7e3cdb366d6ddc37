"""The REST API: the same functions and the same rules as the pages, for programs with a token."""
