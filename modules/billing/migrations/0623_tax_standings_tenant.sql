-- What a changed number of days between two looks at a register concerns: a tenant's valid numbers.
CREATE INDEX ix_tax_standings_tenant ON tax_standings (tenant_id, standing)
