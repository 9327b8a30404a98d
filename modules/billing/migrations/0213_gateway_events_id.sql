-- One event id, one effect.
CREATE UNIQUE INDEX ux_gateway_events ON gateway_events (gateway, event_id)
