"""Pure rules of reports: statuses, terms, numbers, files. The standard library and contracts' value types only."""
