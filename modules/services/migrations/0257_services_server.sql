CREATE INDEX ix_services_server ON services (server_id)
