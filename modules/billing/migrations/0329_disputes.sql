-- What payers' banks dispute, as the gateway told it last, and until when evidence is taken.
CREATE TABLE disputes (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  payment_id BIGINT NOT NULL,
  gateway VARCHAR(40) NOT NULL,
  gateway_dispute_id VARCHAR(120) NOT NULL,
  state VARCHAR(20) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  deducted BIGINT NOT NULL,
  reason VARCHAR(120) NOT NULL,
  phase VARCHAR(40) NOT NULL,
  respond_by BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
