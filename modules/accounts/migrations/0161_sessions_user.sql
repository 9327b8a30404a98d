-- One's own list, and the end of all of somebody's.
CREATE INDEX ix_sessions_user ON sessions (user_id, expires_at)
