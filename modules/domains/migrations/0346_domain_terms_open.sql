-- modules/domains/migrations/0346_domain_terms_open.sql
CREATE UNIQUE INDEX ux_domain_terms_open ON domain_terms (domain_id, open_key)
