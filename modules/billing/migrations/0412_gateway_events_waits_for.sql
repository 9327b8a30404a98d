-- What is said of one payment of a gateway's.
CREATE INDEX ix_gateway_events_waits_for ON gateway_events (gateway, waits_for)
