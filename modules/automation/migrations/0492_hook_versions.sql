-- What a hook's source was, each time that it was saved; kept when the hook is removed, so that it can be put back.
CREATE TABLE hook_versions (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(50) NOT NULL,
  number INTEGER NOT NULL,
  source MEDIUMTEXT NOT NULL,
  saved_by BIGINT,
  saved_at BIGINT NOT NULL
)
