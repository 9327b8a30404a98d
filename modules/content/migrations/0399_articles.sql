-- The knowledge base. `body` is Markdown; `search_text` is title and body in small letters, for finding.
CREATE TABLE articles (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  slug VARCHAR(80) NOT NULL,
  title VARCHAR(200) NOT NULL,
  category VARCHAR(120) NOT NULL,
  language VARCHAR(10) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  search_text MEDIUMTEXT NOT NULL,
  is_published SMALLINT NOT NULL,
  position INTEGER NOT NULL,
  helpful INTEGER NOT NULL,
  unhelpful INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
