ALTER TABLE webhooks ADD COLUMN previous_until BIGINT
