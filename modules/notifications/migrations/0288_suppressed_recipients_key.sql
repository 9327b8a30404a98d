CREATE UNIQUE INDEX ux_suppressed_recipients_key ON suppressed_recipients (tenant_id, channel, recipient_key)
