-- Tells clients about open invoices on fixed days around the due date, once for each day.
--
-- A row is an open invoice. `notice_day` is the last day of `notice_days` that has come and of which
-- nothing was sent, counted from the due date; nothing when none is due. The days are those of the
-- product that is invoiced where it has some. Days that passed while the
-- engine was down are not made up for: only the last one is sent.
return rule {
  name     = "remind_unpaid",
  title    = "Remind of unpaid invoices",
  when     = "20 0 * * *",
  select   = "invoices.open",
  settings = {
    notice_days   = { -3, 1, 5, 10 },  -- before the due date (negative) and after it
    exempt_groups = "",                -- client groups that are not reminded: "vip, staff"
  },
  decide = function(row)
    if not row.notice_day then return "skip" end
    if row.is_exempt then return { action = "skip", reason = "the client's group is exempt" } end
    return { action = "remind", kind = row.notice_kind }
  end,
}
