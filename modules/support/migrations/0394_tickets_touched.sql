-- The desk's own list: what was last said is on top.
CREATE INDEX ix_tickets_touched ON tickets (tenant_id, touched_at)
