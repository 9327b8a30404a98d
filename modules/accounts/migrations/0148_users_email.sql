-- Sign-in and recovery by an address that is not proved yet.
CREATE INDEX ix_users_email ON users (tenant_id, email_key)
