-- A cart belongs to a browser (by the hash of its cookie) until somebody signs in, then to the account.
-- `shown_total` is what it last answered: checkout must not cost more without saying so.
CREATE TABLE carts (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  token_hash VARCHAR(64),
  currency VARCHAR(3) NOT NULL,
  coupon_code VARCHAR(60),
  shown_total BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
