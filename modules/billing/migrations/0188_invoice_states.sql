-- What changes about an issued invoice. `overdue` is not stored: it follows from balance, payments and due date.
CREATE TABLE invoice_states (
  invoice_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL,
  balance BIGINT NOT NULL,
  due_date DATE NOT NULL,
  paid_at BIGINT,
  cancelled_at BIGINT
)
