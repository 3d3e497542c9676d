"""How Kabinet is run: on one machine out of wheels (`deploy.local`), in containers, on a cluster."""
