-- The gateway's payment that it takes from: an order can be paid twice.
ALTER TABLE refunds ADD COLUMN capture_id VARCHAR(120)
