-- What waits for a person.
CREATE INDEX ix_gateway_events_state ON gateway_events (state, id)
