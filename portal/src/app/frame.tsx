import { ActingBanner } from "@hostler/web-kit/react/acting";
import { ConsoleFrame } from "@hostler/web-kit/react/console-frame";
import { useSessionState } from "@hostler/web-kit/session";

import { events, features } from "./features";
import { groups } from "./groups";

export default function Frame() {
  const { account } = useSessionState();
  return <ConsoleFrame features={features} groups={groups} events={events} home="/dashboard" live banner={<ActingBanner />} subtitle={account?.alias ?? account?.number} />;
}
