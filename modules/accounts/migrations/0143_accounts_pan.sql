-- Not unique: a second account with the same PAN is allowed and shown to staff.
CREATE INDEX ix_accounts_pan ON accounts (tenant_id, pan_fingerprint)
