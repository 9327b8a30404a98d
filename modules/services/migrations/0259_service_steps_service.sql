CREATE INDEX ix_service_steps_service ON service_steps (service_id, id)
