CREATE INDEX ix_tickets_account ON tickets (account_id, touched_at)
