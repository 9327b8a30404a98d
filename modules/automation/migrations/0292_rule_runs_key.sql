-- What fell due once runs once.
CREATE UNIQUE INDEX ux_rule_runs_key ON rule_runs (tenant_id, rule, run_key)
