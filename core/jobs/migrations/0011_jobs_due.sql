-- What a worker asks: the jobs of a lane that are due, urgent ones first.
CREATE INDEX ix_jobs_due ON jobs (state, lane, priority, run_at, id)
