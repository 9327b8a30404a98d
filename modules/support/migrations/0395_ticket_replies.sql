-- What was said in a ticket, and what staff note there for themselves (`is_note`). `body` is Markdown, as typed;
-- `attachments` says how many uploads belong to it.
CREATE TABLE ticket_replies (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  ticket_id BIGINT NOT NULL,
  author VARCHAR(10) NOT NULL,
  user_id BIGINT,
  author_name VARCHAR(200) NOT NULL,
  is_note SMALLINT NOT NULL,
  body MEDIUMTEXT NOT NULL,
  attachments SMALLINT NOT NULL,
  created_at BIGINT NOT NULL
)
