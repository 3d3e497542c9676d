"""What every service stands on. Imports contracts, never a service."""
