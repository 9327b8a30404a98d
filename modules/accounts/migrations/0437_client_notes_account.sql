CREATE INDEX ix_client_notes_account ON client_notes (account_id, created_at)
