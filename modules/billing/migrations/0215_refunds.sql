-- Money given back. `reserved` against the payment before the gateway is asked, so refunds never exceed what was
-- captured.
CREATE TABLE refunds (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  payment_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  destination VARCHAR(20) NOT NULL,
  status VARCHAR(20) NOT NULL,
  reason VARCHAR(300) NOT NULL,
  gateway_refund_id VARCHAR(120),
  credit_note_id BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
