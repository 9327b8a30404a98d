-- Invoices the next term of what goes on, some time before the present one ends.
--
-- A row is an active service whose invoiced time ends soon; `invoice_days_before` is its product's
-- where that has one. A period is invoiced once, whatever runs twice; what was missed while the
-- engine was down is made up for, a period a day, with the due dates that it would have had.
return rule {
  name     = "issue_renewals",
  title    = "Issue renewal invoices",
  when     = "5 0 * * *",
  select   = "services.to_renew",
  settings = {
    invoice_days_before = 14,    -- days from the invoice to the end of the term, its due date
    pay_from_credit     = true,  -- credit that covers the invoice pays it at once
    consolidate         = false, -- a client's services that are due on one day share an invoice
  },
  decide = function(row)
    if row.ends_by_request then return { action = "skip", reason = "the client asked for its end" } end
    if row.days_left > row.invoice_days_before then return "skip" end
    return "issue"
  end,
}
