-- Servers that stand for one another, and in which order they fill. `last_server` is the one that took the last place,
-- for taking turns.
CREATE TABLE server_groups (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  description VARCHAR(300) NOT NULL,
  fill VARCHAR(20) NOT NULL,
  last_server BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (name)
)
