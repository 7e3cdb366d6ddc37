"""What observable signs mean: the catalog, the checklists, the assessment rule, the courses and the help numbers. Pure."""
