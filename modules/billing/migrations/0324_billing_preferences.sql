-- How an account wants to pay.
CREATE TABLE billing_preferences (
  account_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  default_method_id BIGINT,
  auto_pay SMALLINT NOT NULL,
  updated_at BIGINT NOT NULL
)
