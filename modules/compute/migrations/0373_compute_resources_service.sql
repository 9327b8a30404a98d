-- What ends with a machine, and what it may still have.
CREATE INDEX ix_compute_resources_service ON compute_resources (service_id, kind)
