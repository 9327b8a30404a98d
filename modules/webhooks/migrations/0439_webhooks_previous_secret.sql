-- The secret before the last renewal, sealed: deliveries are signed with both for a day.
ALTER TABLE webhooks ADD COLUMN previous_secret BLOB
