-- Tells clients about open invoices on fixed days around the due date, once for each day.
--
-- A row is an open invoice. `notice_day` is the last day of `notice_days` that has come and of which
-- nothing was sent, counted from the due date; nothing when none is due. Days that passed while the
-- engine was down are not made up for: only the last one is sent.
return rule {
  name     = "remind_unpaid",
  title    = "Remind of unpaid invoices",
  when     = "20 0 * * *",
  select   = "invoices.open",
  settings = {
    notice_days = { -3, 1, 5, 10 },  -- before the due date (negative) and after it
  },
  decide = function(row)
    if not row.notice_day then return "skip" end
    return { action = "remind", kind = row.notice_kind }
  end,
}
