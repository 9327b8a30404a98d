-- What an operator took on as a plugin: the hash over its library and its plugin.json. Where production finds
-- another one, it does not load until somebody accepts that.
CREATE TABLE plugin_origins (
  plugin VARCHAR(60) NOT NULL PRIMARY KEY,
  sums_hash VARCHAR(64) NOT NULL,
  accepted_at BIGINT NOT NULL
)
