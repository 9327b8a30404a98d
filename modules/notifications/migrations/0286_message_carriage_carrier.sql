-- Some reports name a message as its carrier does.
CREATE INDEX ix_message_carriage_carrier ON message_carriage (carrier, carrier_id)
