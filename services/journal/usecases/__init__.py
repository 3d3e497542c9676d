"""What the journal does. Nothing here commits: the entry point does."""
