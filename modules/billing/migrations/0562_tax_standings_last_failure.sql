-- Why the last one was not answered, in the register's own word.
ALTER TABLE tax_standings ADD COLUMN last_failure VARCHAR(80)
