"""What members does. Every function works in the unit of work it is given and never commits."""
