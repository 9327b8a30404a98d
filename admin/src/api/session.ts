import { Session } from "@hostler/web-kit/session";

/** Staff alone: clients have the portal, and one host's two applications share the cookie. */
export const session = new Session((user) => user.kind === "staff");
