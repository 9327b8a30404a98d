-- What an event stream asks: what is new in this account.
CREATE INDEX ix_events_account ON events (tenant_id, account_id, id)
