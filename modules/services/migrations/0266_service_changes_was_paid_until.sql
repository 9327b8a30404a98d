-- How far its time was paid when the change was asked for: where it is again when the provider refuses.
ALTER TABLE service_changes ADD COLUMN was_paid_until DATE
