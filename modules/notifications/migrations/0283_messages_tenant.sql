CREATE INDEX ix_messages_tenant ON messages (tenant_id, id)
