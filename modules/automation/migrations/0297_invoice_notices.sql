-- Which reminders of an invoice were sent: one for each day, counted from its due date.
CREATE TABLE invoice_notices (
  invoice_id BIGINT NOT NULL,
  notice_day SMALLINT NOT NULL,
  tenant_id BIGINT NOT NULL,
  kind VARCHAR(40) NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (invoice_id, notice_day)
)
