-- How often a script did the same to the same thing of late.
CREATE INDEX ix_script_acts_subject ON script_acts (tenant_id, script, action, subject, acted_at)
