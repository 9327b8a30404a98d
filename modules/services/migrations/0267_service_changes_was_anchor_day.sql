-- The day of the month that its terms began on before, as above.
ALTER TABLE service_changes ADD COLUMN was_anchor_day INTEGER
