-- The saved method that an attempt charges while its owner is away, or none.
ALTER TABLE payments ADD COLUMN saved_method_id BIGINT
