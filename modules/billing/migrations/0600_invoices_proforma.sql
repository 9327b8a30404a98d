-- 1: it was sent as a proforma invoice. Its number here is the proforma's, and it is no tax invoice until it has a
-- row in tax_invoices.
ALTER TABLE invoices ADD COLUMN proforma SMALLINT NOT NULL DEFAULT 0
