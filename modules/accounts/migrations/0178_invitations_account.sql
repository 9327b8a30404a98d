CREATE INDEX ix_invitations_account ON invitations (account_id, created_at)
