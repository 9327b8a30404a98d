-- Which host names are whose brand.
CREATE TABLE tenant_hosts (
  host VARCHAR(190) NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL
)
