-- Ends services that have been suspended for non-payment for long. Nothing is removed before a
-- backup of it is there and seen to be there; without one the service waits for a person.
--
-- A row is a suspended service.
return rule {
  name     = "terminate_suspended",
  title    = "Terminate long suspended services",
  when     = "40 0 * * *",
  select   = "services.suspended",
  limit    = 500,  -- so many in one run are more likely a mistake: a person confirms them
  settings = {
    days_after_suspension = 15,
  },
  decide = function(row)
    if row.suspension_reason ~= "overdue" then return "skip" end
    if row.needs_attention then return { action = "hold", reason = "it waits for a person" } end
    if row.is_busy then return { action = "skip", reason = "something is being done to it" } end
    return row.days_suspended >= row.days_after_suspension and "terminate" or "skip"
  end,
}
