-- `open_of` is the service while the change is open, and null afterwards.
CREATE UNIQUE INDEX ux_service_changes_open ON service_changes (open_of)
