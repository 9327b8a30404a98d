-- Charges a fee on what is paid late, by a debit note on the invoice, once for each day of `fee_days`.
-- Off until somebody wants it: clients have to have agreed to late fees.
--
-- A row is an open invoice past its due date. `fee_day` is the last day of `fee_days` that has come
-- and of which no fee was charged, counted from the due date or from the day of issue where that was
-- later; nothing when none is due. Debit notes, and with them late fees, bear no late fee.
return rule {
  name     = "charge_late_fees",
  title    = "Charge late fees",
  enabled  = false,
  when     = "25 0 * * *",
  select   = "invoices.late",
  late_limit = 50,  -- so many after days without a run are what piled up: a person confirms them
  settings = {
    fee_days      = { 5 },     -- days after which a fee is charged, each once
    percent       = "5",       -- of what is owed without its taxes
    tax_class     = "999799",  -- the SAC that the fee is taxed by: other services
    exempt_groups = "",        -- client groups that pay none: "vip, staff"
  },
  decide = function(row)
    if not row.fee_day then return "skip" end
    if row.is_exempt then return { action = "hold", reason = "the client's group is exempt" } end
    return "charge_late_fee"
  end,
}
