-- For forgetting those that nobody finished.
CREATE INDEX ix_registrations_expires ON registrations (expires_at)
