import { defineFeature, navOf } from "../features";
import { Home } from "lucide-react";
import { expect, it } from "vitest";

it("keeps entries that hang below others for the palette, in their group's order", () => {
  const feature = defineFeature({
    name: "money",
    pages: [],
    nav: [
      { to: "/refunds", icon: Home, group: "money", order: 2, label: "refunds", under: "/transactions" },
      { to: "/transactions", icon: Home, group: "money", order: 1 },
    ],
  });
  const [group] = navOf([feature], ["money"]);
  expect(group?.entries.map(({ to, under, text }) => [to, under, text])).toEqual([
    ["/transactions", undefined, "money.label"],
    ["/refunds", "/transactions", "money.refunds"],
  ]);
});
