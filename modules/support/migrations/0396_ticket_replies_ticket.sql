CREATE INDEX ix_ticket_replies_ticket ON ticket_replies (ticket_id, created_at)
