-- One job for one business key; a job that has no key is not in this index.
CREATE UNIQUE INDEX ux_jobs_key ON jobs (unique_key)
