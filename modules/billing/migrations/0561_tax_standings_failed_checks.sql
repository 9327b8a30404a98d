-- Questions in a row that nobody answered: the more, the longer the pause before the next one.
ALTER TABLE tax_standings ADD COLUMN failed_checks INTEGER NOT NULL DEFAULT 0
