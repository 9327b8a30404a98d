-- modules/domains/migrations/0347_domain_terms_invoice.sql
CREATE INDEX ix_domain_terms_invoice ON domain_terms (invoice_id)
