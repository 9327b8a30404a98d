-- What people uploaded. The bytes are in file_parts: whatever the machine that took them, every other one finds them
-- there, and so does a backup. `owner_id` is the account, or the user for what staff uploaded; `subject` is what the
-- file belongs to (a payment, a ticket's reply), empty until it belongs to something.
CREATE TABLE files (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  account_id BIGINT,
  uploaded_by BIGINT,
  name VARCHAR(200) NOT NULL,
  media_type VARCHAR(60) NOT NULL,
  size BIGINT NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  subject VARCHAR(60) NOT NULL,
  created_at BIGINT NOT NULL
)
