-- One live action for a belonging.
CREATE UNIQUE INDEX ux_compute_actions_resource_held ON compute_actions (resource_held)
