import { defineFeature, page } from "@hostler/web-kit/features";
import { ShieldCheck, UserRound } from "lucide-react";

export default defineFeature({
  name: "profile",
  texts: ["account", "activity"],
  nav: [
    { to: "/profile", icon: UserRound, group: "account", order: 10, key: "p", label: "profile" },
    { to: "/profile/security", icon: ShieldCheck, group: "account", order: 20, label: "security" },
  ],
  pages: [page("/profile", () => import("./pages/profile-page")), page("/profile/security", () => import("./pages/security-page"))],
  events: { "account.": ["account"], "user.": ["sessions", "me", "activity"] },
});
