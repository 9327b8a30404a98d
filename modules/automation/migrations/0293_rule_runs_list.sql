-- A tenant's runs, newest first.
CREATE INDEX ix_rule_runs_list ON rule_runs (tenant_id, id)
