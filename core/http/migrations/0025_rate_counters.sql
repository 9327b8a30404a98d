-- Calls counted by key within a window that starts with the first of them; shared by all API processes.
CREATE TABLE rate_counters (
  bucket VARCHAR(190) NOT NULL PRIMARY KEY,
  window_start BIGINT NOT NULL,
  window_end BIGINT NOT NULL,
  hits BIGINT NOT NULL
)
