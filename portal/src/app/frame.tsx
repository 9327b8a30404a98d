import { ActingBanner } from "@hostler/web-kit/react/acting";
import { withMenus } from "@hostler/web-kit/features";
import { ConsoleFrame } from "@hostler/web-kit/react/console-frame";
import { useSessionState } from "@hostler/web-kit/session";

import { events, features } from "./features";
import { groups } from "./groups";
// They come with the frame, which speaks them at once.
import "./nav-files";

const all = withMenus(features, import.meta.glob("../features/*/nav.ts", { eager: true }));

export default function Frame() {
  const { account } = useSessionState();
  return <ConsoleFrame features={all} groups={groups} events={events} home="/dashboard" live banner={<ActingBanner />} subtitle={account?.alias ?? account?.number} />;
}
