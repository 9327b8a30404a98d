-- How each server is, by its last checks. `failures` counts those that failed in a row; `since` is when the state began.
CREATE TABLE server_health (
  server_id BIGINT NOT NULL PRIMARY KEY,
  state VARCHAR(20) NOT NULL,
  reasons TEXT NOT NULL,
  failures INTEGER NOT NULL,
  since BIGINT NOT NULL,
  checked_at BIGINT NOT NULL
)
