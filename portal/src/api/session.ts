import { Session } from "@hostler/web-kit/session";

/** Clients alone: staff have the admin application, and one host's two applications share the cookie. */
export const session = new Session((user) => user.kind !== "staff");
