-- What the payer's bank took back of a payment and has not returned.
ALTER TABLE payments ADD COLUMN charged_back BIGINT NOT NULL DEFAULT 0
