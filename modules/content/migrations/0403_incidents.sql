-- What is down or will be worked on, as the status page tells it.
CREATE TABLE incidents (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  title VARCHAR(200) NOT NULL,
  impact VARCHAR(20) NOT NULL,
  state VARCHAR(20) NOT NULL,
  components VARCHAR(1000) NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT,
  created_at BIGINT NOT NULL
)
