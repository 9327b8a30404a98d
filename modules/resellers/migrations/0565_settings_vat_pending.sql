-- A flag has become a choice: who trusted pending numbers goes on to.
INSERT INTO tenant_settings (tenant_id, name, value, changed_at)
SELECT tenant_id, 'tax.vat_pending', '"reverse_charge"', changed_at
  FROM tenant_settings WHERE name = 'tax.trust_pending_vat_ids' AND value = 'true'
