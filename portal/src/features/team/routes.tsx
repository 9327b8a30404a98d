import { defineFeature, page } from "@hostler/web-kit/features";
import { History, ShieldHalf, Users, Webhook } from "lucide-react";

export default defineFeature({
  name: "team",
  texts: ["activity"],
  nav: [
    { to: "/account/users", icon: Users, group: "account", order: 30, key: "u", label: "users" },
    { to: "/account/roles", icon: ShieldHalf, group: "account", order: 40, label: "roles" },
    { to: "/account/webhooks", icon: Webhook, group: "account", order: 50, label: "webhooks" },
    { to: "/account/activity", icon: History, group: "account", order: 60, label: "activity" },
  ],
  pages: [
    page("/account/users", () => import("./pages/users-page")),
    page("/account/roles", () => import("./pages/roles-page")),
    page("/account/webhooks", () => import("./pages/webhook-list-page")),
    page("/account/webhooks/$id", () => import("./pages/webhook-page")),
    page("/account/activity", () => import("./pages/activity-page")),
    page("/accept-invite", () => import("./pages/accept-invite-page"), "bare"),
  ],
  events: { "user.": ["team"], "api_key.": ["team"] },
});
