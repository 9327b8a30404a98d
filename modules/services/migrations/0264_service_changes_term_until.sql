-- Where the new term ends that a change of plan begins, by the policy of a full cycle.
ALTER TABLE service_changes ADD COLUMN term_until DATE
