-- What a smaller plan gives back once the provider has made the change, tax included.
ALTER TABLE service_changes ADD COLUMN credit BIGINT NOT NULL DEFAULT 0
