-- The day from which a change of plan holds, where it is not the day on which it was asked for: at the next term.
ALTER TABLE service_changes ADD COLUMN starts_on DATE
