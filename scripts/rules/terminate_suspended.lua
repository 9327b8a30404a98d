-- Ends services that have been suspended for non-payment for long. Nothing is removed before a
-- backup of it is there and seen to be there; without one the service waits for a person.
--
-- A row is a suspended service; `days_after_suspension` is its product's `terminate_days` where that
-- has some.
return rule {
  name     = "terminate_suspended",
  title    = "Terminate long suspended services",
  when     = "40 0 * * *",
  select   = "services.suspended",
  late_limit = 50,  -- fewer after days without a run
  limit    = 500,  -- so many in one run are more likely a mistake: a person confirms them
  settings = {
    days_after_suspension = 15,
    exempt_groups         = "",  -- client groups whose services are never ended so: "vip, staff"
  },
  decide = function(row)
    if row.suspension_reason ~= "overdue" then return "skip" end
    if row.needs_attention then return { action = "hold", reason = "it waits for a person" } end
    if row.is_busy then return { action = "skip", reason = "something is being done to it" } end
    if row.days_suspended < row.days_after_suspension then return "skip" end
    if row.is_exempt then return { action = "hold", reason = "the client's group is exempt" } end
    return "terminate"
  end,
}
