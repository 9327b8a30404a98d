-- The job that sent it last: what another job's call may still do is waited for, one's own is taken up again.
ALTER TABLE provider_operations ADD COLUMN job_id BIGINT
