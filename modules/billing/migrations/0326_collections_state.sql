-- What is to be done next.
CREATE INDEX ix_collections_state ON collections (state, next_at)
