-- 1: the numbers of this series in this financial year are those of proforma invoices, and of nothing else.
ALTER TABLE series_counters ADD COLUMN proforma SMALLINT NOT NULL DEFAULT 0
