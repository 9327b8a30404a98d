import "@hostler/ui/theme.css";

import { start } from "@hostler/web-kit/react/start";

import { session } from "../api/session";

import { features } from "./features";

void start({
  session,
  features,
  localeFiles: import.meta.glob("../locales/*/*.json"),
  navFiles: () => import("./nav-files").then(({ navFiles }) => navFiles),
  basepath: "/admin/",
  consoleFrame: () => import("./frame"),
  bareFrame: () => import("@hostler/web-kit/react/bare-frame").then(({ BareFrame }) => ({ default: BareFrame })),
});
