-- A tax beside the main rate, such as a cess.
ALTER TABLE tax_rules ADD COLUMN additional SMALLINT NOT NULL DEFAULT 0
