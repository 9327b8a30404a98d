-- How much an owner keeps here, raised and lowered by one conditional statement so that no two uploads pass the quota
-- together.
CREATE TABLE file_usage (
  owner_id BIGINT NOT NULL PRIMARY KEY,
  files BIGINT NOT NULL,
  bytes BIGINT NOT NULL
)
