-- For forgetting them after 24 hours.
CREATE INDEX ix_idempotency_keys_created ON idempotency_keys (created_at)
