-- A client's credit, so that it can be spent in one conditional statement; `hostler ledger verify` compares it
-- with the postings.
CREATE TABLE credit_balances (
  account_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  tenant_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (account_id, currency),
  CHECK (amount >= 0)
)
