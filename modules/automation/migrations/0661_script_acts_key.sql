CREATE UNIQUE INDEX ux_script_acts_key ON script_acts (tenant_id, act_key)
