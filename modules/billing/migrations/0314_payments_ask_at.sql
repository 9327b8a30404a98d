-- When the gateway is to be asked after this attempt again; empty while it was never asked.
ALTER TABLE payments ADD COLUMN ask_at BIGINT
