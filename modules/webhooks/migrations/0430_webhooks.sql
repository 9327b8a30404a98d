-- Where events go outside: an account's own, or, without an account, the shop's. `secret` is what deliveries are signed
-- with, sealed.
CREATE TABLE webhooks (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  url VARCHAR(1000) NOT NULL,
  description VARCHAR(300) NOT NULL,
  events TEXT NOT NULL,
  secret BLOB NOT NULL,
  is_active SMALLINT NOT NULL,
  failures INTEGER NOT NULL,
  created_at BIGINT NOT NULL
)
