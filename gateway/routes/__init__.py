"""The calls of the public interface, one module a resource. Each only translates between HTTP and the bus."""
