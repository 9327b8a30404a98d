-- Who has what: a user is in groups, and users, groups and roles have roles and policies.
CREATE TABLE access_links (
  account_id BIGINT NOT NULL,
  from_kind VARCHAR(10) NOT NULL,
  from_id BIGINT NOT NULL,
  to_kind VARCHAR(10) NOT NULL,
  to_id BIGINT NOT NULL,
  PRIMARY KEY (account_id, from_kind, from_id, to_kind, to_id)
)
