import { withMenus } from "@hostler/web-kit/features";
import { ConsoleFrame } from "@hostler/web-kit/react/console-frame";
import { useSessionState } from "@hostler/web-kit/session";
import { lazy, Suspense } from "react";

import { events, features } from "./features";
import { groups } from "./groups";
// They come with the frame, which speaks them at once.
import "./nav-files";

const all = withMenus(features, import.meta.glob("../features/*/nav.ts", { eager: true }));
const StoppedRules = lazy(() => import("../automation/stopped-rules"));

export default function Frame() {
  const { user } = useSessionState();
  // The event stream is for accounts; staff's pages ask again by themselves.
  return (
    <ConsoleFrame
      features={all}
      groups={groups}
      events={events}
      home="/"
      live={false}
      subtitle={user?.role}
      banner={
        <Suspense fallback={null}>
          <StoppedRules />
        </Suspense>
      }
    />
  );
}
