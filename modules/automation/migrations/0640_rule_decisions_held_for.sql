-- What a person has to confirm before a held row is acted on; nothing where the rule holds it for a reason of its own.
ALTER TABLE rule_decisions ADD COLUMN held_for VARCHAR(20)
