-- A reference is given once.
CREATE UNIQUE INDEX ux_e_invoices_irn ON e_invoices (tenant_id, irn)
