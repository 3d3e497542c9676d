"""What services say to each other: messages, subjects, rights and the registry. Imports pydantic only."""
