-- modules/catalog/migrations/0133_tld_fees.sql
-- What comes on top of a year's renewal once a domain has expired: in its grace, and to bring it
-- back from redemption. Nothing: it cannot be brought back.
CREATE TABLE tld_fees (
  tld_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  grace_fee BIGINT NOT NULL,
  restore_fee BIGINT,
  PRIMARY KEY (tld_id, currency)
)
