-- Whose days a credit note takes back, so that no later one takes the same days back again.
CREATE TABLE credit_note_times (
  id BIGINT NOT NULL PRIMARY KEY,
  credit_note_id BIGINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  period_from DATE NOT NULL,
  period_until DATE NOT NULL,
  net BIGINT NOT NULL,
  taxes TEXT NOT NULL,
  total BIGINT NOT NULL
)
