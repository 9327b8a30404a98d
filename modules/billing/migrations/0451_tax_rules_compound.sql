-- A tax on the value and on the other taxes.
ALTER TABLE tax_rules ADD COLUMN compound SMALLINT NOT NULL DEFAULT 0
