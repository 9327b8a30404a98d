-- Configured accounts of plugins. `settings` is the whole settings document, sealed; `revision` grows with every
-- change, so that other processes see it.
CREATE TABLE plugin_instances (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  plugin VARCHAR(60) NOT NULL,
  enabled SMALLINT NOT NULL,
  settings BLOB,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
)
