-- modules/domains/migrations/0349_domain_steps_domain.sql
CREATE INDEX ix_domain_steps_domain ON domain_steps (domain_id, id)
