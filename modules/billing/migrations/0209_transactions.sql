-- Movements of money, one row each.
CREATE TABLE transactions (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  payment_id BIGINT,
  type VARCHAR(20) NOT NULL,
  gateway VARCHAR(40) NOT NULL,
  gateway_transaction_id VARCHAR(120) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL,
  allocations TEXT NOT NULL,
  created_at BIGINT NOT NULL
)
