-- Takes services off the net whose own invoice is overdue. What is paid later brings them back.
--
-- A row is an active service with an issued, open invoice of its own that is past its due date.
-- `days_overdue` counts from that date, or from the day of its issue where that was later, and
-- `grace_days` is the product's where it has one. The engine reads everything again under the row's
-- lock before it acts, so money that comes in the last second counts.
return rule {
  name     = "suspend_overdue",
  title    = "Suspend overdue services",
  when     = "30 0 * * *",
  select   = "services.overdue",
  late_limit = 50,  -- so many after days without a run are what piled up: a person confirms them
  settings = {
    grace_days    = 3,   -- suspended on this day after the due date, or after a later issue
    exempt_groups = "",  -- client groups that are never suspended: "vip, staff"
  },
  decide = function(row)
    if row.is_exempt then return { action = "hold", reason = "the client's group is exempt" } end
    if row.is_busy then return { action = "skip", reason = "something is being done to it" } end
    return row.days_overdue >= row.grace_days and "suspend" or "skip"
  end,
}
