-- Receipt vouchers for money taken in advance (rule 50 of the CGST Rules), with a series of their own.
CREATE TABLE receipts (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  transaction_id BIGINT NOT NULL,
  series VARCHAR(8) NOT NULL,
  fiscal_year VARCHAR(4) NOT NULL,
  number BIGINT NOT NULL,
  number_text VARCHAR(16) NOT NULL,
  issue_date DATE NOT NULL,
  seller_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  supply VARCHAR(20) NOT NULL,
  place_of_supply VARCHAR(4) NOT NULL,
  gateway VARCHAR(40) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount BIGINT NOT NULL,
  created_at BIGINT NOT NULL
)
