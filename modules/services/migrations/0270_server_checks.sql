-- What each check of a server found: its history, kept for a while.
CREATE TABLE server_checks (
  id BIGINT NOT NULL,
  server_id BIGINT NOT NULL,
  state VARCHAR(20) NOT NULL,
  reasons TEXT NOT NULL,
  latency_ms INTEGER NOT NULL,
  capacity TEXT NOT NULL,
  checked_at BIGINT NOT NULL,
  PRIMARY KEY (server_id, id)
)
