"""Pure rules of auth: who may sign in, for how long, and how wrong guesses are slowed down."""
