-- How far forgetting has come, for each kind of rows that stay once they hold nothing any more: all up to `passed` was
-- looked at since `began_at`, when it last began with the oldest.
CREATE TABLE retention_marks (
  name VARCHAR(80) NOT NULL PRIMARY KEY,
  passed BIGINT NOT NULL,
  began_at BIGINT NOT NULL
)
