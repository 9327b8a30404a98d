-- How long a plan may stay suspended before it is removed; nothing: as the rule says.
ALTER TABLE products ADD COLUMN terminate_days INTEGER
