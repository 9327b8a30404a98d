-- When the gateway is to be asked what became of it.
ALTER TABLE refunds ADD COLUMN ask_at BIGINT
