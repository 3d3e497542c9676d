"""All SQL of the validator. Functions take the session of a unit of work and never commit."""
