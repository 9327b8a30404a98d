-- What a refund takes from the client's credit, taken when it is promised: what the gateway has paid out cannot be
-- refused any more.
ALTER TABLE refunds ADD COLUMN reserved_credit BIGINT NOT NULL DEFAULT 0
