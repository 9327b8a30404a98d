-- What is left to be done for an account, and what goes when it is erased.
CREATE INDEX ix_jobs_account ON jobs (account_id)
