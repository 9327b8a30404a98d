-- Terms, privacy and the like. A changed text is a new version: what somebody agreed to stays readable.
CREATE TABLE legal_texts (
  tenant_id BIGINT NOT NULL,
  slug VARCHAR(80) NOT NULL,
  version INTEGER NOT NULL,
  title VARCHAR(200) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  position INTEGER NOT NULL,
  changed_by BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, slug, version)
)
