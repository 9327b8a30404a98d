-- Ways to pay that may be charged while their owner is away: what the gateway listed when it was last asked.
-- `state` is the gateway's word, or removed; `blocked` is why it is charged no more.
CREATE TABLE payment_methods (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  gateway VARCHAR(40) NOT NULL,
  customer VARCHAR(120) NOT NULL,
  gateway_method_id VARCHAR(120) NOT NULL,
  kind VARCHAR(40) NOT NULL,
  title VARCHAR(120) NOT NULL,
  state VARCHAR(20) NOT NULL,
  currency VARCHAR(3),
  most BIGINT,
  expires_at BIGINT,
  blocked VARCHAR(80) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
