-- What staff write down about a client, for themselves.
CREATE TABLE client_notes (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  author_id BIGINT,
  author_name VARCHAR(200) NOT NULL,
  body TEXT NOT NULL,
  is_pinned SMALLINT NOT NULL,
  created_at BIGINT NOT NULL
)
