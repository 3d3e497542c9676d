"""All SQL of the journal."""
