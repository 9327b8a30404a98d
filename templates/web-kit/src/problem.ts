/** An answer of the API that is no success (RFC 9457), or none at all. */
export interface Problem {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  request_id?: string;
  errors?: { field: string; code: string; message: string }[];
  /** What some refusals add, such as the new total of `price_changed`. */
  [more: string]: unknown;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId?: string;
  readonly errors: { field: string; code: string; message: string }[];
  /** The whole answer, for what some refusals add. */
  readonly problem: Problem;
  /** Seconds to wait, where the answer said so. */
  readonly retryAfter?: number;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
    this.requestId = problem.request_id;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }

  /** By field, for a form: the first word on each. */
  get byField(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const { field, message } of this.errors) fields[field] ??= message;
    return fields;
  }

  static async from(response: Response): Promise<ApiError> {
    const said = (await response.json().catch(() => null)) as Partial<Problem> | null;
    const wait = Number(response.headers.get("Retry-After"));
    return new ApiError(
      {
        ...said,
        status: response.status,
        code: said?.code ?? `http_${response.status}`,
        request_id: said?.request_id ?? response.headers.get("X-Request-Id") ?? undefined,
      },
      Number.isFinite(wait) && wait > 0 ? wait : undefined,
    );
  }

  /** The network gave no answer. */
  static offline(): ApiError {
    return new ApiError({ status: 0, code: "offline" });
  }
}

/** Whether nobody knows if it happened: there was no answer, or one that is no verdict. What is sent again then is the same as before. */
export function isUnsettled(error: unknown): boolean {
  return error instanceof ApiError ? error.status === 0 || error.status >= 500 : error !== undefined;
}

/** Whether asking once more may help: never after a verdict. */
export function mayRetry(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return failures < 1;
  return failures < 2 && (error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504);
}
