-- The ledger. Debits are positive; the postings of one journal add up to zero.
CREATE TABLE postings (
  id BIGINT NOT NULL PRIMARY KEY,
  journal_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  book VARCHAR(40) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  invoice_id BIGINT,
  what VARCHAR(40) NOT NULL,
  reference VARCHAR(40) NOT NULL,
  posted_at BIGINT NOT NULL
)
