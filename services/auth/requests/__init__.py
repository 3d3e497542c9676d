"""Entry points: requests over the bus, by what they are about."""
