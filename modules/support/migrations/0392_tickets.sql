-- One conversation. A stranger's (from the contact page) has no account. `first_due_at` is the promised first answer and
-- `first_answered_at` when it came; `touched_at` is the last thing that anybody said. A merged one says where it went.
CREATE TABLE tickets (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  account_id BIGINT,
  opened_by BIGINT,
  requester_name VARCHAR(200) NOT NULL,
  requester_email VARCHAR(254) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  department_id BIGINT,
  status VARCHAR(20) NOT NULL,
  priority VARCHAR(10) NOT NULL,
  service_id BIGINT,
  assigned_to BIGINT,
  first_due_at BIGINT,
  first_answered_at BIGINT,
  created_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL,
  closed_at BIGINT,
  merged_into BIGINT,
  rating SMALLINT,
  rating_comment TEXT,
  rated_at BIGINT
)
