-- Attempts to pay. `gateway_reference` is what the gateway knows the attempt by (an order, an intent);
-- `next_action` is sealed, since it may hold a client secret.
CREATE TABLE payments (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  gateway VARCHAR(40) NOT NULL,
  purpose VARCHAR(20) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL,
  gateway_reference VARCHAR(120),
  next_action BLOB,
  method VARCHAR(40) NOT NULL,
  error_code VARCHAR(80) NOT NULL,
  error_message VARCHAR(300) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
