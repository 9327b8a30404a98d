-- Ends services at the end of the time that was paid, where the client asked for that.
--
-- A row is a live service whose requested end has come. `held_because` says why a person has to
-- confirm that first, by running the rule with `confirmed`: it is evidence of abuse or in a dispute,
-- or its account is suspended.
return rule {
  name   = "end_cancelled",
  title  = "End services that clients cancelled",
  when   = "35 0 * * *",
  select = "services.ending",
  decide = function(row)
    if row.needs_attention then return { action = "hold", reason = "it waits for a person" } end
    if row.is_busy then return { action = "skip", reason = "something is being done to it" } end
    if row.held_because then return { action = "hold", reason = row.held_because } end
    return "terminate"
  end,
}
