"""All SQL of reports. Functions take the session of a unit of work and never commit."""
