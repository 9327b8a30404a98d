CREATE INDEX ix_rule_decisions_run ON rule_decisions (run_id, id)
