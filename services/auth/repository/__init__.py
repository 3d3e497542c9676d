"""All SQL of auth, by table."""
