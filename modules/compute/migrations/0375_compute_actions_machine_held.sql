-- One live action for a machine.
CREATE UNIQUE INDEX ux_compute_actions_machine_held ON compute_actions (machine_held)
