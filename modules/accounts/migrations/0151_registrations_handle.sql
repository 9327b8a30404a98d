-- How its owner names it.
CREATE UNIQUE INDEX ux_registrations_handle ON registrations (handle_hash)
