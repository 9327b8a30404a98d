-- A tenant's own texts over the shipped ones: `name` without ending, with a leading underscore for a piece that
-- many templates share; `part` is subject, txt or html.
CREATE TABLE message_templates (
  tenant_id BIGINT NOT NULL,
  channel VARCHAR(10) NOT NULL,
  locale VARCHAR(20) NOT NULL,
  name VARCHAR(60) NOT NULL,
  part VARCHAR(10) NOT NULL,
  is_shared SMALLINT NOT NULL,
  body MEDIUMTEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, channel, name, locale, part)
)
