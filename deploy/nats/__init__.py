"""The configuration of NATS in Compose: rights come from the registry, passwords from the environment."""
