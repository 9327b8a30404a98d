-- What the reconciler asks after.
CREATE INDEX ix_payments_open ON payments (status, created_at)
