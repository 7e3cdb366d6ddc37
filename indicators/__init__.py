"""What observable signs mean: the catalog, the checklists, the assessment rule and the help numbers. Pure."""
