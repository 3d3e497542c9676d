"""Entry points: requests over the bus, a transaction each."""
