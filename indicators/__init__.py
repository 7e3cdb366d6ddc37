"""What observable signs mean: the catalog, checklists, the assessment rule, courses and help numbers. Pure."""
