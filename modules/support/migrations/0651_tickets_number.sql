-- Counted for each seller, as people say it; none for those that were opened before.
ALTER TABLE tickets ADD COLUMN number BIGINT
