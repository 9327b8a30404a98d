-- Of what was numbered before: a series that began with a proforma invoice and has none of the documents that follow one.
UPDATE series_counters SET proforma = 1
 WHERE EXISTS (SELECT 1 FROM invoices i
                WHERE i.tenant_id = series_counters.tenant_id AND i.series = series_counters.series
                  AND i.fiscal_year = series_counters.fiscal_year AND i.number = 1 AND i.proforma = 1)
   AND NOT EXISTS (SELECT 1 FROM tax_invoices t
                    WHERE t.tenant_id = series_counters.tenant_id AND t.series = series_counters.series
                      AND t.fiscal_year = series_counters.fiscal_year)
   AND NOT EXISTS (SELECT 1 FROM credit_notes n
                    WHERE n.tenant_id = series_counters.tenant_id AND n.series = series_counters.series
                      AND n.fiscal_year = series_counters.fiscal_year)
   AND NOT EXISTS (SELECT 1 FROM receipts r
                    WHERE r.tenant_id = series_counters.tenant_id AND r.series = series_counters.series
                      AND r.fiscal_year = series_counters.fiscal_year)
