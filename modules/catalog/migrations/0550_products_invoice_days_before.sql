-- Some plans are invoiced earlier than the rule says; nothing: as the rule says.
ALTER TABLE products ADD COLUMN invoice_days_before INTEGER
