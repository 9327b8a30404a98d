-- A code may be asked for again by address.
CREATE INDEX ix_registrations_email ON registrations (tenant_id, email_key)
