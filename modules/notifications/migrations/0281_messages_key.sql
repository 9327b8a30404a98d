-- A template goes to a recipient once for one thing, however often it is asked for.
CREATE UNIQUE INDEX ux_messages_key ON messages (tenant_id, template, recipient_key, dedupe_key)
