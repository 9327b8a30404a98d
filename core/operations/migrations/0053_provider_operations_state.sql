-- What waits for a person.
CREATE INDEX ix_provider_operations_state ON provider_operations (state, id)
