-- The options and add-ons that the service has after the change; null where the change leaves them as they are.
ALTER TABLE service_changes ADD COLUMN extras TEXT
