-- Everything that was asked for one thing of ours.
CREATE INDEX ix_provider_operations_subject ON provider_operations (subject, id)
