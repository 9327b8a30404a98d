-- One effect for one key.
CREATE UNIQUE INDEX ux_provider_operations_key ON provider_operations (instance, operation, idempotency_key)
