-- As with the entries.
APPEND ONLY audit_seals
