-- The options and add-ons that a service was sold with, at the prices of that day (JSON); none where it is null.
ALTER TABLE services ADD COLUMN extras TEXT
