-- What staff look up: everything that was sent to somebody.
CREATE INDEX ix_messages_recipient ON messages (tenant_id, recipient_key, id)
