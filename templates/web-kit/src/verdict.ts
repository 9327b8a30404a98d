import { ApiError } from "./problem";

/** Whether the engine has decided: without an answer, or while it is still working, it may have happened, and what is sent next must be the same request. */
export function hasVerdict(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.code !== "request_in_progress";
}
