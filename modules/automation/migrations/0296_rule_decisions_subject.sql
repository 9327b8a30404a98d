-- Why something happened to a service, an invoice or an order.
CREATE INDEX ix_rule_decisions_subject ON rule_decisions (subject, id)
