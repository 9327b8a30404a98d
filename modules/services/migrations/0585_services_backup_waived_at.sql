-- When a person said that it ends without a backup; the one that may be there already stays known.
ALTER TABLE services ADD COLUMN backup_waived_at BIGINT
