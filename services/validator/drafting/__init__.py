"""Forms that are being drawn up: what stands against publishing one, and what a publication changes."""
