-- What the dispatcher asks.
CREATE INDEX ix_events_dispatched ON events (dispatched, id)
