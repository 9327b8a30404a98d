-- modules/domains/migrations/0345_domain_terms.sql
-- One thing that is done for money to a domain: its registration, a transfer, a renewal, a
-- restoring. `open_key` is 1 until it has ended: the index below lets a domain have one at a time.
-- `expected_at` is the expiry that a renewal starts from, written before it is sent, so that the
-- same term never renews twice. `agreed_at` and `agreed_from`: the buyer's consent.
CREATE TABLE domain_terms (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  domain_id BIGINT NOT NULL,
  open_key SMALLINT,
  action VARCHAR(20) NOT NULL,
  years INTEGER NOT NULL,
  state VARCHAR(20) NOT NULL,
  invoice_id BIGINT NOT NULL,
  order_item_id BIGINT,
  currency VARCHAR(3) NOT NULL,
  total BIGINT NOT NULL,
  privacy SMALLINT NOT NULL,
  extra TEXT NOT NULL,
  agreements TEXT NOT NULL,
  agreed_from VARCHAR(64) NOT NULL,
  agreed_at BIGINT NOT NULL,
  registrar_cost TEXT NOT NULL,
  expected_at BIGINT,
  refused_reason VARCHAR(300) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
