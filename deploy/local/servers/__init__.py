"""The four servers under Kabinet, each out of a wheel: NATS, PostgreSQL, an S3 store and a mail sink."""
