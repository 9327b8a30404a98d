CREATE UNIQUE INDEX ux_tickets_number ON tickets (tenant_id, number)
