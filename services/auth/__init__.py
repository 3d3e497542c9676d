"""auth: people, their grants, sessions, signing keys and the journal of access."""
