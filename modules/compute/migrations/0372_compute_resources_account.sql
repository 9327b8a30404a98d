-- A client's things of one kind.
CREATE INDEX ix_compute_resources_account ON compute_resources (account_id, kind, id)
