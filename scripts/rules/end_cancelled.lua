-- Ends services at the end of the time that was paid, where the client asked for that.
--
-- A row is a live service whose requested end has come.
return rule {
  name   = "end_cancelled",
  title  = "End services that clients cancelled",
  when   = "35 0 * * *",
  select = "services.ending",
  decide = function(row)
    if row.needs_attention then return { action = "hold", reason = "it waits for a person" } end
    if row.is_busy then return { action = "skip", reason = "something is being done to it" } end
    return "terminate"
  end,
}
