-- What one job has asked of providers.
CREATE INDEX ix_provider_operations_job ON provider_operations (job_id)
