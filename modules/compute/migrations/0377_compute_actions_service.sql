-- The last action of a machine.
CREATE INDEX ix_compute_actions_service ON compute_actions (service_id, id)
