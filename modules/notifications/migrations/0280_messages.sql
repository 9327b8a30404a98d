-- Mails and SMS: what was handed over for sending, and what became of it. `model` is what the template shows and
-- holds nothing secret; one-time codes and links that carry a token are in `secrets`, sealed, and in production
-- only until they are sent. `recipient_key` is the recipient in small letters. `reference` is the Message-ID, the
-- same at each attempt.
CREATE TABLE messages (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  channel VARCHAR(10) NOT NULL,
  template VARCHAR(60) NOT NULL,
  language VARCHAR(20) NOT NULL,
  recipient VARCHAR(254) NOT NULL,
  recipient_key VARCHAR(254) NOT NULL,
  dedupe_key VARCHAR(120) NOT NULL,
  model MEDIUMTEXT NOT NULL,
  invoices TEXT NOT NULL,
  carries_secret SMALLINT NOT NULL,
  secrets BLOB,
  status VARCHAR(10) NOT NULL,
  attempts INTEGER NOT NULL,
  answer VARCHAR(500) NOT NULL,
  reference VARCHAR(200) NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  good_until BIGINT
)
