"""The gateway: HTTP on one side, the bus and object storage on the other. It keeps no data of its own."""
