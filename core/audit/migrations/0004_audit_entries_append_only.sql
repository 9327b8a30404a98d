-- Nobody edits or deletes what was done, the engine's own database user included.
APPEND ONLY audit_entries
