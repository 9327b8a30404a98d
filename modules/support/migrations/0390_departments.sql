-- Who answers what. Clients choose among the public ones; `first_response_minutes` is the promise that a ticket's clock
-- is set by, and `email` where staff learn of what comes in.
CREATE TABLE departments (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  description VARCHAR(500) NOT NULL,
  email VARCHAR(254),
  is_public SMALLINT NOT NULL,
  first_response_minutes INTEGER,
  position INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  deleted_at BIGINT
)
