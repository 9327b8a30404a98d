-- A service's period is invoiced once, held by the primary key. The row goes when its invoice is cancelled.
CREATE TABLE billed_periods (
  service_id BIGINT NOT NULL,
  period_from DATE NOT NULL,
  period_until DATE NOT NULL,
  invoice_id BIGINT NOT NULL,
  PRIMARY KEY (service_id, period_from)
)
