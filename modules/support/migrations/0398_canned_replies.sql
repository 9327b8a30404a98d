-- Answers that staff give often.
CREATE TABLE canned_replies (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  department_id BIGINT,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, name)
)
