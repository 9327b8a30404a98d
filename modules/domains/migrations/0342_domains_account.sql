-- modules/domains/migrations/0342_domains_account.sql
CREATE INDEX ix_domains_account ON domains (tenant_id, account_id, id)
