-- Terms that began anew when they were paid after a suspension: the invoice keeps the days that it was issued for.
CREATE TABLE moved_terms (
  invoice_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  period_from DATE NOT NULL,
  moved_from DATE NOT NULL,
  moved_until DATE NOT NULL,
  PRIMARY KEY (invoice_id, service_id, period_from)
)
