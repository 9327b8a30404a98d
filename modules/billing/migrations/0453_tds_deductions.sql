-- Tax that buyers withheld from what they paid: a claim on the revenue office, matched with its statement later.
CREATE TABLE tds_deductions (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  section VARCHAR(10) NOT NULL,
  rate VARCHAR(20),
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  certificate VARCHAR(40),
  deducted_on DATE NOT NULL,
  matched_on DATE,
  created_at BIGINT NOT NULL
)
