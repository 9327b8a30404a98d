-- What belongs to something, and (with an empty subject, by age) what belongs to nothing.
CREATE INDEX ix_files_subject ON files (subject, created_at)
