import type { Announcement } from "../api/announcements";

export function stateOf(one: Announcement): "draft" | "scheduled" | "published" {
  if (!one.published_at) return "draft";
  return Date.parse(one.published_at) > Date.now() ? "scheduled" : "published";
}
